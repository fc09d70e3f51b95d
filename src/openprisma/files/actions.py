"""Acts on a file as such: opening one, giving access, phases, the end of its term."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from openprisma.files.facts import next_phase
from openprisma.files.models import (
    Assignment,
    File,
    Hold,
    Involvement,
    Judgement,
    Permission,
    PhaseNeed,
    PhaseVerdict,
)
from openprisma.files.port import ENDS_ROLES, give_access, rests_on
from openprisma.gate.acts import act
from openprisma.gate.declared import Standing
from openprisma.gate.dossiers import dossiers
from openprisma.gate.facts import Facts
from openprisma.gate.law import lawbook
from openprisma.gate.lists import HoldGround, OpenNorm
from openprisma.gate.run import Run
from openprisma.gate.writes import TODAY, adds, changes
from openprisma.kernel.days import FOREVER
from openprisma.kernel.errors import BadInput
from openprisma.language.prose import Prose
from openprisma.partners.actions import OneColleague
from openprisma.partners.facts import actor

Text = Annotated[str, Field(min_length=1, max_length=4000), Prose()]
Title = Annotated[str, Field(min_length=3, max_length=60), Prose()]

# What the functions below write, for the acts that call them.
_UNPLACED = {"stage": ("",)}  # its first stage the gate gives it, as a move
OPENS = adds(File, sets=("title",), only=_UNPLACED)
OPENS_AT_A_PANEL = adds(File, sets=("title", "panel"), only=_UNPLACED)
BEGINS_INVOLVING = adds(Involvement, of_others=("participant",))
INVOLVES = (
    BEGINS_INVOLVING,
    changes(Involvement, of_others=("participant",), only={"until_day": (FOREVER,)}),
)
ENDS_ACCESS = (
    changes(Involvement, of_others=("participant",), only={"until_day": (TODAY,)}),
    ENDS_ROLES,
)
ENDS_PERMISSIONS = changes(Permission, of_others=("participant",), only={"until_day": (TODAY,)})
# A file is shut from today on.
SHUTS = changes(File, only={"ends_on": (TODAY,)})


def of_file(run: Run, file: File) -> dict[str, Any]:
    """The columns of every row that belongs to a file, as a run writes it."""
    return {"alliance_id": file.alliance_id, "file_id": file.id, "receipt": run.line}


def in_file(run: Run) -> dict[str, Any]:
    """The same of the file of a run."""
    return of_file(run, run.file)


def signed(run: Run) -> dict[str, Any]:
    """The same of a row that says who laid it down, and when: now."""
    return in_file(run) | {"person_id": run.actor.person, "on_day": run.today}


def open_file(run: Run, *, title: str, rests_on_file: UUID | None = None, panel: str = "") -> File:
    """Make the file of this run, under the procedure that offered the act. The gate gives it its
    first stage."""
    made = run.file = File.objects.create(
        id=run.file_id,
        alliance_id=actor(run).alliance_id,
        kind=run.procedure.id,
        title=title,
        stage="",
        opened_on=run.today,
        rests_on_id=rests_on_file,
        panel=panel,
        ground=" ".join(norm.id for norm in run.cache["verdict"].grounds),
        law_date=run.today,
        receipt=run.line,
    )
    return made


def involve(run: Run, participants: list[str]) -> None:
    """Participants take part in the file of this run from today (wgs:2.23.5)."""
    here = Involvement.objects.filter(file_id=run.file_id)
    # Left and back on one day.
    here.filter(participant__in=participants, from_day=run.today).update(until_day=FOREVER)
    known = set(here.filter(until_day__gt=run.today).values_list("participant_id", flat=True))
    Involvement.objects.bulk_create(
        Involvement(
            alliance_id=run.file.alliance_id,
            file_id=run.file_id,
            participant_id=code,
            from_day=run.today,
            until_day=FOREVER,
            receipt=run.line,
        )
        for code in dict.fromkeys(participants)
        if code not in known
    )


def end_access(run: Run, *, staying: list[str]) -> None:
    """Participants that are not staying leave the file of this run today, and their people with
    them. Who works for the bureau or sits in the steering group stays."""
    here = Involvement.objects.filter(file=run.file_id, until_day__gt=run.today)
    here.exclude(participant__in=staying).update(until_day=run.today)
    people = Assignment.objects.filter(
        file=run.file_id, until_day__gt=run.today, participant__isnull=False
    )
    people.exclude(participant__in=staying).update(until_day=run.today)


def end_roles(run: Run, roles: Iterable[str]) -> None:
    """Whoever holds one of these roles on the file of this run loses it today."""
    Assignment.objects.filter(
        file=run.file_id, role__in=list(roles), until_day__gt=run.today
    ).update(until_day=run.today)


def end_permissions(run: Run) -> None:
    """What a decision opened in the file of this run ends today."""
    Permission.objects.filter(file=run.file_id, until_day__gt=run.today).update(until_day=run.today)


@act(
    "medewerker_toewijzen",
    writes=(
        adds(Assignment, sets=("until_day",), of_others=("person",)),
        changes(Assignment, "until_day", of_others=("person",)),
    ),
)
def assign_colleague(run: Run, *, medewerker: OneColleague, tot: date | None = None) -> None:
    """Give a colleague access to the file, as the one who handles it for the own participant; `tot`
    is the first day without, for who deputises. Who has access keeps it until then, and no longer.
    Source: wgs:1.8.2."""
    if tot is not None and tot <= run.today:
        raise BadInput("Deze dag is voorbij.", fields={"tot": "Kies een latere dag, of niets."})
    give_access(
        run,
        person=medewerker,
        role=handling_role(run),
        participant=run.actor.participant,
        until=tot or FOREVER,
    )


@act(
    "medewerker_afmelden",
    writes=(changes(Assignment, of_others=("person",), only={"until_day": (TODAY,)}),),
)
def release_colleague(run: Run, *, medewerker: OneColleague) -> None:
    """A colleague of the own participant leaves the file, on the next click: to hand over, assign
    somebody else.
    Source: wgs:1.8.2."""
    held = Assignment.objects.filter(
        file=run.file_id,
        person=medewerker,
        participant=run.actor.participant,
        until_day__gt=run.today,
    )
    if not held.exclude(role=run.role).update(until_day=run.today):
        raise BadInput(
            "Deze collega werkt niet aan dit dossier.",
            fields={"medewerker": "Kies iemand die toegang heeft."},
        )


def handling_role(run: Run) -> str:
    """The role that handles a file at this stage: the first one whose turn the procedure says
    an act can be, beside ours."""
    stage = run.procedure.stage(run.file.stage)
    return next(str(role) for o in stage.offers if o.waits and o.act != run.act for role in o.by)


@act("noodzaak_beoordelen", writes=(adds(Judgement),))
def judge_necessity(
    run: Run,
    *,
    norm: OpenNorm,
    positief: bool,
    motivering: Text,
    gezien: Standing | None = None,
) -> None:
    """Answer an open norm on this file, with reasons. Lapses when the facts under it change.
    `gezien`: what stood on the form (`besluit.gezien`).
    Source: wgs:2.23.4."""
    if norm not in open_norms(run):
        raise BadInput(
            "Op deze vraag wacht dit dossier niet.", fields={"norm": "Kies een vraag uit de lijst."}
        )
    Judgement.objects.create(
        norm=norm,
        answer=positief,
        reasons=motivering,
        rests_on=rests_on(norm, Facts(run), run.today),
        **signed(run),
    )


@act("noodzaak_vastleggen", writes=(adds(PhaseNeed),))
def record_need(run: Run, *, motivering: Text) -> None:
    """Write down why the phase that is open is not enough. Source: wgs:2.23.6.b."""
    PhaseNeed.objects.create(phase=run.file.phase + 1, reasons=motivering, **signed(run))


@act("fase_beoordelen", writes=(adds(PhaseVerdict),))
def judge_phase(run: Run, *, nodig: bool, motivering: Text, gezien: Standing | None = None) -> None:
    """Say for one's participant whether the next phase is needed. `gezien`: what stood on the form
    (`dossier.noodzaak_gezien`). Source: wgs:2.23.6.b."""
    PhaseVerdict.objects.create(
        participant_id=run.actor.participant,
        about=next_phase(run),
        needed=nodig,
        reasons=motivering,
        **signed(run),
    )


@act("fase_ophogen", writes=(changes(File, "phase"),))
def open_phase(run: Run, *, fase: Annotated[int, Field(ge=0, le=9)]) -> None:
    """Open the next phase of the file. Source: wgs:2.23.6."""
    File.objects.filter(pk=run.file_id).update(phase=fase)


@act("dossier_laten_verlopen")
def expire(run: Run) -> None:
    """The file's term has passed: its stage says so. Access ended without this.
    Source: werkwijze:handhavingsknelpunt.5."""


@act("vernietiging_aanhouden", writes=(adds(Hold),))
def hold(run: Run, *, waarvoor: HoldGround, reden: Text) -> None:
    """Let the destruction of this file wait, for what the law knows and with a reason.
    Source: bgs:1.16.1.b, wgs:1.8.7."""
    if Hold.objects.filter(file=run.file_id, released_on=None).exists():
        raise BadInput(
            "Vernietigen is al aangehouden.",
            remedy="Hef de aanhouding op als zij niet meer nodig is.",
        )
    Hold.objects.create(reason=reden, **signed(run))


@act(
    "aanhouding_opheffen",
    erases=True,
    writes=(changes(Hold, of_others=("person",), only={"released_on": (TODAY,)}),),
)
def release(run: Run) -> None:
    """The hold ends; what should have gone at this stage goes now. Source: bgs:1.16.1.b."""
    if not Hold.objects.filter(file=run.file_id, released_on=None).update(
        released_on=run.today, receipt=run.line
    ):
        raise BadInput("Vernietigen is niet aangehouden.", remedy="Er is niets om op te heffen.")
    if ground := run.procedure.stage(run.file.stage).erases:
        dossiers().erase(run, ground)


def open_norms(run: Run) -> list[str]:
    """The open norms a file waits for at its stage: those of the acts its procedure offers
    there."""
    stage = run.file.stage
    acts = {offer.entry.act for offer in run.procedure.at(stage)}
    return [
        n.id for n in lawbook().on(run.today).norms if n.kind == "judgement" and acts & set(n.acts)
    ]
