"""What the law may ask of a person or company in a file."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from openprisma.files.facts import involved
from openprisma.gate import ledger
from openprisma.gate.facts import fact
from openprisma.gate.references import names, referred
from openprisma.gate.run import Run
from openprisma.subjects.models import Admission, Subject


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
    """The role of whom somebody in the direct circle is linked to; `anders` for nobody."""
    if not names(run, "verband_met"):
        return "anders"
    return referred(run, "verband_met", Subject).role


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
    rows = run.rows(Admission, "at", "subject", "state")
    states = [
        state
        for _, subject, state in sorted(rows, key=lambda row: row[0])
        if subject == run.inputs.get("betrokkene")
    ]
    return bool(states) and states[-1] == "toegelaten"


@fact("casus.aantal_voorgesteld")
def _how_many(run: Run) -> int:
    return len(_proposed(run))


@fact("casus.voorgesteld")
def _proposed(run: Run) -> frozenset[str]:
    """Whom a table has not decided about yet, by number."""
    last = {
        subject: state
        for _, subject, state in sorted(
            run.rows(Admission, "at", "subject", "state"), key=lambda row: row[0]
        )
    }
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
