"""What this module holds of people: who proposed, reviewed and planned; about whom stands with
`subjects`."""

from __future__ import annotations

from openprisma.bottlenecks.models import (
    Application,
    Commitment,
    Evaluation,
    Measure,
    PlanVerdict,
    Review,
)
from openprisma.gate.holdings import Stays, holds

READ = ("dossier_inzien",)
NOBODY = Stays("De stuurgroep leest dit en ziet geen namen; het is waarom en hoe er werd besloten.")
holds(Application, "voordrachten", found=("proposed_by",), shown=READ, destroyed=NOBODY)
holds(
    Review,
    "toetsen vooraf",
    found=("person",),
    shown=READ,
    corrected=("dpia_bijwerken", "toetsrapport_vastleggen"),
    destroyed=NOBODY,
)
holds(Evaluation, "evaluaties", found=("person",), shown=READ, destroyed=NOBODY)
holds(Commitment, "toezeggingen", found=("person",), shown=READ, destroyed=NOBODY)
holds(
    Measure,
    "maatregelen",
    found=("person",),
    shown=READ,
    corrected=("maatregel_bijwerken",),
    destroyed=NOBODY,
)
holds(
    PlanVerdict,
    "oordelen over plannen",
    found=("person",),
    shown=READ,
    corrected=("plan_beoordelen",),
    destroyed=NOBODY,
)
