"""What one does with a box of toys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openprisma.speelgoed.models import Toy

from openprisma.files.actions import OPENS, Text, Title, open_file, signed
from openprisma.files.models import File
from openprisma.files.queries import Head, head
from openprisma.gate.acts import act
from openprisma.gate.run import Run
from openprisma.gate.writes import adds, changes


@dataclass(frozen=True)
class Box:
    """A box as one reads it."""

    head: Head
    lines: list[tuple[str, str]]


@dataclass(frozen=True)
class Tally:
    """How much lies in a box."""

    head: Head
    number: int


@act("speelgoed_uitpakken", starts=True, writes=(OPENS,))
def unpack(run: Run, *, titel: Title) -> UUID:
    """Begin a box. Source: werkwijze:speelgoed.1."""
    made: UUID = open_file(run, title=titel).id
    return made


@act("speelgoed_bekijken")
def look(run: Run) -> Box:
    """What lies in it. Source: werkwijze:speelgoed.1."""
    found = Toy.objects.filter(file=run.file_id).order_by("on_day", "id")
    return Box(head(run), [("Speelgoed", one.text) for one in found])


@act("speelgoed_natellen")
def count(run: Run) -> Tally:
    """How much lies in it. Source: werkwijze:speelgoed.1."""
    return Tally(head(run), Toy.objects.filter(file=run.file_id).count())


@act("speelgoed_toevoegen", writes=(adds(Toy), changes(File, "ends_on")))
def add(run: Run, *, wat: Text, tot: date) -> None:
    """Lay a toy in the box, which shuts on a day. Source: werkwijze:speelgoed.1."""
    Toy.objects.create(text=wat, **signed(run))
    File.objects.filter(pk=run.file_id).update(ends_on=tot)


@act("speelgoed_opruimen")
def tidy(run: Run) -> None:
    """The day of the box has come: its stage says so. Source: werkwijze:speelgoed.2."""
