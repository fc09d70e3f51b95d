"""The search, and what people say of each hit. A machine finds; a person says whether it is the
one who asks."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any
from uuid import UUID

from django.apps import apps
from django.db import connection
from pydantic import Field

from openprisma.files.actions import signed
from openprisma.gate import ledger
from openprisma.gate.acts import act
from openprisma.gate.declared import Ref
from openprisma.gate.holdings import held
from openprisma.gate.lists import HitAnswer
from openprisma.gate.references import referred_each
from openprisma.gate.run import Run
from openprisma.gate.seeking import sought
from openprisma.gate.writes import adds
from openprisma.language.prose import Prose
from openprisma.rights.models import Hit, HitVerdict, Search

Hits = Annotated[
    list[
        Annotated[UUID, Ref(Hit, "Deze treffer is er niet.", "Kies een treffer van dit verzoek.")]
    ],
    Field(min_length=1),
]
Some = Annotated[str, Prose()]
_HITS = "select tbl, row_id, file, col, way, likeness, participants from fence.sought_hits()"


@act("zoekslag_doen", writes=(adds(Hit), adds(Search)))
def search(run: Run) -> None:
    """Look for the requester in everything that is held; nobody is searched but who stands in this
    request. In each file with a hit a line stands before anybody reads it. What was found before
    stays as it was judged. Source: avg:15.1, bgs:1.2.1, wgs:1.8.4."""
    ledger.call("seek", run.line)
    with connection.cursor() as cursor:
        cursor.execute(_HITS)
        found = cursor.fetchall()
    known = set(_known(run))
    counts = Counter[str]()
    for tbl, row, file, col, way, likeness, participants in found:
        counts[what_of(tbl)] += 1
        if (tbl, row, col) not in known:
            Hit.objects.create(
                tbl=tbl,
                row_id=row,
                of_file=file,
                col=col,
                way=way,
                likeness=likeness,
                participants=participants or [run.actor.participant],
                **signed(run),
            )
    Search.objects.create(
        counts=dict(counts), tables=sum(1 for _ in sought()), unread=0, **signed(run)
    )


def _known(run: Run) -> Any:
    """The hits of earlier searches: which are there the database says, not this act."""
    with connection.cursor() as cursor:
        cursor.execute("select tbl, row_id, col from fence.known_hits()")
        return cursor.fetchall()


def what_of(table: str) -> str:
    """What a table holds, in the words of its holding."""
    for model in apps.get_models():
        if model._meta.db_table == table:
            told = held(model)
            return told.what if told else table
    return table


@act("treffer_beoordelen", writes=(adds(HitVerdict),))
def judge(run: Run, *, treffers: Hits, antwoord: HitAnswer, reden: Some = "") -> None:
    """Say of hits whether they are the requester. Who does not know asks a colleague, who says it.
    Source: avg:12.2, avg:15.4."""
    for one in referred_each(run, "treffers", Hit):
        HitVerdict.objects.create(hit=one.id, answer=antwoord, reasons=reden, **signed(run))
