"""The law and procedures this process works with: read once, from the files, at start."""

from __future__ import annotations

from functools import cache

from django.apps import apps

from openprisma.engine.groups import surroundings
from openprisma.engine.lawbook import Lawbook, NormSet, load_lawbook
from openprisma.engine.procedures import Procedure, load_procedures
from openprisma.engine.turns import FILE, TurnEntry, load_turns
from openprisma.gate.acts import with_prose
from openprisma.gate.clock import today
from openprisma.kernel.places import data

_adopted: list[str] = []


@cache
def lawbook() -> Lawbook:
    """All law files. Raises `LawError` with file and line, and `RuntimeError` when asked before
    every module told its acts: groups are derived from them, and read too early would leave some
    unbound."""
    if not apps.ready:
        raise RuntimeError("the law is read once all acts are known: after django.setup()")
    return load_lawbook(data("law"), surroundings(data("procedures"), with_prose()))


@cache
def procedures() -> dict[str, Procedure]:
    """All working methods, by name. Raises `LawError`."""
    return load_procedures(data("procedures"), lawbook().vocabulary)


@cache
def turns() -> dict[str, TurnEntry]:
    """All kinds of turns, by code. Raises `LawError`."""
    return load_turns(data("law") / FILE)


def norms_today() -> NormSet:
    """The norms that hold on the day the database says it is."""
    return lawbook().on(today())


def adopt(mark: str) -> str:
    """The fingerprint of what was read: the law by which this process judges."""
    _adopted[:] = [mark]
    return mark


def adopted() -> str:
    """By which law this process judges, or nothing when nobody asked yet."""
    return _adopted[0] if _adopted else ""


def forget() -> None:
    """Read again on the next question: for tests that change a norm."""
    lawbook.cache_clear()
    procedures.cache_clear()
    _adopted.clear()
