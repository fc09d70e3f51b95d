"""What a case asks of people."""

from __future__ import annotations

from typing import Any

from openprisma.cases.queries import route
from openprisma.web.choices import RECORDED, held, members, wanted_categories
from openprisma.web.files.decided import SEEN, about
from openprisma.web.questions import Made, form_of


def proposed_panel(context: Any) -> str:
    """The table the rule gives for the signal under a new case."""
    signal = context["page"].signal
    return route(signal.municipalities, signal.expected)[0]


def why_panel(context: Any) -> str:
    """The proposal in words, before the button."""
    signal = context["page"].signal
    _, name, why = route(signal.municipalities, signal.expected)
    return (
        f"Voorstel: {name}. {why} Hierna stelt u voor over wie de casus gaat. "
        "Er worden nog geen gegevens gedeeld."
    )


def on_point(name: str) -> Any:
    """Whom the point on the agenda is about, as choices that are made already."""
    return lambda c: [str(one) for one in getattr(c["page"].point, name, ())]


PROPOSE = form_of(
    "casus_voordragen",
    consequence=why_panel,
    gemeenten=Made(options=lambda c: c["places"], value=held("municipalities")),
    deelnemers=Made(options=lambda c: c["participants"], value=held("expected")),
    tafel=Made(options=lambda c: c["panels"], value=proposed_panel),
    categorieen=Made(parts=wanted_categories),
)
PANEL = form_of("tafel_kiezen", tafel=Made(options=lambda c: c["panels"]))
START = form_of("casus_starten", shows=about, gezien=SEEN, beside=RECORDED)
REJECT = form_of("casus_afwijzen", shows=about, gezien=SEEN, motivering=RECORDED["motivering"])
CHANGE = form_of("casus_wijzigen", shows=about, gezien=SEEN, beside=RECORDED)
SUBJECTS = form_of(
    "casus_subjecten",
    shows=about,
    toelaten=Made(options=members("voorgesteld"), value=on_point("admits")),
    verwijderen=Made(options=members("toegelaten"), value=on_point("removes")),
    motivering=RECORDED["motivering"],
    gezien=SEEN,
)
CLOSE = form_of("casus_sluiten", shows=about, gezien=SEEN, motivering=RECORDED["motivering"])
GOAL = form_of("doel_vastleggen")
MONEY = form_of("financiele_toets_vastleggen")
READY = form_of("analyse_afronden")
EVALUATE = form_of("casus_evalueren")
FORMS = (PANEL, START, REJECT, CHANGE, SUBJECTS, CLOSE, GOAL, MONEY, READY, EVALUATE)
