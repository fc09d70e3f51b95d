"""Acts on the attachments of a signal: they live behind the fence, and leave it only under a
line."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field

from openprisma.documents.cleaning import Cleaned, Download, clean, download_of
from openprisma.documents.limits import LIMIT
from openprisma.files.actions import signed
from openprisma.gate.acts import Ahead, act
from openprisma.gate.declared import Ref
from openprisma.gate.references import referred
from openprisma.gate.run import Run
from openprisma.gate.writes import adds, removes
from openprisma.kernel.errors import BadInput
from openprisma.language.prose import Prose
from openprisma.signals.models import Attachment

Name = Annotated[str, Field(min_length=3, max_length=80), Prose()]
Content = Annotated[Cleaned, Ahead(Annotated[bytes, Field(min_length=1, max_length=LIMIT)], clean)]
OneAttachment = Annotated[
    UUID, Ref(Attachment, "Deze bijlage is er niet.", "Kies een bijlage uit de lijst.")
]
MOST = 10  # attachments with one signal


@act("bijlage_toevoegen", writes=(adds(Attachment),))
def attach(run: Run, *, omschrijving: Name, inhoud: Content) -> UUID:
    """Keep a PDF or picture with a draft, without its metadata. `inhoud`: bytes, at most `LIMIT`.
    Source: bgs:1.6.1."""
    here = Attachment.objects.filter(file=run.file_id)
    if here.count() >= MOST:
        raise BadInput(
            f"Er zijn al {MOST} bijlagen.", fields={"inhoud": "Verwijder eerst een bijlage."}
        )
    return Attachment.objects.create(title=omschrijving, **inhoud.columns, **signed(run)).id


@act("bijlage_verwijderen", writes=(removes(Attachment, of_others=("person",)),))
def detach(run: Run, *, bijlage: OneAttachment) -> None:
    """Take an attachment away from a draft, for good."""
    referred(run, "bijlage", Attachment).delete()


@act("bijlage_inzien")
def read_attachment(run: Run, *, bijlage: OneAttachment) -> Download:
    """One attachment with its content, for who may read the signal. Source: wgs:2.23.2."""
    return download_of(referred(run, "bijlage", Attachment))
