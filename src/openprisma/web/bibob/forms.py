"""What a Bibob file asks of people where the answers depend on what is in it."""

from __future__ import annotations

from typing import Any

from openprisma.web.forms import Options
from openprisma.web.questions import Made, form_of


def of_the_file(name: str) -> Made:
    """What the page of the file says can be chosen."""

    def options(context: Any) -> Options:
        return [(str(one), text) for one, text in getattr(context["page"], name, ())]

    return Made(options=options)


FORMS = (
    form_of("bibob_bevinding_vastleggen", over=of_the_file("parties")),
    form_of(
        "bibob_advies_vragen",
        medewerker=of_the_file("advisers"),
        delen=of_the_file("findings"),
    ),
    form_of("bibob_lbb_antwoord_vastleggen", vraag=of_the_file("pauses")),
    form_of("bibob_melden", melding=of_the_file("notices")),
    form_of("bibob_zienswijze_vastleggen", van=of_the_file("hearings")),
    form_of("bibob_bezwaar_beslissen", bezwaar=of_the_file("objections")),
)
