"""Acts on activities: lay down, correct and withdraw one, and take in a spreadsheet of many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from openprisma.activities.models import Activity
from openprisma.activities.sheet import ABOUT, HEADS, MOST, read_rows
from openprisma.documents.limits import LIMIT
from openprisma.documents.spreadsheets import Read, read_sheet
from openprisma.gate.acts import Ahead, act
from openprisma.gate.declared import Ref
from openprisma.gate.lists import (
    Abuse,
    ActivityKind,
    Audience,
    ControlTeam,
    Organisation,
    RegionalPlace,
    Track,
)
from openprisma.gate.references import referred
from openprisma.gate.run import Run
from openprisma.gate.writes import adds, changes
from openprisma.kernel.days import FOREVER
from openprisma.kernel.errors import BadInput
from openprisma.language.prose import Prose
from openprisma.partners.facts import alliance

Content = Annotated[
    Read,
    Ahead(
        Annotated[bytes, Field(min_length=1, max_length=LIMIT)],
        partial(read_sheet, most=MOST, heads=HEADS),
    ),
]
Times = Annotated[int, Field(ge=1, le=10_000)]
People = Annotated[int, Field(ge=0, le=1_000_000)]
About = Annotated[str, Prose(longest=ABOUT)]
Reason = Annotated[str, Field(min_length=3, max_length=200), Prose(longest=200)]
OneActivity = Annotated[
    UUID,
    Ref(
        Activity, "Deze activiteit is er niet.", "Kies een activiteit uit de lijst.", anywhere=True
    ),
]
CONTROL = "controle"
_ADDS = adds(Activity, sets=("on_day",))
_ENDS = changes(Activity, "until_on", "why")


@act("activiteit_vastleggen", writes=(_ADDS,))
def lay_down(
    run: Run,
    *,
    soort: ActivityKind,
    op: date,
    gemeente: RegionalPlace | None = None,
    doelgroep: Audience | None = None,
    spoor: Track = "regulier",
    aantal: Times = 1,
    bereikt: People | None = None,
    organisatie: Organisation | None = None,
    waarover: About = "",
) -> UUID:
    """Lay down what was done on a day: what, where, for whom, how often. No field for a person.
    Source: huisregels:14.4."""
    made = _row(run, kind=soort, on_day=op, place=gemeente or "", track=spoor, times=aantal)
    made.audience, made.organisation = doelgroep or "", organisatie or ""
    made.reached, made.about = bereikt, waarover
    made.save(force_insert=True)
    return made.id


@act("controle_vastleggen", writes=(_ADDS,))
def control(
    run: Run,
    *,
    op: date,
    team: ControlTeam,
    gemeente: RegionalPlace | None = None,
    spoor: Track = "regulier",
    aantal: Times = 1,
    misstanden: Annotated[list[Abuse], Field(max_length=20)] | None = None,
) -> UUID:
    """Lay down controls of a team on a day: how many, and which abuses were found. Never an
    address. Source: huisregels:14.4."""
    made = _row(run, kind=CONTROL, on_day=op, place=gemeente or "", track=spoor, times=aantal)
    made.team, made.abuses = team, sorted(set(misstanden or ()))
    made.save(force_insert=True)
    return made.id


@act("activiteit_verbeteren", writes=(_ADDS, _ENDS))
def correct(
    run: Run,
    *,
    activiteit: OneActivity,
    reden: Reason,
    op: date | None = None,
    gemeente: RegionalPlace | None = None,
    aantal: Times | None = None,
    bereikt: People | None = None,
) -> UUID:
    """Put another day, municipality or number in the place of what stands there; what is left out
    stays. As of an earlier day the old one stands. Raises `BadInput` for one that ended.
    Source: huisregels:14.4."""
    old = _open(run)
    made = Activity(**{name: getattr(old, name) for name in _SAME})
    made.known_on, made.receipt = run.today, run.line
    made.on_day, made.place = op or old.on_day, gemeente or old.place
    made.times = old.times if aantal is None else aantal
    made.reached = old.reached if bereikt is None else bereikt
    _end(run, old, reden)
    made.save(force_insert=True)
    return made.id


_SAME = ("alliance_id", "kind", "track", "audience", "organisation", "team", "abuses", "about")


@act("activiteit_intrekken", writes=(_ENDS,))
def withdraw(run: Run, *, activiteit: OneActivity, reden: Reason) -> None:
    """Say that an activity does not count from today on, and why. Raises `BadInput` for one that
    ended. Source: huisregels:14.4."""
    _end(run, _open(run), reden)


@dataclass(frozen=True)
class TakenIn:
    """How many activities came in, and how many stood there already."""

    added: int
    same: int


@act("activiteiten_inlezen", writes=(_ADDS,))
def take_in(run: Run, *, inhoud: Content, nagekeken: bool = False) -> TakenIn:
    """Take in a spreadsheet (XLSX, ODS, CSV); a row that stands there already is left out, so that
    doing this twice counts nothing twice. `nagekeken`: doubtful words in it are about nobody.
    Raises `BadInput` with every mistake by row and column: then nothing is kept.
    Source: huisregels:14.4."""
    rows = read_rows(inhoud, run.today, looked=nagekeken)
    current = Activity.objects.filter(until_on=FOREVER)
    known = {_said({name: getattr(one, name) for name in _SAID}) for one in current}
    new = [row.given for row in rows if _said(row.given) not in known]
    Activity.objects.bulk_create(_row(run, **given) for given in new)
    return TakenIn(len(new), len(rows) - len(new))


_SAID = ("kind", "on_day", "place", "track", "audience", "times", "reached", "team", "about")


def _said(given: dict[str, Any]) -> str:
    return repr([given[name] for name in _SAID])


def _row(run: Run, **given: Any) -> Activity:
    return Activity(alliance_id=alliance(run), known_on=run.today, receipt=run.line, **given)


def _open(run: Run) -> Activity:
    found = referred(run, "activiteit", Activity)
    if found.until_on != FOREVER:
        raise BadInput(
            "Deze activiteit is al vervangen of ingetrokken.",
            fields={"activiteit": "Kies een activiteit die er nu staat."},
        )
    return found


def _end(run: Run, one: Activity, why: str) -> None:
    one.until_on, one.why, one.receipt = run.today, why, run.line
    one.save(update_fields=["until_on", "why", "receipt"])
