"""What every file asks of people: who works on it, what is needed, which phase."""

from __future__ import annotations

from typing import Any

from openprisma.files.notes import ASKED
from openprisma.gate.clock import today
from openprisma.gate.law import lawbook
from openprisma.panels.facts import NOTHING
from openprisma.web.files.decided import SEEN, about
from openprisma.web.forms import Options
from openprisma.web.questions import Made, form_of


def open_norms(context: Any) -> Options:
    """The open norms this file waits for, as questions."""
    found = []
    for norm_id in context["page"].open_norms:
        norm = lawbook().norm(norm_id, today())
        question = norm.entry.judgement.question if norm.entry.judgement else norm.entry.says
        found.append((norm_id, f"{question} ({norm.short})"))
    return found


ASSIGN = form_of("medewerker_toewijzen", medewerker=Made(options=lambda c: c["others"]))
RELEASE = form_of("medewerker_afmelden", medewerker=Made(options=lambda c: c["working"]))
NEED = form_of("noodzaak_vastleggen")
NECESSITY = form_of("noodzaak_beoordelen", shows=about, norm=Made(options=open_norms), gezien=SEEN)


def asked_phase(context: Any) -> Any:
    """What stands under the head of the page about the next phase; None when there is none."""
    return context["page"].head.next_phase


def next_phase(context: Any) -> list[tuple[str, str]]:
    """Why the next phase is needed, which categories it opens, and what each involved participant
    says of it."""
    asked, known = asked_phase(context), lawbook().vocabulary.lists["categorieen"]
    if asked is None:
        return []
    opened = ", ".join(known[code] for code in asked.categories) or "geen, volgens het besluit"
    shown = [("Waarom nodig", text) for text in asked.needs]
    said = [(name, SAID[needed]) for name, needed in asked.verdicts]
    return [*shown, ("Categorieën van de volgende fase", opened), *said]


SAID = {True: "vindt dit nodig", False: "vindt dit niet nodig", None: "oordeelde nog niet"}
JUDGED = Made(value=lambda context: getattr(asked_phase(context), "standing", NOTHING))
PHASE_NEED = form_of("fase_beoordelen", shows=next_phase, gezien=JUDGED)


def only_next(context: Any) -> Options:
    """The phase after the one the file is in: phases follow one another."""
    after = str(context["page"].head.file.phase + 1)
    known = lawbook().vocabulary.acts["fase_ophogen"].fields["fase"].options
    return [(code, text) for code, text in known.items() if code == after]


PHASE = form_of(
    "fase_ophogen",
    shows=next_phase,
    fase=Made(options=only_next, value=lambda c: str(c["page"].head.file.phase + 1)),
)


def open_requests(context: Any) -> Options:
    """Exceptions that wait for a decision, each with why it was asked for."""
    return [
        (str(one.id), f"{one.words}: {one.reason[:160]}")
        for one in context["page"].found
        if one.state == ASKED
    ]


def reminded_of(context: Any) -> Options:
    """What others must do in this file that one may know of, and nobody reminded of today."""
    now, here = today(), context["page"].head.file.id
    return [
        (one.kind.turn, one.kind.waits)
        for one in context["others_turns"]
        if one.file == here and one.reminded != now
    ]


REMIND = form_of(
    "herinneren",
    beurt=Made(options=reminded_of, value=lambda c: c.asked("waarop")),
)
ALLOW = form_of("uitzondering_beoordelen", verzoek=Made(options=open_requests))
FORMS = (ASSIGN, RELEASE, REMIND, NEED, NECESSITY, PHASE_NEED, PHASE, ALLOW)
HOLD = form_of("vernietiging_aanhouden")
HOLD_NO_LONGER = form_of("aanhouding_opheffen")
OF_A_SIGNAL = (HOLD, HOLD_NO_LONGER)
