"""Each text read once: stories that begin alike write the same words, and reading them anew tells
nothing new."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from unittest.mock import patch

from openprisma.language import check, prose


@contextmanager
def texts_once():
    """What was found in a text is found again, whatever effort is left."""

    @cache
    def read(text, observation):
        return check.check(text, observation=observation)

    @cache
    def read_name(text):
        return check.check_name(text)

    with (
        patch.object(prose, "check", lambda text, *, observation, effort: read(text, observation)),
        patch.object(prose, "check_name", lambda text, *, effort: read_name(text)),
    ):
        yield
