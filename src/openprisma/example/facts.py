"""What the Voorbeeldwet may ask."""

from __future__ import annotations

from openprisma.gate.facts import fact
from openprisma.gate.run import Run
from openprisma.partners.models import Participant


@fact("post.ontvanger", ahead=False)
def _recipient(run: Run) -> str:
    return str(run.inputs.get("ontvanger", ""))


@fact("post.kring", ahead=False)
def _circle(run: Run) -> frozenset[str]:
    held = Participant.objects.filter(from_day__lte=run.today, until_day__gt=run.today)
    return frozenset(held.values_list("code", flat=True))


@fact("post.noodzaak", ahead=False)
def _necessity(run: Run) -> bool:
    return bool(run.inputs.get("noodzaak"))
