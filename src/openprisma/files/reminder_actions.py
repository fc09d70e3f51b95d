"""Reminding whose turn it is: which kind of turn in which file, and no word of text, so that a mail
about it cannot say what or about whom."""

from __future__ import annotations

from openprisma.files.actions import signed
from openprisma.files.models import Reminder
from openprisma.gate.acts import act
from openprisma.gate.facts import fact
from openprisma.gate.lists import TurnKind
from openprisma.gate.run import Run
from openprisma.gate.turns import turns_of_others
from openprisma.gate.writes import adds


@act("herinneren", writes=(adds(Reminder),))
def remind(run: Run, *, beurt: TurnKind) -> None:
    """Remind whose turn it is in this file of one kind of turn. They see it on their worklist, and
    get a mail with a number, unless they want none. Source: huisregels:6.4."""
    Reminder.objects.create(turn=beurt, **signed(run))


@fact("herinnering.wacht", ahead=False)
def _awaited(run: Run) -> bool:
    """Does somebody else have this turn, as far as who asks may know?"""
    asked = run.inputs.get("beurt")
    return any(one.kind.turn == asked for one in turns_of_others() if one.file == run.file_id)


@fact("herinnering.vandaag", ahead=False)
def _today(run: Run) -> bool:
    """Was this turn reminded of today, by whomever?"""
    asked = run.inputs.get("beurt")
    return Reminder.objects.filter(file=run.file_id, turn=asked, on_day=run.today).exists()
