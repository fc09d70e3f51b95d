"""Acts on persons and companies in a file."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field
from stdnum.nl import bsn

from openprisma.files.actions import in_file
from openprisma.files.erasing import eraser
from openprisma.gate.acts import act
from openprisma.gate.lists import SubjectKind, SubjectRole
from openprisma.gate.run import Run
from openprisma.kernel.errors import BadInput
from openprisma.language.prose import Prose
from openprisma.subjects.models import Subject

Name = Annotated[str, Field(min_length=1, max_length=200)]


@act("subject_noemen")
def name_subject(run: Run, *, soort: SubjectKind, naam: Name, kenmerk: str = "", rol: SubjectRole) -> UUID:
    """Name a person, company or phenomenon in a draft signal, with as little as identifies it. Source: wgs:1.1."""
    return _add(run, kind=soort, name=naam, identifier=kenmerk, role=rol)


@act("subject_weglaten")
def leave_out(run: Run, *, subject: UUID) -> None:
    """Take a person, company or phenomenon out of a draft signal, for good."""
    if not Subject.objects.filter(pk=subject, file=run.file_id).delete()[0]:
        raise BadInput("Deze persoon of dit bedrijf is er niet.", fields={"subject": "Kies iemand uit de lijst."})


@act("betrokkene_toevoegen")
def add_subject(
    run: Run, *, soort: SubjectKind, naam: Name, rol: SubjectRole, verband: Annotated[str, Prose()] = "", kenmerk: str = ""
) -> UUID:
    """Add somebody to a file: who is in the signal, or in the direct circle. Source: wgs:2.22.1."""
    return _add(run, kind=soort, name=naam, identifier=kenmerk, role=rol, link=verband)


def _add(run: Run, *, kind: str, name: str, identifier: str, role: str, link: str = "") -> UUID:
    check_identifier(kind, identifier)
    subject = Subject.objects.create(role=role, kind=kind, name=name, identifier=identifier, link=link, **in_file(run))
    return subject.id


def check_identifier(kind: str, identifier: str) -> None:
    """A nine-digit number must be a possible BSN, an eight-digit one a possible KvK number; else empty. Raises `BadInput`."""
    if not identifier:
        return
    digits = identifier.replace(" ", "").replace(".", "")
    if len(digits) == 9 and digits.isdigit() and bsn.is_valid(digits):
        return
    if len(digits) == 8 and digits.isdigit():
        return
    raise BadInput(
        "Dit nummer kan geen BSN of KvK-nummer zijn.",
        fields={"kenmerk": "Vul een bestaand BSN of KvK-nummer in, of niets."},
    )


@eraser
def erase_subjects(run: Run) -> dict[str, int]:
    """Every person and company of the file goes. Source: bgs:1.16."""
    return {"betrokkenen": Subject.objects.filter(file=run.file_id).delete()[0]}
