"""What giving out a result asks of people."""

from __future__ import annotations

from typing import Any

from openprisma.gate.law import lawbook
from openprisma.web.choices import sources
from openprisma.web.forms import Options
from openprisma.web.questions import Made, form_of


def chosen(*, given: bool) -> Any:
    """The results of the file that went out, or those that did not."""

    def options(context: Any) -> Options:
        found = [one for one in context["page"].results if bool(one.result.given_on) == given]
        return [
            (str(one.result.id), f"{one.result.text[:60]} (aan {one.recipient})") for one in found
        ]

    return options


def changed(context: Any) -> Options:
    """Results that went out and under which something changed since."""
    found = [one for one in context["page"].results if one.changed]
    return [(str(one.result.id), f"{one.result.text[:60]} (aan {one.recipient})") for one in found]


def open_inquiries(context: Any) -> Options:
    """Questions to other alliances without an answer."""
    found = [one for one in context["page"].inquiries if not one.answer]
    return [
        (str(one.id), f"{one.subject.name}, gevraagd aan {one.alliance_asked}") for one in found
    ]


def known(context: Any) -> Options:
    """Questions to other alliances that were answered: somebody is known there too."""
    found = [one for one in context["page"].inquiries if one.involved]
    return [(str(one.id), f"{one.subject.name}, bekend bij {one.alliance_asked}") for one in found]


def objectors(context: Any) -> Options:
    """The participants of today, and those that left the alliance and supplied a result."""
    found = dict(context["participants"])
    for one in context["page"].results:
        found |= zip(one.result.suppliers, one.suppliers, strict=True)
    return sorted(found.items(), key=lambda pair: pair[1])


def alliances() -> Options:
    """The alliances of this law (wgs:1.7.8), by name."""
    return [(name, name) for name in sorted(lawbook().vocabulary.lists["verbanden_van_de_wet"])]


WHICH = Made(options=chosen(given=False))
WRITE = form_of("resultaat_opstellen", gegevens=Made(options=sources), vraag=Made(options=known))
DROP = form_of("resultaat_weghalen", resultaat=WHICH)
TEST = form_of("resultaat_toetsen", resultaat=WHICH)
ASK = form_of("resultaat_voorleggen", resultaat=WHICH)
REACT = form_of("resultaat_reageren", resultaat=WHICH)
OBJECTION = form_of("bezwaar_vastleggen", resultaat=WHICH, deelnemer=Made(options=objectors))
RAC = form_of("resultaat_rac", resultaat=WHICH)
DEVIATE = form_of("rac_afwijken", resultaat=WHICH)
GIVE = form_of("resultaat_verstrekken", resultaat=WHICH)
HEAR = form_of("resultaat_terugkoppelen", resultaat=Made(options=chosen(given=True)))
INFORM = form_of("ontvanger_inlichten", resultaat=Made(options=changed))
INQUIRE = form_of(
    "bekendheid_vragen",
    betrokkene=Made(options=lambda c: [(str(i), name) for i, name in c["page"].subjects]),
    verband=Made(options=lambda _: alliances()),
)
ANSWER = form_of("bekendheid_vastleggen", vraag=Made(options=open_inquiries))
RESULT_FORMS = (
    *(WRITE, DROP, TEST, ASK, REACT, OBJECTION, RAC, DEVIATE, GIVE, HEAR, INFORM, INQUIRE, ANSWER),
)
