"""Bibob support: what its forms ask that depends on the file."""
