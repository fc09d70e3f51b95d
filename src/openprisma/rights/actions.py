"""Acts on a request before anything is looked for: take it in, verify who asks, make its term
longer, agree that another participant decides."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from openprisma.engine.terms import end_of
from openprisma.files.actions import (
    BEGINS_INVOLVING,
    INVOLVES,
    OPENS,
    Text,
    involve,
    open_file,
    signed,
)
from openprisma.files.models import File
from openprisma.gate.acts import act
from openprisma.gate.declared import Identifier, Name
from openprisma.gate.law import lawbook
from openprisma.gate.lists import IdentityWay, Organisation, RequestKind
from openprisma.gate.lists import Requester as ByWhom
from openprisma.gate.run import Run
from openprisma.gate.writes import adds, changes
from openprisma.kernel.errors import BadInput
from openprisma.language.prose import Prose
from openprisma.rights.models import CitizenRequest, Extension, Handover, Identity, Requester

FIRST, LONGER, KEPT = "verzoek_maand", "verzoek_verlengd", "verzoekdossier"
Surname = Annotated[str, Field(min_length=2), Name()]
Called = Annotated[str, Name()]
Number = Annotated[str, Identifier(r"(\d{9})?", 9)]
Register = Annotated[str, Identifier(r"(\d{8})?", 8)]
Some = Annotated[str, Prose()]


@act(
    "verzoek_registreren",
    starts=True,
    writes=(
        OPENS,
        adds(CitizenRequest, sets=("due", "decider")),
        adds(Requester),
        BEGINS_INVOLVING,
    ),
)
def register(
    run: Run,
    *,
    soort: RequestKind,
    ontvangen_op: date,
    namens: ByWhom,
    machtiging: Some = "",
    voornamen: Called = "",
    achternaam: Surname,
    geboortenaam: Called = "",
    andere_namen: Called = "",
    bsn: Number = "",
    kvk: Register = "",
    adres: Called = "",
) -> UUID:
    """Take in a request; it counts as one to all participants, and its month began when it came.
    `machtiging`: what shows that somebody asks for another. Raises `BadInput` for a day that is
    still to come. Source: bgs:1.1.1, avg:12.3, uavg:5.4."""
    _past(run, ontvangen_op)
    name = lawbook().vocabulary.lists["verzoeksoorten"][soort]
    file = open_file(run, title=f"Verzoek: {name}"[:60])
    involve(run, [run.actor.participant])
    CitizenRequest.objects.create(
        kind=soort,
        by_whom=namens,
        basis=machtiging,
        received_on=ontvangen_op,
        due=_end(run, ontvangen_op, FIRST),
        decider_id=run.actor.participant,
        **signed(run),
    )
    Requester.objects.create(
        first_names=voornamen,
        surnames=_lines(achternaam, geboortenaam, *andere_namen.split(",")),
        identifier=bsn,
        register_number=kvk,
        address=adres,
        **signed(run),
    )
    return file.id


def _past(run: Run, day: date) -> None:
    """Raises `BadInput` for a day that is still to come."""
    if day > run.today:
        raise BadInput(
            "Deze dag ligt in de toekomst.",
            fields={"ontvangen_op": "Kies vandaag of een eerdere dag."},
        )


def _lines(*names: str) -> str:
    """Each name once, on a line of its own."""
    return "\n".join(dict.fromkeys(one.strip() for one in names if one.strip()))


def _end(run: Run, start: date, term: str) -> date:
    """The first day after a term of the law. It never runs on over a weekend (assumed)."""
    book = lawbook()
    return end_of(start, book.term(term, run.today), book.holidays)


@act("identiteit_vaststellen", writes=(adds(Identity),))
def verify(run: Run, *, wijze: IdentityWay) -> None:
    """Somebody saw who asks: that, how and when; no number and no copy of a document is kept.
    Source: avg:12.6, avg:5.1.c."""
    Identity.objects.create(way=wijze, **signed(run))


@act(
    "verzoek_verlengen",
    writes=(adds(Extension), changes(CitizenRequest, "due", of_others=("person",))),
)
def extend(run: Run, *, reden: Text, bericht: bool = False) -> None:
    """Two months more, said within the first month with the reason. `bericht`: the requester was
    told. Source: avg:12.3."""
    request = CitizenRequest.objects.get(file=run.file_id)
    Extension.objects.create(reasons=reden, **signed(run))
    later = _end(run, request.received_on, LONGER)
    CitizenRequest.objects.filter(pk=request.pk).update(due=later, receipt=run.line)


@act(
    "verzoek_overdragen",
    writes=(
        adds(Handover, of_others=("participant",)),
        changes(CitizenRequest, "decider", of_others=("person",)),
        *INVOLVES,
    ),
)
def hand_over(
    run: Run, *, deelnemer: Organisation, reden: Text, akkoord: bool = False, bericht: bool = False
) -> None:
    """Another participant decides, because it is better able to. `akkoord`: it agreed; `bericht`:
    the requester was told. Source: bgs:1.2.4."""
    Handover.objects.create(participant_id=deelnemer, reasons=reden, **signed(run))
    CitizenRequest.objects.filter(file=run.file_id).update(decider=deelnemer, receipt=run.line)
    involve(run, [deelnemer])


@act("verzoek_sluiten", writes=(changes(File, "ends_on"),))
def close(run: Run) -> None:
    """The request is done. What is in it stays for a while, for who objects (Q25).
    Source: wgs:1.8.7."""
    ends = _end(run, run.today, KEPT)
    File.objects.filter(pk=run.file_id).update(ends_on=ends)


@act("verzoek_laten_verlopen")
def expire(run: Run) -> None:
    """Nobody needs it any more: its stage says so, and it is destroyed. Source: bgs:1.16.1.b."""
