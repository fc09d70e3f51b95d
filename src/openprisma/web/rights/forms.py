"""What the forms of a request ask that depends on its hits."""

from __future__ import annotations

from typing import Any

from openprisma.web.forms import Options
from openprisma.web.questions import Made, form_of


def _of_the_page(name: str) -> Made:
    """What the page of the hits says can be chosen."""

    def options(context: Any) -> Options:
        return [(str(one), text) for one, text in getattr(context["page"], name, ())]

    return Made(options=options)


FORMS = (
    form_of("treffer_beoordelen", treffers=_of_the_page("choices")),
    form_of("verzoek_beantwoorden", treffers=_of_the_page("mine")),
    form_of("brief_nakijken", gezien=Made(value=lambda c: c["page"].code)),
    form_of("verzoek_overdragen", deelnemer=Made(options=lambda c: c["participants"])),
    form_of("uitzondering_beeindigen", antwoord=_of_the_page("withheld")),
)
