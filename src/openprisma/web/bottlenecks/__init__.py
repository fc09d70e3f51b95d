"""Bottlenecks: list, overview, information per phase."""
