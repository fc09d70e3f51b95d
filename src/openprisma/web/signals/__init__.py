"""Signals: list, draft, page, verdict."""
