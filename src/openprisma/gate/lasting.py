"""Start-up check: what is held of people is read for a term, and that begins once.
Source: wgs:1.8.7."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import Error
from django.db.models import Model

from openprisma.gate.compiled_acts import effects
from openprisma.gate.constraints import Fenced, Staff, Subjects
from openprisma.gate.holdings import holdings, place_of
from openprisma.gate.law import lawbook, procedures
from openprisma.kernel.errors import LawError


def every_row_ends(**_: Any) -> list[Error]:
    """Every table in which people can stand says for how long its rows are read, or why for as long
    as their file."""
    try:
        return [Error(text, id="gate.E010") for text in unending()]
    except LawError:
        return []  # told by E004


def unending() -> Iterator[str]:
    """Tables in which more people can stand than those who work here, and that say neither how long
    they are read nor why for as long as their file; or of which an act moves the day on which that
    begins. Source: wgs:1.8.7."""
    moved = {
        (one.table, column)
        for written in effects(lawbook(), procedures()).values()
        for one in written
        if one.operation == "update"
        for column in one.columns
    }
    for held in holdings():
        model = held.model
        kept = next((c.kept for c in model._meta.constraints if isinstance(c, Fenced)), "")
        if (model._meta.db_table, kept) in moved:
            yield f"{place_of(model)}: an act changes {kept}, from which its term counts"
        if not any(isinstance(one, Subjects) for one in model._meta.constraints):
            continue  # who works here (bgs:2.15, row 18)
        if not (kept or held.lasts or _ends_itself(model)) and any(
            not _names_staff(model, name) for name in held.found
        ):
            yield f"{place_of(model)}: nothing says how long {model.__name__} is read (kept=)"


def _ends_itself(model: type[Model]) -> bool:
    """Does each row say itself until when it stands, and does the policy ask?"""
    return any(
        isinstance(one, Fenced) and "fence.datum_stands(keep_until" in one.sees
        for one in model._meta.constraints
    )


def _names_staff(model: type[Model], name: str) -> bool:
    """Does a field name somebody who works here, or another row, and hold nothing itself?"""
    target = model._meta.get_field(name).related_model
    return isinstance(target, type) and any(
        isinstance(one, Staff) for one in target._meta.constraints
    )
