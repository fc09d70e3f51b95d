"""What this module holds of people: who proposed and evaluated a case; about whom it is stands with
`subjects`."""

from __future__ import annotations

from openprisma.cases.models import Case, CaseEvaluation, Goal, MoneyCheck
from openprisma.gate.holdings import Stays, holds

READ = ("dossier_inzien",)
NOBODY = Stays(
    "De tafel leest dit en ziet geen namen; wat blijft, is waarom zij hierover besliste."
)
holds(
    Case,
    "voordrachten van casussen",
    found=("proposed_by",),
    shown=READ,
    corrected=("tafel_kiezen", "casus_wijzigen"),
    destroyed=NOBODY,
)
holds(Goal, "doelen", found=("person",), shown=READ, destroyed=NOBODY)
holds(
    MoneyCheck,
    "financiële toetsen",
    found=("person",),
    shown=READ,
    corrected=("financiele_toets_vastleggen",),
    destroyed=NOBODY,
)
holds(CaseEvaluation, "evaluaties van casussen", found=("person",), shown=READ, destroyed=NOBODY)
