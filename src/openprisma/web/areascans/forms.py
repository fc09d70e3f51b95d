"""What a scan asks of people."""

from __future__ import annotations

from typing import Any

from openprisma.areascans.facts import TRUE, allowed_rules
from openprisma.gate.law import lawbook
from openprisma.scans.rules import kinds, load_kind
from openprisma.web.choices import RECORDED, held, wanted_categories
from openprisma.web.files.decided import SEEN, about
from openprisma.web.forms import Field, Options
from openprisma.web.questions import Made, form_of


def scan_kinds(_: Any) -> Options:
    """The kinds with a rule that may be run under the Wgs."""
    return [(one, load_kind(one).entry.title) for one in kinds() if allowed_rules(one)]


def scan_rules(_: Any) -> Options:
    """The rules that may be run under the Wgs, of every kind."""
    return [
        (name, f"{load_kind(kind).entry.title}: {rule.entry.title} ({name})")
        for kind in kinds()
        for name, rule in allowed_rules(kind).items()
    ]


def intake() -> tuple[Field, ...]:
    """The four questions."""
    asked = lawbook().vocabulary.lists["intakevragen"]
    return tuple(Field(f"vragen.{code}", text, "yesno") for code, text in asked.items())


def every_flag(context: Any) -> Options:
    """The flags, those that nobody looked at first."""
    shown = sorted(context["page"].flags, key=lambda one: one.verdict is not None)
    return [(str(one.flag.id), _named(one)) for one in shown]


def this_flag(context: Any) -> str:
    """The flag that the link to the form stood beside, if any."""
    asked: str = context.asked("vlag")
    return asked


def about_flag(context: Any) -> list[tuple[str, str]]:
    """That flag: what the rule found and what may as well be true, side by side with the answer;
    and what else was found of the object."""
    flags = context["page"].flags
    found = next((one for one in flags if str(one.flag.id) == this_flag(context)), None)
    if found is None:
        return []
    told = [("Object", found.flag.unit), ("Wat de regel vond", found.flag.says)]
    told += [("Wat ook waar kan zijn", " ".join(found.innocent))]
    if found.verdict:
        told += [("Eerder geduid", f"{_called(found)}: {found.verdict.reasons}")]
    others = [one for one in flags if one.flag.unit == found.flag.unit and one is not found]
    return told + [
        (f"Ook bij dit object, vlag {one.flag.nr}", f"{one.flag.says} ({_called(one)})")
        for one in others
    ]


def _called(one: Any) -> str:
    called = lawbook().vocabulary.lists["vlagoordelen"]
    return called[one.verdict.answer] if one.verdict else "nog niemand keek"


def true_flags(context: Any) -> Options:
    """The flags that a person called true."""
    found = [one for one in context["page"].flags if one.verdict and one.verdict.answer == TRUE]
    return [(str(one.flag.id), _named(one)) for one in found]


def _named(one: Any) -> str:
    return f"{one.flag.nr}. {one.flag.rule} bij {one.flag.unit}: {one.flag.says[:80]}"


def own_follow_ups(context: Any) -> Options:
    """What one's own participant does."""
    page = context["page"]
    return [
        (str(one.id), one.text[:80])
        for one in page.follow_ups
        if one.participant_id == page.head.participant
    ]


ASK = form_of(
    "scan_aanvragen",
    gemeenten=Made(options=lambda c: c["places"], value=held("municipalities")),
    tafel=Made(options=lambda c: c["panels"]),
)
TAKE = form_of("scan_oppakken")
INTAKE = form_of("scan_intake_vastleggen", vragen=Made(parts=intake))
BOUND = form_of(
    "scan_afbakenen",
    soort=Made(options=scan_kinds),
    regels=Made(options=scan_rules),
    categorieen=Made(parts=wanted_categories),
)
START = form_of("scan_besluiten", shows=about, gezien=SEEN, beside=RECORDED)
CHANGE = form_of("scan_wijzigen", shows=about, gezien=SEEN, beside=RECORDED)
STOP = form_of("scan_stoppen", shows=about, gezien=SEEN, motivering=RECORDED["motivering"])
REJECT = form_of("scan_afwijzen", shows=about, gezien=SEEN, motivering=RECORDED["motivering"])
JUDGE = form_of("vlag_duiden", shows=about_flag, vlag=Made(options=every_flag, value=this_flag))
FOLLOW = form_of(
    "opvolging_kiezen", shows=about_flag, vlag=Made(options=true_flags, value=this_flag)
)
MOVE = form_of("opvolging_bijwerken", afspraak=Made(options=own_follow_ups))
FORMS = (ASK, TAKE, INTAKE, BOUND, START, CHANGE, STOP, REJECT, JUDGE, FOLLOW, MOVE)
