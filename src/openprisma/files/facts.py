"""What the law may ask of a file and of somebody's place in it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from openprisma.files.models import File, Involvement, Permission, PhaseNeed
from openprisma.gate.dossiers import dossiers
from openprisma.gate.facts import fact
from openprisma.gate.law import lawbook, procedures
from openprisma.gate.run import Run

# The file as the kernel finds it: `found` is its row, `role` the actor's role, preferably one that is offered this act.
ROLE = """lateral (
      select coalesce(min(a.role) filter (where {offers}), min(a.role),
                      case when (who).system then 'systeem' else 'geen' end) as name,
             coalesce(bool_or({offers}), false) or ((who).system and {system}) as offered,
             coalesce(bool_or(a.participant_id is null), false) as bureau
        from public.files_assignment a
       where a.file_id = found.id and a.person_id = (who).person and a.from_day <= day and day < a.until_day) role"""
_AT = "o.procedure = found.kind and o.stage in ('*', found.stage) and o.act = file_objections.act"
FILE_SOURCE = ROLE.format(
    offers=f"exists (select from fence.offer o where o.role = a.role and {_AT})",
    system=f"exists (select from fence.offer o where o.role = 'systeem' and {_AT})",
)
CATEGORY_SOURCE = f"""public.files_file found
    join lateral (select distinct on (v.nr) v.* from fence.category v
                   where v.nr = any (open_categories.wanted) and v.valid_from <= day
                   order by v.nr, v.valid_from desc) c on true,
    {ROLE.format(offers="true", system="true")}
   where found.id = open_categories.file"""


def involved(file: UUID, on: date) -> frozenset[str]:
    """The codes of the participants involved in a file on a day."""
    held = Involvement.objects.filter(file=file, from_day__lte=on, until_day__gt=on)
    return frozenset(held.values_list("participant_id", flat=True))


def base(run: Run) -> File | None:
    """The signal an activity rests on: of its file, or the one that was named, or the file itself when it is one."""
    chosen = run.inputs.get("signaal") or (run.file and (run.file.rests_on_id or run.file.id))
    found: File | None = run.remember("base", lambda: File.objects.filter(pk=chosen).first() if chosen else None)
    return found


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
      where i.file_id = found.id and i.from_day <= day and day < i.until_day)""",
)
def _involved(run: Run) -> frozenset[str]:
    held: frozenset[str] = run.remember("involved", lambda: involved(run.file.id, run.today))
    return held


@fact("dossier.in_behandeling")
def _accepted(run: Run) -> bool:
    """Does the signal under this file stand at a stage that its procedure calls running and ended: accepted?"""
    under = base(run)
    if under is None:
        return False
    stage = run.remember("stages", lambda: _stage(under))
    return bool(stage)


def _stage(under: File) -> bool:
    stage = procedures()[under.kind].stage(under.stage)
    return stage.end and stage.running


@fact(
    "dossier.besloten_categorieen",
    sql="""array(select distinct v.code from public.files_permission x join fence.category v on v.nr = x.category
      where x.file_id = found.id and x.from_day <= day and day < x.until_day
        and (x.participant_id = (who).participant or role.bureau))""",
    level="category",
)
def _decided(run: Run) -> frozenset[str]:
    held = Permission.objects.filter(file=run.file.id, from_day__lte=run.today, until_day__gt=run.today)
    if not run.memo.get("bureau"):
        held = held.filter(participant=run.actor.participant)
    numbers = set(held.values_list("category", flat=True))
    return frozenset(code for code, row in lawbook().categories(run.today).items() if row.nr in numbers)


@fact("dossier.noodzaak_volgende_fase")
def _need(run: Run) -> bool:
    return PhaseNeed.objects.filter(file=run.file.id, phase=run.file.phase + 1).exists()


@fact("vraag.fase", ahead=False)
def _asked_phase(run: Run) -> int:
    return int(run.inputs.get("fase", 0))


@fact("vraag.logdoel", ahead=False)
def _log_purpose(run: Run) -> str:
    return str(run.inputs.get("doel", ""))
