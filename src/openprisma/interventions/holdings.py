"""What this module holds of people: who was advised what, without a name in it."""

from __future__ import annotations

from openprisma.gate.holdings import Stays, holds
from openprisma.interventions.models import Intervention

holds(
    Intervention,
    "interventies",
    found=("person", "owner"),
    shown=("dossier_inzien",),
    corrected=("interventie_afronden",),
    destroyed=Stays("Komt pas na een besluit in een dossier, en noemt geen betrokkene."),
)
