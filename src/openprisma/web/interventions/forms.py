"""What interventions ask of people: to advise one, to promise it, to do it."""

from __future__ import annotations

from typing import Any

from openprisma.web.forms import Options
from openprisma.web.questions import Made, form_of


def advices(*states: str) -> Any:
    """Advices in one of these states to my participant, or to one outside the file."""

    def options(context: Any) -> Options:
        page = context["page"]
        inside = {name for name, _ in page.head.involved}
        own = [
            one
            for one in page.about.interventions
            if one.state in states
            and (one.participant_id == page.head.participant or one.participant.name not in inside)
        ]
        return [(str(one.id), one.text[:80]) for one in own]

    return options


PARTICIPANTS = Made(options=lambda c: c["participants"])
ADVISE = form_of("interventie_adviseren", deelnemer=PARTICIPANTS, nodig_volgens=PARTICIPANTS)
PROMISE = form_of(
    "interventie_toezeggen",
    interventie=Made(options=advices("geadviseerd")),
    eigenaar=Made(options=lambda c: c["colleagues"]),
)
DECLINE = form_of("interventie_weigeren", interventie=Made(options=advices("geadviseerd")))
DO = form_of("interventie_uitvoeren", interventie=Made(options=advices("toegezegd")))
END = form_of("interventie_afronden", interventie=Made(options=advices("uitgevoerd")))
FORMS = (ADVISE, PROMISE, DECLINE, DO, END)
