"""What the analysis asks of people."""

from __future__ import annotations

from typing import Any

from openprisma.web.forms import Options
from openprisma.web.questions import Made, form_of


def sources(context: Any) -> Options:
    """The data of the file that this reader sees."""
    return [(str(id_), text) for id_, text in context["page"].data]


def subjects(context: Any) -> Options:
    """Who and what the file is about, as far as this reader sees it."""
    return [(str(id_), name) for id_, name, _, _ in context["page"].subjects]


FINDING = form_of("bevinding_vastleggen", gegevens=Made(options=sources))
DROP_FINDING = form_of(
    "bevinding_verwijderen",
    bevinding=Made(options=lambda c: [(str(o.id), o.text[:80]) for o in c["page"].claims]),
)
TIE = form_of(
    "verband_leggen",
    een=Made(options=subjects),
    ander=Made(options=subjects),
    gegevens=Made(options=sources),
)
UNTIE = form_of(
    "verband_weghalen",
    verband=Made(
        options=lambda c: [(str(o.id), f"{o.names[0]}, {o.names[1]}") for o in c["page"].links]
    ),
)
UNKNOWN = form_of("onbekend_vastleggen")
ANSWERED = form_of(
    "onbekend_weghalen",
    vraag=Made(options=lambda c: [(str(i), text[:80]) for i, text in c["page"].unknown]),
)
SAME = form_of("gelijkheid_beoordelen", een=Made(options=subjects), ander=Made(options=subjects))
ANALYSIS_FORMS = (FINDING, DROP_FINDING, TIE, UNTIE, UNKNOWN, ANSWERED, SAME)
