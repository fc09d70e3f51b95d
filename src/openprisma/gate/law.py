"""The law and procedures this process works with: read once, from the files, at start."""

from __future__ import annotations

from functools import cache

from openprisma.engine.lawbook import Lawbook, NormSet, load_lawbook
from openprisma.engine.procedures import Procedure, load_procedures
from openprisma.gate.clock import today
from openprisma.kernel.places import data


@cache
def lawbook() -> Lawbook:
    """All law files. Raises `LawError` with file and line."""
    return load_lawbook(data("law"))


@cache
def procedures() -> dict[str, Procedure]:
    """All working methods, by name. Raises `LawError`."""
    return load_procedures(data("procedures"), lawbook().vocabulary)


def norms_today() -> NormSet:
    """The norms that hold on the day the database says it is."""
    return lawbook().on(today())


def forget() -> None:
    """Read again on the next question: for tests that change a norm."""
    lawbook.cache_clear()
    procedures.cache_clear()
