"""What the law may ask of the steering group and its votes."""

from __future__ import annotations

from uuid import UUID

from openprisma.gate.facts import fact
from openprisma.gate.run import Run
from openprisma.panels.models import Decision, Seat, Vote
from openprisma.partners.facts import parameters


def _seat(run: Run) -> Seat | None:
    found: Seat | None = run.share(
        ("seat", run.actor.person),
        lambda: Seat.objects.filter(person=run.actor.person, from_day__lte=run.today, until_day__gt=run.today).first(),
    )
    return found


@fact("wie.voorzitter")
def _chair(run: Run) -> bool:
    seat = _seat(run)
    return seat is not None and seat.chair


@fact("wie.stemgerechtigd")
def _may_vote(run: Run) -> bool:
    seat = _seat(run)
    return seat is not None and seat.votes


def current_round(run: Run) -> int:
    """How many decisions were taken on the file: votes since the last one count."""
    return len(run.rows(Decision, "id"))


def _cast(run: Run) -> list[tuple[UUID, bool]]:
    """Who voted in this round, and how."""
    now = current_round(run)
    return [(who, vote) for who, vote, turn in run.rows(Vote, "person_id", "in_favour", "round") if turn == now]


def _votes(run: Run) -> list[bool]:
    return [vote for _, vote in _cast(run)]


@fact("besluit.ronde")
def _round(run: Run) -> int:
    return current_round(run)


@fact("besluit.stemmen_voor")
def _in_favour(run: Run) -> int:
    return _votes(run).count(True)


@fact("besluit.stemmen_tegen")
def _against(run: Run) -> int:
    return _votes(run).count(False)


@fact("besluit.al_gestemd")
def _voted(run: Run) -> bool:
    return any(person == run.actor.person for person, _ in _cast(run))


@fact("besluit.quorum")
def _quorum(run: Run) -> int:
    """How many votes in favour a decision needs: a parameter of the region (Q11, assumed)."""
    return int(parameters(run)["quorum"])
