"""What interventions ask of people: to advise one, to promise it, to do it."""

from __future__ import annotations

from typing import Any

from openprisma.web.forms import Options
from openprisma.web.questions import Made, form_of


def advices(*states: str) -> Any:
    """Advices to my participant in one of these states."""

    def options(context: Any) -> Options:
        page = context["page"]
        own = [
            one
            for one in page.about.interventions
            if one.participant_id == page.head.participant and one.state in states
        ]
        return [(str(one.id), one.text[:80]) for one in own]

    return options


ADVISE = form_of("interventie_adviseren", deelnemer=Made(options=lambda c: c["participants"]))
PROMISE = form_of(
    "interventie_toezeggen",
    interventie=Made(options=advices("geadviseerd")),
    eigenaar=Made(options=lambda c: c["colleagues"]),
)
DECLINE = form_of("interventie_weigeren", interventie=Made(options=advices("geadviseerd")))
DO = form_of("interventie_uitvoeren", interventie=Made(options=advices("toegezegd")))
END = form_of("interventie_afronden", interventie=Made(options=advices("uitgevoerd")))
FORMS = (ADVISE, PROMISE, DECLINE, DO, END)
