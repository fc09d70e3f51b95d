"""Nationality that is needed to recognise somebody: an exception that is asked for, decided, read
and counted. Source: bgs:1.9."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from django.db import connection

from openprisma.files.actions import Text
from openprisma.files.models import WordNote
from openprisma.files.notes import ALLOWED, ASK, ASKED, DENIED, first_of
from openprisma.files.queries import Head, head
from openprisma.gate.acts import act
from openprisma.gate.declared import Ref
from openprisma.gate.references import referred
from openprisma.gate.run import Run
from openprisma.gate.writes import TODAY, adds, changes
from openprisma.kernel.errors import BadInput
from openprisma.language.facts import UNAVOIDABLE, explained

OneRequest = Annotated[
    UUID, Ref(WordNote, "Deze vraag is er niet.", "Kies een vraag uit de lijst.")
]


@act(ASK, writes=(adds(WordNote, only={"state": (ASKED,)}),))
def ask(run: Run, *, reden: Text) -> UUID:
    """Ask that a word about nationality may stand in what one writes in this file, because somebody
    cannot be recognised without it. `reden` says so, with the words in it; `woorden` says which.
    Nobody reads it but who asks and who decides. Gives the request, of the first word.
    Source: bgs:1.9.1."""
    wanted = {words for words, _, meaning in explained(run) if meaning == UNAVOIDABLE}
    if not wanted:
        raise BadInput(
            "Hier staat geen woord over nationaliteit waarover u iets vraagt.",
            fields={"reden": "Schrijf de zin op met het woord dat u nodig heeft."},
        )
    if WordNote.objects.filter(
        file=run.file_id,
        person=run.actor.person,
        words__in=wanted,
        state__in=(ASKED, ALLOWED),
    ).exists():
        raise BadInput(
            "Over dit woord vroeg u dit hier al.",
            fields={"reden": "Kijk bij Uitzonderingen wat de privacyjurist zei."},
        )
    return first_of(run)


@act(
    "uitzondering_beoordelen",
    writes=(
        changes(
            WordNote,
            "decided_by",
            "decision",
            of_others=("person",),
            only={"state": (ALLOWED, DENIED), "decided_on": (TODAY,)},
        ),
    ),
)
def decide(run: Run, *, verzoek: OneRequest, toestaan: bool, motivering: Text) -> None:
    """Say whether a word may stand in this file: is it there to recognise somebody, and can that
    not be done without? Source: bgs:1.9.1."""
    found = referred(run, "verzoek", WordNote)
    if found.state != ASKED:
        raise BadInput(
            "Over dit woord is al besloten.", fields={"verzoek": "Kies een vraag die nog open is."}
        )
    WordNote.objects.filter(pk=found.id).update(
        state=ALLOWED if toestaan else DENIED,
        decided_by=run.actor.person,
        decided_on=run.today,
        decision=motivering,
        receipt=run.line,
    )


@dataclass(frozen=True)
class Exceptions:
    """The exceptions in a file: what its reader may read of them, the last one first."""

    head: Head
    found: list[WordNote]


@act("uitzonderingen_inzien")
def read_exceptions(run: Run) -> Exceptions:
    """The words that may stand in this file by exception, who decided so and why; to who asks and
    who decides also what is open or denied. Source: bgs:1.9.1."""
    rows = WordNote.objects.filter(file=run.file_id).exclude(state="")
    rows = rows.select_related("person", "decided_by").order_by("-on_day", "words")
    return Exceptions(head(run), list(rows))


@dataclass(frozen=True)
class WordCounts:
    """What was said of doubtful words, and what became of exceptions: kind, what, number.
    `waiting`: the files in which whoever counts must still decide."""

    rows: list[tuple[str, str, int]]
    waiting: list[UUID]


@act("woorden_tellen")
def count_words(run: Run) -> WordCounts:
    """How often writers said what of a doubtful word, and how many exceptions were asked for,
    allowed and denied; never the word. Source: bgs:1.9.1."""
    with connection.cursor() as cursor:
        cursor.execute("select kind, meaning, number, files from fence.word_counts()")
        found = cursor.fetchall()
    return WordCounts([tuple(row[:3]) for row in found], [file for row in found for file in row[3]])
