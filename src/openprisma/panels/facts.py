"""What the law may ask of the steering group and its votes."""

from __future__ import annotations

from openprisma.gate.facts import fact
from openprisma.gate.run import Run
from openprisma.panels.models import Seat, Vote
from openprisma.partners.models import Alliance


def _seat(run: Run) -> Seat | None:
    held = Seat.objects.filter(person=run.actor.person, from_day__lte=run.today, until_day__gt=run.today)
    found: Seat | None = run.remember("seat", held.first)
    return found


@fact("wie.voorzitter")
def _chair(run: Run) -> bool:
    seat = _seat(run)
    return seat is not None and seat.chair


@fact("wie.stemgerechtigd")
def _may_vote(run: Run) -> bool:
    seat = _seat(run)
    return seat is not None and seat.votes


@fact("besluit.stemmen_voor")
def _in_favour(run: Run) -> int:
    return Vote.objects.filter(file=run.file.id, in_favour=True).count()


@fact("besluit.stemmen_tegen")
def _against(run: Run) -> int:
    return Vote.objects.filter(file=run.file.id, in_favour=False).count()


@fact("besluit.al_gestemd")
def _voted(run: Run) -> bool:
    return Vote.objects.filter(file=run.file.id, person=run.actor.person).exists()


@fact("besluit.quorum")
def _quorum(run: Run) -> int:
    """How many votes in favour a decision needs: a parameter of the region (Q11, assumed)."""
    return int(Alliance.objects.get(pk=run.file.alliance_id).parameters["quorum"])
