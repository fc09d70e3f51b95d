"""How many advices a year brought, by what they were about and for which body."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from openprisma.bibob.published import ADVICES
from openprisma.gate.acts import act
from openprisma.gate.law import lawbook
from openprisma.gate.run import Run
from openprisma.kernel.errors import BadInput
from openprisma.partners.models import Participant

Year = Annotated[int, Field(ge=2000, le=2199)]


@dataclass(frozen=True)
class Row:
    """One body and one kind, and how many."""

    body: str
    kind: str
    number: int


@dataclass(frozen=True)
class Counts:
    """The table of a year, and the sum of its rows."""

    year: int
    rows: list[Row]
    total: int


@act("bibob_cijfers_inzien")
def count(run: Run, *, jaar: Year) -> Counts:
    """The advices of a year, counted from codes and never from the log. Raises `BadInput` for a
    year that is still to come. Source: huisregels:7.1, wgs:1.12."""
    if jaar > run.today.year:
        raise BadInput(
            "Over dit jaar zijn er geen cijfers.", fields={"jaar": "Kies dit jaar of een eerder."}
        )
    rows = [one for one in ADVICES.read().rows if one.on_day.year == jaar]
    names = dict(Participant.objects.values_list("code", "name"))
    kinds = lawbook().vocabulary.lists["bibob_soorten"]
    found = Counter((names.get(one.body, one.body), kinds[one.kind]) for one in rows)
    told = [Row(body, kind, number) for (body, kind), number in sorted(found.items())]
    return Counts(jaar, told, len(rows))
