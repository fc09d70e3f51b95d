"""What a meeting, and deciding on a bottleneck, asks of people."""

from __future__ import annotations

from typing import Any

from openprisma.gate.law import lawbook
from openprisma.panels.actions import AMONG_SUBJECTS, version
from openprisma.web.choices import CATEGORIES, PARTICIPANTS, members, people_here
from openprisma.web.files.decided import SEEN, about
from openprisma.web.forms import Options
from openprisma.web.meetings.listing import as_read, code_of, read_out
from openprisma.web.questions import Made, form_of


def without_none(name: str) -> Any:
    """The choices of a list, less the one that stands for nothing."""

    def options(_: Any) -> Options:
        return [
            (code, text)
            for code, text in lawbook().vocabulary.lists[name].items()
            if code != "geen"
        ]

    return options


def decisions_here(context: Any) -> Options:
    """The decisions that this file can get at its stage."""
    names = lawbook().vocabulary.lists["besluitsoorten"]
    return [(code, names[code]) for code in context["page"].can_decide]


def about_subjects(context: Any) -> bool:
    """Can this file get a decision about some of its subjects?"""
    return AMONG_SUBJECTS in context["page"].can_decide


def open_tasks(context: Any) -> Options:
    """The tasks of a file that are not done."""
    return [
        (str(one.id), f"{one.text[:80]} ({one.owner})")
        for one in context["page"].tasks
        if one.done_on is None
    ]


def done_tasks(context: Any) -> Options:
    """The tasks of a file that are done."""
    return [
        (str(one.id), f"{one.text[:80]} ({one.owner})")
        for one in context["page"].tasks
        if one.done_on is not None
    ]


def points(context: Any) -> Options:
    """The points of the agenda."""
    return [(str(one.id), f"{one.nr} {one.title}") for one in context["page"].items]


def part(name: str) -> Any:
    """What the text of the decision says now."""
    return lambda context: context["page"].draft.get(name, "")


PLAN = form_of(
    "vergadering_plannen", overleg=Made(options=lambda c: [("", "Stuurgroep"), *c["panels"]])
)
POINT = form_of("agendapunt_toevoegen")
PRESENT = form_of(
    "vergadering_openen",
    aanwezig=Made(
        options=lambda c: [
            (str(i), f"{name} ({whose})") for i, name, whose, _ in c["page"].members
        ],
        value=lambda c: [str(i) for i, _, _, there in c["page"].members if there],
    ),
)
CLOSE = form_of(
    "besluitenlijst_vaststellen",
    shows=lambda c: read_out(c.by, c["page"]),
    seen=as_read,
    gezien=Made(value=lambda c: code_of(c.by, c["page"])),
)
AGENDA = form_of(
    "agenderen",
    vergadering=Made(options=lambda c: c["meetings"]),
    besluit=Made(options=decisions_here),
    toelaten=Made(options=members("voorgesteld"), when=about_subjects),
    verwijderen=Made(options=members("toegelaten"), when=about_subjects),
)
TEXT = form_of(
    "besluit_voorbereiden",
    deelnemers=PARTICIPANTS,
    categorieen=CATEGORIES,
    noodzaak=Made(value=part("necessity")),
    evenredigheid=Made(value=part("proportionality")),
    minder_ingrijpend=Made(value=part("subsidiarity")),
    gezien=Made(value=lambda c: version(c["page"].draft)),
)
INTEREST = form_of("belang_melden")
VOTE = form_of("stemmen", shows=about, gezien=SEEN)
CHANGE = form_of("stem_wijzigen", shows=about, gezien=SEEN)
ADVICE = form_of("adviseren", shows=about, gezien=SEEN)
TASK = form_of("taak_toevoegen", eigenaar=Made(options=people_here))
DONE = form_of("taak_afronden", taak=Made(options=open_tasks))
REOPEN = form_of("taak_heropenen", taak=Made(options=done_tasks))
MINUTES = form_of("punt_notuleren", punt=Made(options=points))
MOVE = form_of(
    "vergadering_verzetten",
    datum=Made(value=lambda c: c["page"].meeting.day.isoformat()),
    tijd=Made(value=lambda c: c["page"].meeting.time),
    plaats=Made(value=lambda c: c["page"].meeting.place),
    reageren_tot=Made(
        value=lambda c: c["page"].meeting.reply_by.isoformat(),
        when=lambda c: c["page"].meeting.reply_by is not None,
    ),
)
CANCEL = form_of("vergadering_afgelasten")
PAPER = form_of("stuk_toevoegen")
NO_PAPER = form_of(
    "stuk_verwijderen",
    stuk=Made(options=lambda c: [(str(one.id), one.title) for one in c["page"].papers]),
)
MEETING_FORMS = (POINT, PAPER, NO_PAPER, PRESENT, MINUTES, CLOSE, MOVE, CANCEL)
FILE_FORMS = (AGENDA, TEXT, INTEREST, VOTE, CHANGE, ADVICE, TASK, DONE, REOPEN)
