"""What the gate asks of files: headers, roles, judgements, stages, access."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db import connection

from openprisma.engine.procedures import AssignEntry, StageEntry
from openprisma.figures.actions import note, notes
from openprisma.files.erasing import erase_all, written
from openprisma.files.facts import (
    DECIDED_SOURCE,
    FILE_SOURCE,
    ROLE_SOURCE,
    STAGES_SOURCE,
    assignments,
    involved_in,
)
from openprisma.files.models import (
    ERASED,
    Assignment,
    Erasure,
    File,
    Hold,
    Judgement,
    Step,
    WordNote,
)
from openprisma.files.notes import said
from openprisma.gate.destroying import records
from openprisma.gate.dossiers import plug
from openprisma.gate.facts import Facts
from openprisma.gate.install import kernel_sources
from openprisma.gate.law import lawbook
from openprisma.gate.run import Run
from openprisma.gate.verdicts import plain
from openprisma.gate.writes import TODAY, Write, adds, changes
from openprisma.kernel.days import FOREVER
from openprisma.partners.facts import (
    EVER_SOURCE,
    FUNCTION_SOURCE,
    KERNEL_SOURCE,
    functions,
)

ENDS_ROLES = changes(Assignment, of_others=("person", "participant"), only={"until_day": (TODAY,)})
Sitting = Callable[[Run], list[tuple[UUID, str, date]]]
Chosen = list[tuple[UUID, str | None, date]]  # who, for which participant, until when
_sitting: list[Sitting] = []


def seats_of(function: Sitting) -> Sitting:
    """Mark the function that says who sits in the panel of a file today, each with the role that
    goes with the seat and the first day without it."""
    _sitting[:] = [function]
    return function


_MOVE = "update files_file set stage = %s where id = %s"
_RELEASE_AND_MOVE = """with released as (
    update files_assignment set until_day = %s
     where file_id = %s and role = any (%s) and until_day > %s returning 1)
  update files_file set stage = %s
   where id = %s and (select count(*) from released) >= 0"""


class FilesPort:
    """The files module as the gate sees it."""

    explaining: tuple[Write, ...] = (adds(WordNote),)
    assigning: tuple[Write, ...] = (
        adds(Assignment, sets=("until_day",), of_others=("person", "participant")),
    )
    releasing: tuple[Write, ...] = (ENDS_ROLES,)

    def entering(self, stage: StageEntry) -> tuple[Write, ...]:
        """The step, the stage, and the event that is counted of it."""
        counted = notes(stage.event) if stage.event else ()
        return (adds(Step, only={"stage": (stage.stage,)}), changes(File, "stage"), *counted)

    def erasing(self) -> tuple[Write, ...]:
        """Every module's own, the title, and a record of how much went."""
        return (
            *written(),
            changes(File, only={"title": (ERASED,)}),
            changes(Hold, of_others=("person",), only={"withheld_on": (TODAY,)}),
            adds(Erasure, sets=("counts",)),
        )

    def header(self, file: UUID) -> File | None:
        """The file, if a line is open for it or the actor is assigned."""
        return File.objects.filter(pk=file).first()

    def headers(self, files: Iterable[UUID]) -> list[File]:
        """The same of many; those the actor may not see are left out."""
        return list(File.objects.filter(pk__in=list(files)))

    def roles(self, run: Run) -> frozenset[str]:
        """Roles on the file today; without a file the functions the actor holds."""
        held: frozenset[str] = run.remember("roles", lambda: self._roles(run))
        return held

    def _roles(self, run: Run) -> frozenset[str]:
        if run.actor.system:
            return frozenset({run.actor.name})
        if run.file is None:
            return functions(run)
        return frozenset(role for role, _ in assignments(run))

    def judgements(self, run: Run) -> dict[str, bool]:
        """The last answer to each open norm on this file, if the facts it rests on are still the
        same."""
        if run.file is None:
            return {}
        wanted = [n for n in lawbook().on(run.today).binding(run.act) if n.kind == "judgement"]
        if not wanted:
            return {}
        facts, given = Facts(run), dict[str, bool]()
        for _, norm, answer, rested_on in sorted(
            run.rows(Judgement, "at", "norm", "answer", "rests_on"), key=itemgetter(0)
        ):
            given.pop(norm, None)
            if rests_on(norm, facts, run.today) == rested_on:
                given[norm] = answer
        return given

    def explain(self, run: Run) -> None:
        """What the writer said of doubtful words is kept with the file."""
        WordNote.objects.bulk_create(said(run))

    def move(self, run: Run, stage: StageEntry) -> None:
        """The file enters a stage; the step is kept, and counted. Who holds a role that the stage
        releases finds it no more."""
        Step.objects.create(
            alliance_id=_alliance(run),
            file_id=run.file_id,
            stage=stage.stage,
            on_day=run.today,
            receipt=run.line,
        )
        if stage.event:
            note(run, stage.event)
        # Last, and in one statement: at the next stage this act is not offered any more, and
        # perhaps not to this person, so its own line opens nothing from here on.
        with connection.cursor() as cursor:
            if not stage.releases:
                cursor.execute(_MOVE, [stage.stage, run.file_id])
                return
            released = [run.today, run.file_id, list(stage.releases), run.today]
            cursor.execute(_RELEASE_AND_MOVE, [*released, stage.stage, run.file_id])

    def erase(self, run: Run, ground: str) -> None:
        """Every module erases its own; the title goes too, for somebody may have put a name in it.
        Under a hold nothing goes until it is released."""
        if Hold.objects.filter(file=run.file_id, released_on=None).update(withheld_on=run.today):
            return
        counts = erase_all()
        File.objects.filter(pk=run.file_id).update(title=ERASED)
        Erasure.objects.create(
            alliance_id=_alliance(run),
            file_id=run.file_id,
            ground=ground,
            counts=counts,
            on_day=run.today,
            receipt=run.line,
        )

    def assign(self, run: Run, entries: Iterable[AssignEntry]) -> None:
        """Holders of the functions named get access, each for their own participant or for the
        bureau, and as long as they hold that function or seat."""
        assert run.file_id is not None
        taking_part, entries = involved_in(run.file_id, run.today), list(entries)
        holders = _holders([entry.function for entry in entries if entry.of != SEAT])
        wanted = {
            (person, entry.role or entry.function): (participant, until)
            for entry in entries
            for person, participant, until in _chosen(entry, holders, taking_part, run)
        }
        held = Assignment.objects.filter(file_id=run.file_id, until_day__gt=run.today).values_list(
            "person_id", "role"
        )
        for known in held:
            wanted.pop(known, None)
        Assignment.objects.bulk_create(
            Assignment(
                alliance_id=_alliance(run),
                file_id=run.file_id,
                person_id=person,
                participant_id=participant,
                role=role,
                from_day=run.today,
                until_day=until,
                receipt=run.line,
            )
            for (person, role), (participant, until) in wanted.items()
        )


