"""What an act opens of what is held about subjects: by its record (`opens` in `law/handelingen`)
the tables that the database shows under it; all others are shut to it.

The words are those of the holdings (`holdings.py` of each module). An act for whom does not read
about persons, such as putting a subject forward, opens no more than it looks at. Source: wgs:1.8.5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.core.checks import Error
from django.db.models import Model

from openprisma.engine.acts import ActEntry
from openprisma.gate import acts
from openprisma.gate.constraints import fenced, names
from openprisma.gate.holdings import holdings, reaches
from openprisma.gate.law import lawbook
from openprisma.kernel.errors import LawError


def of_subjects() -> dict[str, type[Model]]:
    """What is held about subjects, by the word for it."""
    return {one.what: one.model for one in holdings() if reaches(one.model)}


def shut(entry: ActEntry) -> list[str]:
    """The tables about subjects that the act of this record does not read."""
    return sorted(
        model._meta.db_table
        for what, model in of_subjects().items()
        if what not in (entry.opens or ())
    )


def what_acts_open_is_told(**_: Any) -> list[Error]:
    """Every record opens what there is, what its act looks at to write, and what a holding says
    that it shows."""
    try:
        return [Error(text, id="gate.E009") for text in untold()]
    except LawError:
        return []  # told by E004


def untold() -> Iterator[str]:
    """What is wrong with what the records open, with the file to look in."""
    records, known, registered = lawbook().vocabulary.acts, of_subjects(), acts.registered()
    for act, entry in sorted(records.items()):
        if entry.opens is None:
            continue
        where = f"law/handelingen/{act}.yaml: opens"
        for what in entry.opens:
            if what not in known:
                yield f"{where} '{what}', and nothing is held of that name (holdings.py)"
        if act in registered:
            looks = dict(needed(registered[act], entry))
            for what in sorted(looks.keys() - set(entry.opens)):
                yield f"{where} lacks '{what}': {looks[what]}"
    for one in holdings():
        for act in one.shown if one.what in known else ():
            if act in records and one.what not in (records[act].opens or ()):
                yield f"law/handelingen/{act}.yaml: opens lacks '{one.what}', which it shows"


def needed(act: acts.Act, entry: ActEntry) -> Iterator[tuple[str, str]]:
    """What an act looks at because of what it writes or opens, and why: what it changes or removes,
    what a row it adds points at, and what a condition of the database on those looks at."""
    words = {model._meta.db_table: what for what, model in of_subjects().items()}
    tables = dict(fenced())
    for write in act.writes:
        if write.table not in words:
            continue
        looked = _asked(tables[write.table].changes)
        if write.operation == "insert":
            model = of_subjects()[words[write.table]]
            looked |= {target._meta.db_table for target in names(model).values()}
        else:
            looked |= {*_asked(tables[write.table].sees), write.table}
        for table in looked & words.keys():
            yield words[table], f"it writes '{words[write.table]}'"
    for what in entry.opens or ():
        if what in words.values():
            table = of_subjects()[what]._meta.db_table
            for other in _asked(tables[table].sees) & words.keys():
                yield words[other], f"the database shows '{what}' by it"


def _asked(condition: str) -> set[str]:
    """The tables that a condition of the database asks."""
    return set(re.findall(r"\bfrom (\w+)", condition))
