"""What this module holds of people: those who work here (bgs:2.15, row 18)."""

from __future__ import annotations

from openprisma.gate.holdings import Stays, holds
from openprisma.partners.models import Clearance, FunctionHolder, Person

STAFF = Stays("Wie hier werkt of werkte, blijft bekend: het logboek noemt die naam (bgs:1.12).")
holds(Clearance, "screeningen", found=("person", "screening"), destroyed=STAFF)
holds(FunctionHolder, "functies", found=("person",), destroyed=STAFF)
holds(Person, "medewerkers", found=("name", "title"), destroyed=STAFF)
