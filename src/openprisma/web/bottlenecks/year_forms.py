"""What the year of a bottleneck asks of people: what they put in, what they find, the plan."""

from __future__ import annotations

from typing import Any

from openprisma.sharing.queries import Information
from openprisma.web.forms import Options
from openprisma.web.questions import Made, form_of


def to_confirm(info: Information) -> Options:
    """Corrected data of others that my participant did not confirm yet."""
    every = [datum for phase in info.phases for datum in phase.data if datum.to_confirm]
    return [(str(d.id), f"{d.text[:80]} ({d.label}, {d.source})") for d in every]


def measures(context: Any) -> Options:
    """The measures of my own participant."""
    page = context["page"]
    own = [one for one in page.about.plan.measures if one.participant_id == page.head.participant]
    return [(str(one.id), f"{one.text[:80]}") for one in own]


CONFIRM = form_of("verbetering_bevestigen", gegeven=Made(options=lambda c: to_confirm(c["info"])))
COMMIT = form_of("inzet_toezeggen")
MEASURE = form_of("maatregel_voorstellen", deelnemer=Made(options=lambda c: c["participants"]))
MOVE = form_of("maatregel_bijwerken", maatregel=Made(options=measures))
VERDICT = form_of("plan_beoordelen")
FORMS = (CONFIRM, COMMIT, MEASURE, MOVE, VERDICT)
