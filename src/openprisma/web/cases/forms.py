"""What a case asks of people."""

from __future__ import annotations

from typing import Any

from openprisma.cases.queries import route
from openprisma.gate.law import lawbook
from openprisma.web.choices import CATEGORIES, PARTICIPANTS, held, wanted_categories
from openprisma.web.forms import Options
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


def members(state: str) -> Any:
    """Subjects by number, as a table reads them."""

    def options(context: Any) -> Options:
        kinds, roles = (
            lawbook().vocabulary.lists["onderwerpsoorten"],
            lawbook().vocabulary.lists["subjectrollen"],
        )
        found = [one for one in context["page"].about.subjects if one.state == state]
        return [
            (
                str(o.id),
                f"{o.nr}. {kinds.get(o.kind, o.kind)}, {roles.get(o.role, o.role)}: {o.need[:80]}",
            )
            for o in found
        ]

    return options


PROPOSE = form_of(
    "casus_voordragen",
    consequence=why_panel,
    gemeenten=Made(options=lambda c: c["places"], value=held("municipalities")),
    deelnemers=Made(options=lambda c: c["participants"], value=held("expected")),
    tafel=Made(options=lambda c: c["panels"], value=proposed_panel),
    categorieen=Made(parts=wanted_categories),
)
PANEL = form_of("tafel_kiezen", tafel=Made(options=lambda c: c["panels"]))
START = form_of("casus_starten", deelnemers=PARTICIPANTS, categorieen=CATEGORIES)
REJECT = form_of("casus_afwijzen")
CHANGE = form_of("casus_wijzigen", deelnemers=PARTICIPANTS, categorieen=CATEGORIES)
SUBJECTS = form_of(
    "casus_subjecten",
    toelaten=Made(options=members("voorgesteld")),
    verwijderen=Made(options=members("toegelaten")),
)
CLOSE = form_of("casus_sluiten")
GOAL = form_of("doel_vastleggen")
MONEY = form_of("financiele_toets_vastleggen")
READY = form_of("analyse_afronden")
EVALUATE = form_of("casus_evalueren")
FORMS = (PANEL, START, REJECT, CHANGE, SUBJECTS, CLOSE, GOAL, MONEY, READY, EVALUATE)
