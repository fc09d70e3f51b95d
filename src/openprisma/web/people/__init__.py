"""Colleagues and accounts."""