def _holders(functions: list[str]) -> dict[str, list[tuple[UUID, str, date]]]:
    """By function, whom the law lets work here today, who designated them, and until when they hold
    it."""
    found: dict[str, list[tuple[UUID, str, date]]] = {function: [] for function in functions}
    if functions:
        with connection.cursor() as cursor:
            cursor.execute(
                "select function, person, participant, until from fence.holders(%s)", [functions]
            )
            for function, *holder in cursor.fetchall():
                found[function].append(tuple(holder))
    return found


def _chosen(
    entry: AssignEntry,
    holders: dict[str, list[tuple[UUID, str, date]]],
    taking_part: frozenset[str],
    run: Run,
) -> Chosen:
    """Whom an entry gives access, each with the participant they work for."""
    if entry.of == SEAT:
        return _seated(entry.function, run)
    own = {run.actor.participant}
    wanted = {"betrokken": taking_part, "anderen": taking_part - own, "eigen": own}.get(entry.of)
    if wanted is None:
        return [(person, None, until) for person, _, until in holders[entry.function]]
    return [
        (person, participant, until)
        for person, participant, until in holders[entry.function]
        if participant in wanted
    ]


SEAT = "zetel"


def _seated(role: str, run: Run) -> Chosen:
    """Who sits in the panel of this file in a role, as far as the law lets them work here today."""
    people = {person: until for person, held, until in _sitting[0](run) if held == role}
    with connection.cursor() as cursor:
        cursor.execute("select * from fence.fit(%s)", [list(people)])
        return [(person, None, people[person]) for (person,) in cursor.fetchall()]


def give_access(
    run: Run, *, person: UUID, role: str, participant: str | None, until: date = FOREVER
) -> None:
    """Somebody gets a role on the file of this run until a day; who has it keeps it until then."""
    known = Assignment.objects.filter(
        file_id=run.file_id, person_id=person, role=role, until_day__gt=run.today
    )
    if not known.update(until_day=until, receipt=run.line):
        Assignment.objects.create(
            alliance_id=_alliance(run),
            file_id=run.file_id,
            person_id=person,
            participant_id=participant,
            role=role,
            from_day=run.today,
            until_day=until,
            receipt=run.line,
        )


def rests_on(norm_id: str, facts: Facts, on: date) -> dict[str, Any]:
    """The facts a judgement on a norm rests on, as stored beside the answer."""
    entry = lawbook().norm(norm_id, on).entry.judgement
    return {path: plain(facts[path]) for path in (entry.rests_on if entry else ())}


def _alliance(run: Run) -> str:
    return str(run.file.alliance_id)


# What went of which file by its term, a row for each article and day; and when a whole file waits.
_RECORD = """with gone as (
    select (one ->> 1)::uuid as file, norms.ground, norms.what, sum((one ->> 2)::int)::int as number
      from jsonb_array_elements(told) one
      join (values {norms}) norms (nr, ground, what) on norms.nr = (one ->> 0)::int
     group by 1, 2, 3),
  known as (
    update files_erasure e set counts = e.counts || (
        select jsonb_object_agg(g.what, g.number + coalesce((e.counts ->> g.what)::int, 0))
          from gone g where g.file = e.file_id and g.ground = e.ground)
     where e.on_day = day and exists (
       select from gone g where g.file = e.file_id and g.ground = e.ground)
    returning e.file_id, e.ground)
  insert into files_erasure (id, alliance_id, file_id, receipt, ground, counts, on_day, at)
    select gen_random_uuid(), f.alliance_id, f.id, mine.id, g.ground,
           jsonb_object_agg(g.what, g.number), day, clock_timestamp()
      from gone g join files_file f on f.id = g.file
     where not exists (select from known k where k.file_id = g.file and k.ground = g.ground)
     group by f.alliance_id, f.id, g.ground;"""
plug(FilesPort())
records(
    Erasure,
    _RECORD,
    waits="exists (select from files_hold h where h.file_id = {t}.{file} "
    "and h.released_on is null)",
)
kernel_sources(
    person=KERNEL_SOURCE,
    file=FILE_SOURCE,
    role=ROLE_SOURCE,
    category=DECIDED_SOURCE,
    stages=STAGES_SOURCE,
    function=FUNCTION_SOURCE,
    ever=EVER_SOURCE,
)
