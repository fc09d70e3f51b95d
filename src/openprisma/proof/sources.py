"""Where a promise comes from: the norms that a source names."""

from __future__ import annotations


def names(source: str, norm: str) -> bool:
    """Does a source name this norm, or the provision it stands under?"""
    return norm == source or norm.startswith((f"{source}.", f"{source}/"))
