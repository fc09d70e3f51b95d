"""Acts on the documents of a meeting: everybody who sits there reads them, so they name nobody."""

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
from openprisma.panels.models import Paper

Name = Annotated[str, Field(min_length=3, max_length=80), Prose()]
Content = Annotated[Cleaned, Ahead(Annotated[bytes, Field(min_length=1, max_length=LIMIT)], clean)]
OnePaper = Annotated[UUID, Ref(Paper, "Dit stuk is er niet.", "Kies een stuk uit de lijst.")]
MOST = 30  # documents with one meeting


@act("stuk_toevoegen", writes=(adds(Paper),))
def add_paper(run: Run, *, omschrijving: Name, inhoud: Content, zonder_namen: bool = False) -> UUID:
    """Keep a PDF or picture with a meeting, without its metadata. `inhoud`: bytes, at most `LIMIT`;
    `zonder_namen` is the secretary's word for it. Source: werkwijze:stuurgroep.10."""
    if Paper.objects.filter(file=run.file_id).count() >= MOST:
        raise BadInput(
            f"Er zijn al {MOST} stukken.", fields={"inhoud": "Verwijder eerst een stuk."}
        )
    return Paper.objects.create(title=omschrijving, **inhoud.columns, **signed(run)).id


@act("stuk_verwijderen", writes=(removes(Paper, of_others=("person",)),))
def remove_paper(run: Run, *, stuk: OnePaper) -> None:
    """Take a document away from a meeting, for good."""
    referred(run, "stuk", Paper).delete()


@act("stuk_inzien")
def read_paper(run: Run, *, stuk: OnePaper) -> Download:
    """One document with its content. Source: werkwijze:stuurgroep.1."""
    return download_of(referred(run, "stuk", Paper))
