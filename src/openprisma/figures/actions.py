"""Events: laid down by the acts that make them, or taken over from before the law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from uuid import NAMESPACE_URL, UUID, uuid5

from pydantic import BaseModel, ConfigDict, Field

from openprisma.figures.models import Event
from openprisma.figures.published import PANEL
from openprisma.gate.acts import act
from openprisma.gate.declared import Identifier
from openprisma.gate.lists import CloseKind, EventKind, InterventionKind, Origin, Theme
from openprisma.gate.run import Run
from openprisma.gate.writes import Write, adds
from openprisma.kernel.errors import BadInput
from openprisma.partners.facts import alliance


def notes(*kinds: str) -> tuple[Write, ...]:
    """What `note` of one of these kinds writes."""
    return (adds(Event, only={"kind": kinds}),)


def note(run: Run, kind: str, **codes: Any) -> None:
    """Something happened to the file of this run, today. `codes`: panel, origin, themes, advice,
    ending."""
    Event.objects.create(
        alliance_id=alliance(run),
        of=run.file_id,
        kind=kind,
        on_day=run.today,
        known_on=run.today,
        receipt=run.line,
        **codes,
    )


class Past(BaseModel):
    """An event from before the law: of which case or signal (`van`, a code without a name), what,
    when, and when it was laid down at the time: not before it happened."""

    model_config = ConfigDict(extra="forbid")

    van: Annotated[str, Identifier(r"[A-Z0-9-]{3,20}", 20)]
    soort: EventKind
    op: date
    vastgelegd: date | None = None
    tafel: Annotated[str, Identifier(PANEL, 4)] = ""
    herkomst: Origin | None = None
    themas: list[Theme] = []
    advies: InterventionKind | None = None
    afsluiting: CloseKind | None = None


@dataclass(frozen=True)
class TakenOver:
    """How many events came in."""

    events: int


@act("cijfers_overnemen", writes=(adds(Event, sets=("on_day", "known_on", "kind")),))
def take_over(
    run: Run, *, gebeurtenissen: Annotated[list[Past], Field(min_length=1, max_length=2000)]
) -> TakenOver:
    """Take over what was counted before the law, in codes only. A
    case or signal that is there already stays as it is, so that doing this twice counts nothing
    twice. Raises `BadInput` for one that was laid down before it happened, or after today.
    Source: huisregels:7.2."""
    for nr, one in enumerate(gebeurtenissen, 1):
        if one.vastgelegd is not None and not one.op <= one.vastgelegd <= run.today:
            raise BadInput(
                f"Gebeurtenis {nr} kan niet op die dag zijn vastgelegd.",
                fields={"gebeurtenissen": "Kies de dag zelf of een latere, tot en met vandaag."},
            )
    here = alliance(run)
    known = set(
        Event.objects.filter(of__in={_id(here, one.van) for one in gebeurtenissen}).values_list(
            "of", flat=True
        )
    )
    made = Event.objects.bulk_create(
        Event(
            alliance_id=here,
            of=_id(here, one.van),
            kind=one.soort,
            on_day=one.op,
            known_on=one.vastgelegd or one.op,
            panel=one.tafel,
            origin=one.herkomst or "",
            themes=sorted(set(one.themas)),
            advice=one.advies or "",
            ending=one.afsluiting or "",
            carried=True,
            receipt=run.line,
        )
        for one in gebeurtenissen
        if _id(here, one.van) not in known
    )
    return TakenOver(len(made))


def _id(alliance: str, code: str) -> UUID:
    """The id of something that has no file here, the same each time."""
    return uuid5(NAMESPACE_URL, f"openprisma:{alliance}:verleden:{code}")
