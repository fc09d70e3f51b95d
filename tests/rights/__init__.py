"""Requests of citizens."""
