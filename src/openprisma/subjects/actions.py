"""Acts on persons and companies in a file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from pydantic import Field

from openprisma.files.actions import in_file, signed
from openprisma.gate.acts import act
from openprisma.gate.declared import Name, Ref
from openprisma.gate.lists import SameAnswer, SubjectKind, SubjectOfFile, SubjectRole
from openprisma.gate.references import referred
from openprisma.gate.run import Run
from openprisma.gate.writes import adds, removes
from openprisma.kernel.errors import BadInput
from openprisma.kernel.written import Unclear
from openprisma.language.prose import Prose
from openprisma.subjects.facts import last_admissions
from openprisma.subjects.identity import check_identifier, mark_key, name_key
from openprisma.subjects.models import Admission, Sameness, Subject

PROPOSED, ADMITTED, REMOVED = "voorgesteld", "toegelaten", "verwijderd"
NAMES = adds(Subject, sets=("name", "identifier", "link"))
PROPOSES = adds(Admission, only={"state": (PROPOSED,)})
ADMITS = adds(Admission, only={"state": (ADMITTED,)})
ADMITS_OR_REMOVES = adds(Admission, only={"state": (ADMITTED, REMOVED)})
# By number: a table reads no names.
Proposed = list[
    Annotated[UUID, Ref(Admission, "Een keuze bestaat niet.", "Kies uit de lijst.", by="subject")]
]
NameOf = Annotated[str, Field(min_length=1), Name()]
OneOf = Annotated[UUID, Ref(Subject, then="Kies iemand uit dit dossier.")]
Mark = Annotated[str, Name(longest=120)]  # a number, a plate, an address: what it is known by


@act("subject_noemen", writes=(adds(Subject, sets=("name", "identifier")),))
def name_subject(
    run: Run,
    *,
    soort: SubjectKind,
    naam: NameOf,
    kenmerk: Mark = "",
    rol: SubjectRole,
    toch: bool = False,
) -> UUID:
    """Name a person, company or phenomenon in a draft signal, with as little as identifies it.
    `toch` says that it is another one than is there already. Source: wgs:1.1."""
    _new(run, naam, kenmerk, toch=toch)
    return _add(run, kind=soort, name=naam, identifier=kenmerk, role=rol)


@act("subject_weglaten", writes=(removes(Subject),))
def leave_out(run: Run, *, subject: OneOf) -> None:
    """Take a person, company or phenomenon out of a draft signal, for good."""
    referred(run, "subject", Subject).delete()


@act("betrokkene_toevoegen", writes=(NAMES,))
def add_subject(
    run: Run,
    *,
    soort: SubjectKind,
    naam: NameOf,
    rol: SubjectRole,
    verband: Annotated[str, Prose()] = "",
    verband_met: OneOf | None = None,
    kenmerk: Mark = "",
    toch: bool = False,
) -> UUID:
    """Add somebody to a file: who is in the signal, or in the direct circle of the main subject
    `verband_met`. `toch` says that it is another one than is there already.
    Source: wgs:2.22.1."""
    _new(run, naam, kenmerk, toch=toch)
    return _add(
        run,
        kind=soort,
        name=naam,
        identifier=kenmerk,
        role=rol,
        link=verband,
        linked=verband_met,
    )


@act("subject_voorstellen", writes=(NAMES, PROPOSES))
def propose_subject(
    run: Run,
    *,
    soort: SubjectOfFile,
    naam: NameOf,
    rol: SubjectRole,
    noodzaak: Annotated[str, Prose()] = "",
    verband: Annotated[str, Prose(within=True)] = "",
    verband_met: OneOf | None = None,
    kenmerk: Mark = "",
    toch: bool = False,
) -> UUID:
    """Propose somebody or something to the table: it reads kind, role and `noodzaak`, and no name.
    Of who is in the direct circle, `verband_met` says of which main subject. Look first whether it
    is there: `toch` says that it is another one. Source: wgs:2.22.1, werkwijze:casusoverleg.3."""
    _new(run, naam, kenmerk, toch=toch)
    made = _add(
        run,
        kind=soort,
        name=naam,
        identifier=kenmerk,
        role=rol,
        link=verband,
        linked=verband_met,
    )
    Admission.objects.create(
        subject=made, kind=soort, role=rol, need=noodzaak, state=PROPOSED, **signed(run)
    )
    return made


def _new(run: Run, name: str, identifier: str, *, toch: bool) -> None:
    """Raises `BadInput` when somebody of this name or number is in the file, however they were
    written, and nobody said that this is another one."""
    keys = {name_key(name), mark_key(name), mark_key(identifier)} - {""}
    here = Subject.objects.filter(file=run.file_id).values_list("name", "identifier")
    if not toch and any(
        keys & {name_key(one), mark_key(one), mark_key(mark)} for one, mark in here
    ):
        raise BadInput(
            "Deze naam of dit nummer staat al in dit dossier, misschien anders geschreven.",
            fields={"toch": "Is het een ander? Zeg dat dan. Anders hoeft u niets te doen."},
        )


_FROM = {ADMITTED: PROPOSED, REMOVED: ADMITTED}  # only who stands here comes there
_NOT = {
    ADMITTED: ("toelaten", "Iemand is niet voorgesteld, of hierover is al besloten."),
    REMOVED: ("verwijderen", "Iemand is niet toegelaten, of al verwijderd."),
}


def check_admission(run: Run, subjects: Iterable[UUID], state: str) -> None:
    """Can these subjects come to this state? Raises `BadInput` otherwise: only who is proposed is
    admitted, and only who is admitted is removed. Source: werkwijze:casusoverleg.3."""
    known = {one.subject: one.state for one in last_admissions(run)}
    if any(known.get(one) != _FROM[state] for one in subjects):
        field, says = _NOT[state]
        raise BadInput(says, fields={field: f"{says} Kies alleen uit de lijst."})


def admit(run: Run, subjects: Iterable[UUID], state: str) -> None:
    """A table decided on these subjects. Raises `BadInput` for one that cannot come there."""
    wanted = list(dict.fromkeys(subjects))
    check_admission(run, wanted, state)
    known = {one.subject: one for one in last_admissions(run)}
    Admission.objects.bulk_create(
        Admission(
            subject=id_,
            kind=known[id_].kind,
            role=known[id_].role,
            need=known[id_].need,
            state=state,
            **signed(run),
        )
        for id_ in wanted
    )


@act("gelijkheid_beoordelen", writes=(adds(Sameness),))
def judge_sameness(
    run: Run, *, een: OneOf, ander: OneOf, antwoord: SameAnswer, reden: Annotated[str, Prose()]
) -> None:
    """Say whether two subjects of this file are the same, and why; again when one knows better.
    Source: wgs:2.22.1."""
    two_of(een, ander)
    one, other = sorted([een, ander])
    Sameness.objects.create(one=one, other=other, answer=antwoord, reasons=reden, **signed(run))


def two_of(one: UUID, other: UUID) -> None:
    """Raises `BadInput` when both are the same."""
    if one == other:
        raise BadInput(
            "U koos twee keer dezelfde.",
            fields={"ander": "Kies twee verschillende uit dit dossier."},
        )


def _add(
    run: Run,
    *,
    kind: str,
    name: str,
    identifier: str,
    role: str,
    link: str = "",
    linked: UUID | None = None,
) -> UUID:
    try:
        check_identifier(kind, identifier)
    except Unclear as unclear:
        raise BadInput(unclear.what, fields={"kenmerk": str(unclear)}) from None
    subject = Subject.objects.create(
        role=role,
        kind=kind,
        name=name,
        identifier=identifier,
        link=link,
        linked=linked,
        known_on=run.today,
        participant_id=run.actor.participant or None,
        **in_file(run),
    )
    return subject.id
