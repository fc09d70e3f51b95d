"""What the law may ask of a file and of somebody's place in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from uuid import UUID

from django.db import connection

from openprisma.files.models import (
    Assignment,
    Hold,
    Involvement,
    Permission,
    PhaseNeed,
    PhaseVerdict,
    Step,
)
from openprisma.gate.dossiers import dossiers
from openprisma.gate.facts import fact
from openprisma.gate.law import lawbook, procedures
from openprisma.gate.run import Run
from openprisma.gate.verdicts import fingerprint
from openprisma.partners.facts import participants as of_today

Themes = Callable[[Run], Iterable[str]]
_themes: dict[str, Themes] = {}


def themes_of(kind: str) -> Callable[[Themes], Themes]:
    """Mark the function that says under which themes a file of a working method was proposed."""

    def register(themes: Themes) -> Themes:
        _themes[kind] = themes
        return themes

    return register


# The file, the actor's role on it and what a decision opened, as the kernel finds them.
FILE_SOURCE = """select f.id, f.kind, f.stage, f.phase, f.ends_on, f.panel, f.receipt into found
    from public.files_file f where f.id = {file}"""
STAGES_SOURCE = "select kind, stage, count(*) from public.files_file group by 1, 2 order by 1, 2"
_OFFERED = "exists (select from fence.offer o where o.role = {role} and {at})"
_AT = "o.procedure = found.kind and o.stage in ('*', found.stage) and o.act = {act}"
# Preferably a role that is offered this act.
_ROLE_OFFERED = _OFFERED.format(role="a.role", at=_AT)
ROLE_SOURCE = f"""select
         coalesce(min(a.role) filter (where {_ROLE_OFFERED}), min(a.role),
                  case when who.system then 'systeem' else 'geen' end) as name,
         coalesce(bool_or({_ROLE_OFFERED}), false)
           or (who.system and {_OFFERED.format(role="'systeem'", at=_AT)}) as offered,
         coalesce(bool_or(a.participant_id is null), false) as bureau
    from public.files_assignment a
   where a.file_id = found.id and a.person_id = who.person
     and a.from_day <= day and day < a.until_day
     and fence.still_holds(a.person_id, a.role, found.kind, found.panel, day)"""
DECIDED_SOURCE = """select array(
    select distinct v.code from public.files_permission x join fence.category v on v.nr = x.category
      where x.file_id = found.id and x.from_day <= day
        and (day < x.until_day and x.participant_id = who.participant
             -- What stood open on the end date stays so for the bureau; norms about the file say
             -- for which acts.
             or role.bureau and (day < x.until_day or x.until_day = found.ends_on))
  ) as codes from role"""


def assignments(run: Run) -> list[tuple[str, str | None]]:
    """Role and participant of the actor on the file of this run, today; no participant: for the
    bureau. Of who holds no more what gave the role, it ended."""
    columns = ("id", "person_id", "role", "participant_id", "from_day", "until_day")
    return [
        (role, of)
        for one, who, role, of, start, end in run.rows(Assignment, *columns)
        if who == run.actor.person and start <= run.today < end and one not in lapsed(run)
    ]


def at_work(run: Run) -> frozenset[UUID]:
    """Who works on the file of this run today, or sits where is decided about it."""
    columns = ("id", "person_id", "from_day", "until_day")
    return frozenset(
        who
        for one, who, start, end in run.rows(Assignment, *columns)
        if start <= run.today < end and one not in lapsed(run)
    )


def lapsed(run: Run) -> frozenset[UUID]:
    """Access to the files of this line whose holder lost the function or seat it came with. The
    database says it, as it does when it judges."""

    def look() -> frozenset[UUID]:
        with connection.cursor() as cursor:
            cursor.execute("select fence.lapsed(%s)", [list(run.files)])
            return frozenset(one for (one,) in cursor.fetchall())

    found: frozenset[UUID] = run.share("lapsed", look)
    return found


def involved(run: Run) -> frozenset[str]:
    """The codes of the participants involved in the file of this run, today; of one that left the
    alliance the involvement ended with that."""

    def look() -> frozenset[str]:
        rows, still = (
            run.rows(Involvement, "participant_id", "from_day", "until_day"),
            of_today(run),
        )
        return frozenset(
            code for code, start, end in rows if start <= run.today < end and code in still
        )

    found: frozenset[str] = run.remember("involved", look)
    return found


def involved_in(file: UUID, on: date) -> frozenset[str]:
    """The same of any file on a day, as it stands this moment."""
    held = Involvement.objects.filter(file=file, from_day__lte=on, until_day__gt=on)
    held = held.filter(participant__from_day__lte=on, participant__until_day__gt=on)
    return frozenset(held.values_list("participant_id", flat=True))


def arrival(run: Run) -> str:
    """Which time the file of this run came to where it stands, as one code: a form that was shown
    before it went back and came again carries another."""
    return fingerprint(["stappen", len(run.rows(Step, "id"))])


def foundation(run: Run) -> tuple[str, str] | None:
    """Working method and stage of the signal an activity rests on: the one that is named, or the
    one under its file, or the file itself when it is a signal. The database says it, also to who
    may not see that signal."""
    chosen = run.inputs.get("signaal") if run.file is None else run.file.id
    found: tuple[str, str] | None = run.share("foundations", _foundations).get(chosen)
    return found


def _foundations() -> dict[UUID, tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("select * from fence.foundations()")
        return {file: (kind, stage) for file, kind, stage in cursor.fetchall()}


@fact("wie.rol", sql="role.name")
def _role(run: Run) -> str:
    if run.role:
        return run.role
    held = dossiers().roles(run)
    return min(held) if held else "geen"


@fact("dossier.werkwijze", sql="found.kind")
def _kind(run: Run) -> str:
    return str(run.file.kind)


@fact("dossier.fase", sql="found.phase::int")
def _phase(run: Run) -> int:
    return int(run.file.phase)


@fact("dossier.eindigt_op", sql="found.ends_on")
def _ends_on(run: Run) -> date:
    day: date = run.file.ends_on
    return day


@fact(
    "dossier.betrokken_deelnemers",
    sql="""array(select i.participant_id from public.files_involvement i
      join public.partners_participant o on o.code = i.participant_id
      where i.file_id = found.id and i.from_day <= day and day < i.until_day
        and o.from_day <= day and day < o.until_day)""",
)
def _involved(run: Run) -> frozenset[str]:
    return involved(run)


@fact("dossier.uitbuiting")
def _exploitation(run: Run) -> bool:
    """Is trafficking one of the themes under which the file was proposed (bgs:2.15)? Of a file that
    has no themes it is not."""
    told = _themes.get(run.file.kind)
    return told is not None and TRAFFICKING in told(run)


TRAFFICKING = "MENS"


@fact("dossier.in_behandeling")
def _accepted(run: Run) -> bool:
    """Does the signal under this file stand at a stage that its procedure calls running and ended:
    accepted?"""
    under = foundation(run)
    if under is None:
        return False
    kind, code = under
    stage = procedures()[kind].stage(code)
    return stage.end and stage.running


def opened_numbers(run: Run) -> set[int]:
    """The numbers of the categories that the decision opens for the actor today. For the bureau
    also what stood open on the end date; norms about the file say for which acts."""
    rows = run.rows(Permission, "participant_id", "category", "from_day", "until_day")
    bureau = any(participant is None for _, participant in assignments(run))
    last = run.file.ends_on if bureau else None
    return {
        nr
        for of, nr, start, end in rows
        if start <= run.today
        and (run.today < end or end == last)
        and (bureau or of == run.actor.participant)
    }


@fact("dossier.besloten_categorieen", sql="decided.codes", level="category")
def _decided(run: Run) -> frozenset[str]:
    numbers = opened_numbers(run)
    return frozenset(
        code for code, row in lawbook().categories(run.today).items() if row.nr in numbers
    )


@fact(
    "dossier.aangehouden",
    sql="""exists (select from public.files_hold h
      where h.file_id = found.id and h.released_on is null and h.withheld_on is not null)""",
)
def _held(run: Run) -> bool:
    """Should the personal data of this file be gone, and is it held?"""
    return any(
        released is None and withheld
        for released, withheld in run.rows(Hold, "released_on", "withheld_on")
    )


@fact("dossier.noodzaak_volgende_fase")
def _need(run: Run) -> bool:
    return (run.file.phase + 1,) in run.rows(PhaseNeed, "phase")


@fact("dossier.noodzaak_door_ander")
def _need_of_another(run: Run) -> bool:
    """Did somebody else write the need of the next phase than who asks?"""
    return any(
        phase == run.file.phase + 1 and person != run.actor.person
        for phase, person in run.rows(PhaseNeed, "phase", "person_id")
    )


def categories_of(run: Run, phase: int) -> list[str]:
    """The categories of a phase that the decision on the file of this run opens today, for
    whomever."""
    rows = run.rows(Permission, "category", "from_day", "until_day")
    opened = {nr for nr, start, end in rows if start <= run.today < end}
    known = lawbook().categories(run.today).items()
    return sorted(code for code, row in known if row.nr in opened and row.phase == phase)


def next_phase(run: Run) -> str:
    """What a participant judges when it says whether the next phase is needed, as one code: which
    phase, every writing of its need, and the categories it would open."""
    phase = run.file.phase + 1
    needs = sorted(str(one) for one, of in run.rows(PhaseNeed, "id", "phase") if of == phase)
    return fingerprint([str(phase), *needs, *categories_of(run, phase)])


def verdicts(run: Run) -> dict[str, bool]:
    """What each participant last said of the need of the next phase, as it stands today."""
    rows = run.rows(PhaseVerdict, "at", "participant_id", "about", "needed")
    now = next_phase(run)
    return {of: needed for _, of, about, needed in sorted(rows) if about == now}


@fact("dossier.nodig_volgens")
def _needed_by(run: Run) -> frozenset[str]:
    return frozenset(of for of, needed in verdicts(run).items() if needed)


@fact("dossier.noodzaak_gezien", ahead=False)
def _need_as_seen(run: Run) -> bool:
    """Is the need still the one that stood on the form? An act without a form has shown nothing."""
    return run.inputs.get("gezien") in (None, next_phase(run))


@fact("vraag.fase", ahead=False)
def _asked_phase(run: Run) -> int:
    return int(run.inputs.get("fase", 0))


@fact("vraag.logdoel", ahead=False)
def _log_purpose(run: Run) -> str:
    return str(run.inputs.get("doel", ""))


@fact("vraag.toetser", ahead=False)
def _tester(run: Run) -> str:
    """Who judged what is recorded as the judgement of the committee (bgs:1.15.1)?"""
    return str(run.inputs.get("door", ""))


@fact("vraag.aanhouden_voor", ahead=False)
def _held_for(run: Run) -> str:
    return str(run.inputs.get("waarvoor", ""))
