"""What became of every vote at a point, now and afterwards, and what advisers said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openprisma.gate.run import Run
from openprisma.panels.facts import cast, current_round, recorded, rests_on
from openprisma.panels.models import Advice, AgendaItem, Decision, Recusal, Seat, Vote
from openprisma.panels.seats import both, seats_on

GONE = "zat toen in dit overleg"  # of whoever has no seat of that day


@dataclass(frozen=True)
class Ballot:
    """One seat and what became of its vote: `voor`, `tegen`, `doet_niet_mee`, `geen_stem`,
    `afwezig`, `open`, or, when it is too late, `niet_gestemd` or `eerdere_tekst`: of somebody who
    voted on an earlier text and not on this one. `deputy`: who voted in the place of the
    member. `before`: what was voted earlier at this point and changed."""

    name: str
    participant: str
    chair: bool
    state: str
    reasons: str
    objection: bool
    deputy: str = ""
    before: str = ""


@dataclass(frozen=True)
class Said:
    """What an adviser said at a point."""

    name: str
    on_day: date
    words: str


def advice(item: AgendaItem) -> list[Said]:
    """What advisers said at a point, in that order."""
    found = Advice.objects.filter(point=item.id).select_related("person").order_by("at", "id")
    return [Said(one.person.name, one.on_day, one.words) for one in found]


def kept(about: Run, item: AgendaItem, decided: Decision | None) -> tuple[list[Vote], set[UUID]]:
    """At a point of the past: the votes that counted, and who voted there on an earlier text only.
    Where it was decided, those the decision was taken with; where not, the last of each member who
    takes part and was there, on the text that was voted on last."""
    votes = Vote.objects.filter(file=about.file.id, round=item.round).select_related("person")
    here = [one for one in votes.order_by("at", "nr") if _at(one) == str(item.id)]
    away = _away(about, item)
    if decided is not None:
        counted = [one for one in votes.order_by("nr") if one.id in decided.counted]
    else:
        last = here[-1].rests_on if here else None
        there = {one.person_id for one in here if not recorded(item) or one.person_id in item.there}
        same = [one for one in here if one.rests_on == last and one.person_id in there - away]
        counted = list({one.person_id: one for one in same}.values())
    earlier = {one.person_id for one in here} - {one.person_id for one in counted} - away
    return counted, earlier


def _at(vote: Vote) -> str | None:
    """The point a vote was given at."""
    found: str | None = (vote.rests_on or {}).get("besluit.agendapunt")
    return found


def _away(about: Run, item: AgendaItem) -> set[UUID]:
    away = Recusal.objects.filter(file=about.file.id, round__lte=item.round)
    return set(away.values_list("person_id", flat=True))


def ballots(
    about: Run,
    item: AgendaItem,
    votes: list[Vote],
    there: set[UUID],
    *,
    day: date,
    earlier: set[UUID] | None = None,
) -> list[Ballot]:
    """What became of the vote of every seat of that day; in the past, when is known who voted on an
    `earlier` text, also the votes that counted of whoever has no seat of that day, and nothing is
    open."""
    given, found, told = {vote.person_id: vote for vote in votes}, [], set[UUID]()
    past, past_voters = earlier is not None, earlier or set[UUID]()
    away, before = _away(about, item), _before(about, item, votes)
    for seat in seats_on(about, day):
        same = [who for who in both(seat) if who in given]
        vote = given[same[0]] if same else None
        state = _state(seat, vote, away, there)
        if past and state == "open":
            state = "eerdere_tekst" if set(both(seat)) & past_voters else "niet_gestemd"
        whose = seat.participant.name if seat.participant else "adviseur"
        told.update(both(seat))
        found.append(_ballot(seat.person.name, whose, state, vote, before, chair=seat.chair))
    gone = [vote for vote in votes if past and vote.person_id not in told]
    return found + [_ballot(one.person.name, GONE, _said(one), one, before) for one in gone]


def _state(seat: Seat, vote: Vote | None, away: set[UUID], there: set[UUID]) -> str:
    if vote is not None:
        return _said(vote)
    if seat.person_id in away:
        return "doet_niet_mee"
    if not seat.votes:
        return "geen_stem"
    return "open" if not there or set(both(seat)) & there else "afwezig"


def _said(vote: Vote) -> str:
    return "voor" if vote.in_favour else "tegen"


def _ballot(
    name: str,
    whose: str,
    state: str,
    vote: Vote | None,
    before: dict[UUID, str],
    *,
    chair: bool = False,
) -> Ballot:
    if vote is None:
        return Ballot(name, whose, chair, state, "", False)
    deputy = vote.person.name if vote.person.name != name else ""
    earlier = before.get(vote.person_id, "")
    return Ballot(name, whose, chair, state, vote.reasons, vote.objection, deputy, earlier)


def _before(about: Run, item: AgendaItem, votes: list[Vote]) -> dict[UUID, str]:
    """What those members said at this point before they changed their vote, where that differs."""
    last = {vote.person_id: vote for vote in votes}
    found: dict[UUID, str] = {}
    for vote in Vote.objects.filter(file=about.file.id, round=item.round).order_by("nr"):
        now = last.get(vote.person_id)
        if now and vote.nr < now.nr and vote.rests_on == now.rests_on:
            found[vote.person_id] = _said(vote)
    return {who: said for who, said in found.items() if said != _said(last[who])}


def votes_that_count(about: Run) -> list[Vote]:
    """The votes that count, one of each member."""
    voted = {who for who, _, _ in cast(about)}
    found = (
        Vote.objects.filter(file=about.file.id, round=current_round(about), person__in=voted)
        .select_related("person")
        .order_by("nr")
    )
    counting: dict[UUID, Vote] = {}
    for vote in found:
        if vote.rests_on == rests_on(about):
            counting[vote.person_id] = vote
    return list(counting.values())
