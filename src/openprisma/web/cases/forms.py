"""What a case asks of people."""

from __future__ import annotations

from typing import Any

from openprisma.cases.queries import route
from openprisma.gate.law import lawbook
from openprisma.web.bottlenecks.forms import CATEGORIES, PARTICIPANTS, wanted_categories
from openprisma.web.files.decided import SEEN, about
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


def on_point(name: str) -> Any:
    """Whom the point on the agenda is about, as choices that are made already."""
    return lambda c: [str(one) for one in getattr(c["page"].point, name, ())]


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
START = form_of(
    "casus_starten", shows=about, deelnemers=PARTICIPANTS, categorieen=CATEGORIES, gezien=SEEN
)
REJECT = form_of("casus_afwijzen", shows=about, gezien=SEEN)
CHANGE = form_of(
    "casus_wijzigen", shows=about, deelnemers=PARTICIPANTS, categorieen=CATEGORIES, gezien=SEEN
)
SUBJECTS = form_of(
    "casus_subjecten",
    shows=about,
    toelaten=Made(options=members("voorgesteld"), value=on_point("admits")),
    verwijderen=Made(options=members("toegelaten"), value=on_point("removes")),
    gezien=SEEN,
)
CLOSE = form_of("casus_sluiten", shows=about, gezien=SEEN)
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
