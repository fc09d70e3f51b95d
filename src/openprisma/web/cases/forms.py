"""What a case asks of people."""

from __future__ import annotations

from typing import Any

from openprisma.cases.queries import route
from openprisma.gate.law import lawbook
from openprisma.web.bottlenecks.forms import CATEGORIES, PARTICIPANTS, wanted_categories
from openprisma.web.forms import Options
from openprisma.web.questions import Made, form_of
from openprisma.web.signals.forms import held


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


PROPOSE = form_of(
    "casus_voordragen",
    consequence=why_panel,
    gemeenten=Made(options=lambda c: c["places"], value=held("municipalities")),
    deelnemers=Made(options=lambda c: c["participants"], value=held("expected")),
    tafel=Made(options=lambda c: c["panels"], value=proposed_panel),
    categorieen=Made(parts=wanted_categories),
)
PANEL = form_of("tafel_kiezen", tafel=Made(options=lambda c: c["panels"]))
SUBJECT = form_of("subject_voorstellen")
REASONS = Made()
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
ADVISE = form_of("interventie_adviseren", deelnemer=Made(options=lambda c: c["participants"]))
PROMISE = form_of(
    "interventie_toezeggen",
    interventie=Made(options=advices("geadviseerd")),
    eigenaar=Made(options=lambda c: c["colleagues"]),
)
DECLINE = form_of("interventie_weigeren", interventie=Made(options=advices("geadviseerd")))
DO = form_of("interventie_uitvoeren", interventie=Made(options=advices("toegezegd")))
END = form_of("interventie_afronden", interventie=Made(options=advices("uitgevoerd")))
FORMS = (
    PANEL,
    SUBJECT,
    START,
    REJECT,
    CHANGE,
    SUBJECTS,
    CLOSE,
    GOAL,
    MONEY,
    READY,
    EVALUATE,
    ADVISE,
    PROMISE,
    DECLINE,
    DO,
    END,
)
