"""What the law may ask of a person or company in a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection

from openprisma.files.facts import involved
from openprisma.gate import ledger
from openprisma.gate.acts import registered
from openprisma.gate.constraints import fenced
from openprisma.gate.facts import fact
from openprisma.gate.references import names, referred
from openprisma.gate.run import Run
from openprisma.language.prose import prose
from openprisma.language.text import fold
from openprisma.subjects.identity import holds_bsn, stays_same
from openprisma.subjects.models import Admission, Subject

MAIN = "hoofdsubject"  # of `subjectrollen`
_REACHES = "fence.reached"  # what a table asks of its readers when it is read with the subjects


@fact("betrokkene.rol", ahead=False)
def _role(run: Run) -> str:
    return str(run.inputs.get("rol", ""))


@fact("betrokkene.soort", ahead=False)
def _kind(run: Run) -> str:
    return str(run.inputs.get("soort", ""))


@fact("betrokkene.verband", ahead=False)
def _link(run: Run) -> bool:
    return bool(run.inputs.get("verband"))


@fact("betrokkene.rol_van_ander", ahead=False)
def _role_of_other(run: Run) -> str:
    """The role of whom somebody in the direct circle is linked to; `anders` for nobody, and
    for whom a table removed."""
    if not names(run, "verband_met"):
        return "anders"
    found = referred(run, "verband_met", Subject)
    return "anders" if _states(run).get(found.id) == "verwijderd" else found.role


@fact("betrokkene.zelf_ingebracht", ahead=False)
def _brought_in(run: Run) -> bool:
    """Did the participant of who acts bring in whom the act names; of the bureau, the bureau?"""
    found = referred(run, "betrokkene", Subject)
    return (found.participant_id or "") == run.actor.participant


@fact("betrokkene.inbrenger_betrokken", ahead=False)
def _still_there(run: Run) -> bool:
    """Is whoever brought in whom the act names involved today, so that it acts itself? The bureau
    always is."""
    by = referred(run, "betrokkene", Subject).participant_id
    return by is None or by in involved(run)


@fact("betrokkene.is_hoofdsubject", ahead=False)
def _is_main(run: Run) -> bool:
    return referred(run, "betrokkene", Subject).role == MAIN


@fact("betrokkene.blijft_dezelfde", ahead=False)
def _stays_the_same(run: Run) -> bool:
    """Is whom the act corrects still the same by what it writes (bgs:1.7.1)?"""
    found = referred(run, "betrokkene", Subject)
    told = str(run.inputs.get("naam", "")), str(run.inputs.get("kenmerk") or "")
    return stays_same((found.name, found.identifier), told)


@fact("betrokkene.noodzaak", ahead=False)
def _need(run: Run) -> bool:
    return bool(str(run.inputs.get("noodzaak", "")).strip())


def last_admissions(run: Run) -> list[Admission]:
    """Of each subject of the file of this run the last that was proposed or decided, in the order
    of their proposal."""
    found: dict[UUID, Admission] = {}
    for one in Admission.objects.filter(file=run.file.id).order_by("at"):
        found[one.subject] = one
    return list(found.values())


@fact("betrokkene.toegelaten", ahead=False)
def _admitted(run: Run) -> bool:
    """Did a table admit whom the act names, and not remove since?"""
    return _states(run).get(run.inputs["betrokkene"]) == "toegelaten"


@fact("betrokkene.kring_staat", ahead=False)
def _circle_stands(run: Run) -> bool:
    """Is somebody in the direct circle linked to one whom a table admitted and did not remove, or
    to one in a file where no table admits anybody? Of a main subject there is nothing to ask."""
    linked = dict(run.rows(Subject, "id", "linked"))[run.inputs["betrokkene"]]
    return linked is None or _states(run).get(linked, "toegelaten") == "toegelaten"


def _states(run: Run) -> dict[UUID, str]:
    """Where each subject stands that was ever proposed to a table: as it was last decided."""
    rows = run.rows(Admission, "at", "subject", "state")
    return {subject: state for _, subject, state in sorted(rows, key=lambda row: row[0])}


@fact("casus.aantal_voorgesteld")
def _how_many(run: Run) -> int:
    return len(_proposed(run))


@fact("casus.voorgesteld")
def _proposed(run: Run) -> frozenset[str]:
    """Whom a table has not decided about yet, by number."""
    last = _states(run)
    return frozenset(str(subject) for subject, state in last.items() if state == "voorgesteld")


@fact("betrokkene.in_signaal", ahead=False)
def _in_signal(run: Run) -> bool:
    """Does the signal under this file name a main subject of this name? The database answers;
    nobody reads the signal."""
    name = str(run.inputs.get("naam", ""))
    ledger.call("ask_name", run.line, name)
    with connection.cursor() as cursor:
        cursor.execute("select fence.named_in_signal(%s, %s)", [run.file.id, name])
        return bool(cursor.fetchone()[0])


@fact("tekst.noemt_iemand", ahead=False)
def _names_somebody(run: Run) -> bool:
    """Does a text that others read than those who reach the subjects say who they are, by name or
    number, or hold a BSN? The database compares; nobody reads the subjects for it. Source:
    wgs:1.8.5, bgs:1.16."""
    texts = [text for name in read_outside(run.act) for text in _texts(run.inputs.get(name))]
    if not texts:
        return False
    told = " ".join(re.findall(r"[^\W_]+", fold("\n".join(texts))))
    if holds_bsn(texts):
        return True
    with connection.cursor() as cursor:
        cursor.execute("select fence.names_somebody(%s, %s)", [f" {told} ", told.replace(" ", "")])
        return bool(cursor.fetchone()[0])


@fact("tekst.over_iemand", ahead=False)
def _about_somebody(run: Run) -> bool:
    """Does the act name the person, company or thing that its text is about, or a datum about one?
    Only of one of those nationality can tell who it is (bgs:1.9.1)."""
    return any(
        run.inputs.get(name) is not None
        and (mark.of is Subject or any(one.name == "subject" for one in mark.of._meta.fields))
        for name, mark in registered()[run.act].references.items()
    )


@lru_cache(maxsize=512)
def read_outside(act: str) -> tuple[str, ...]:
    """The prose of an act that comes to stand in a table whose readers need not reach the subjects:
    a panel, an adviser, who gave access. What an act says of it is `within`, is not read there."""
    tables = dict(fenced())
    open_to_others = any(
        _REACHES not in tables[write.table].sees
        for write in registered()[act].writes
        if write.table in tables and write.operation != "delete"
    )
    return tuple(name for name, mark in prose(act).items() if open_to_others and not mark.within)


def _texts(given: Any) -> Iterator[str]:
    if isinstance(given, dict):
        given = list(given.values())
    yield from (
        one for one in (given if isinstance(given, list) else [given]) if isinstance(one, str)
    )
