"""What the year of a bottleneck asks of people: what they put in, what they find, the plan."""

from __future__ import annotations

from typing import Any

from openprisma.bottlenecks.facts import planned
from openprisma.web.forms import Options
from openprisma.web.questions import Made, form_of


def measures(context: Any) -> Options:
    """The measures of my own participant."""
    page = context["page"]
    own = [one for one in page.about.plan.measures if one.participant_id == page.head.participant]
    return [(str(one.id), f"{one.text[:80]}") for one in own]


COMMIT = form_of("inzet_toezeggen")
MEASURE = form_of("maatregel_voorstellen", deelnemer=Made(options=lambda c: c["participants"]))
MOVE = form_of("maatregel_bijwerken", maatregel=Made(options=measures))
VERDICT = form_of(
    "plan_beoordelen", gezien=Made(value=lambda c: planned(c["page"].about.plan.measures))
)
FORMS = (COMMIT, MEASURE, MOVE, VERDICT)
