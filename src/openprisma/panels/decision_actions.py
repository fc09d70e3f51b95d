"""What recording a decision does, whatever it is about: the decision is the permission."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from openprisma.engine.terms import end_of
from openprisma.files.actions import (
    BEGINS_INVOLVING,
    ENDS_ACCESS,
    ENDS_PERMISSIONS,
    INVOLVES,
    end_access,
    end_permissions,
    in_file,
    involve,
)
from openprisma.files.models import File, Permission
from openprisma.gate.law import lawbook
from openprisma.gate.run import Run
from openprisma.gate.writes import ACT, adds, changes
from openprisma.kernel.days import FOREVER
from openprisma.panels.ballots import votes_that_count
from openprisma.panels.facts import PARTS, current_round, deciding_day, draft, on_agenda
from openprisma.panels.models import Decision
from openprisma.panels.seats import seats_on
from openprisma.partners.facts import agreed_term

# What recording a decision writes; what a first decision opens; what a later one in its place ends
# and opens.
RECORDS = adds(Decision, only={"kind": (ACT,)})
DECIDES = (
    RECORDS,
    changes(File, "ends_on", "phase"),
    adds(Permission, sets=("until_day",), of_others=("participant",)),
    BEGINS_INVOLVING,
)
DECIDES_AGAIN = (*DECIDES, ENDS_PERMISSIONS, *ENDS_ACCESS, *INVOLVES)


def decide(
    run: Run,
    participants: list[str],
    categories: list[str],
    motivation: str,
    *,
    until: date | None = None,
) -> UUID:
    """The decision is the permission: what an earlier one opened ends today, what this one names
    opens, `until` the end of a new term unless told otherwise."""
    rows = lawbook().categories(run.today)
    until = until or end_of_term(run)
    numbers = sorted({rows[code].nr for code in categories})
    phase = max(run.file.phase, run.procedure.entry.opens_phase)
    File.objects.filter(pk=run.file_id).update(ends_on=until, phase=phase)
    end_permissions(run)
    end_access(run, staying=participants)
    # The term, not the involvement, shuts the file: so that a refusal can name its ground.
    involve(run, participants)
    decision = record(run, until, participants, numbers, motivation)
    Permission.objects.bulk_create(
        Permission(
            alliance_id=run.file.alliance_id,
            file_id=run.file_id,
            participant_id=code,
            category=number,
            from_day=run.today,
            until_day=until,
            receipt=run.line,
        )
        for code in decision.participants
        for number in numbers
    )
    return decision.id


def record(
    run: Run, until: date, participants: list[str], categories: list[int], motivation: str
) -> Decision:
    """Keep what was decided, with its text and votes as they stand now."""
    written, point = draft(run) or {}, on_agenda(run)
    counted = votes_that_count(run)
    votes = [vote.in_favour for vote in counted]
    spoken_for = {seat.participant_id for seat in seats_on(run, deciding_day(run))}
    return Decision.objects.create(
        **{part: written.get(part, "") for part in PARTS},
        form=point.form if point else "",
        round=current_round(run),
        in_favour=votes.count(True),
        against=votes.count(False),
        counted=sorted(vote.id for vote in counted),
        without_seat=sorted(set(participants) - spoken_for),
        kind=run.act,
        decided_by_id=run.actor.person,
        on_day=run.today,
        until_day=until,
        participants=sorted(set(participants)),
        categories=categories,
        motivation=motivation,
        **in_file(run),
    )


def end_of_term(run: Run) -> date:
    """The first day on which a decision of today no longer holds: what the region agreed, or else
    what the working method says. Without a term it holds until a new decision."""
    name = run.procedure.entry.term
    return end_of(run.today, agreed_term(name, run), lawbook().holidays) if name else FOREVER


def with_deviation(motivation: str, deviation: str) -> str:
    """The motivation of a decision, which says why where it is against the advice of the RAC
    (bgs:1.13.6)."""
    return (
        f"{motivation}\n\nAfwijking van het advies van de RAC: {deviation}"
        if deviation.strip()
        else motivation
    )
