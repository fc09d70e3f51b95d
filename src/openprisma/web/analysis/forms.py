"""What the analysis asks of people."""

from __future__ import annotations

from openprisma.web.choices import sources, subjects
from openprisma.web.questions import Made, form_of

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
ANALYSIS_FORMS = (FINDING, DROP_FINDING, TIE, UNTIE, UNKNOWN, ANSWERED)
