"""Who can do everything in the database, for every test of the log."""

from __future__ import annotations

import pytest


@pytest.fixture
def root(live, connect):
    """Who can do everything in the database: an operator, or who broke in. Nothing of it is kept
    unless committed."""
    own = connect("postgres")
    own.autocommit = False
    yield own
    own.rollback()
