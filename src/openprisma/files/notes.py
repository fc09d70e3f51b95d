"""What writers said of words that may tell something about somebody, kept with the file; and which
of them may stand there by exception. Source: bgs:1.9."""

from __future__ import annotations

from uuid import UUID, uuid4

from openprisma.files.models import WordNote
from openprisma.gate.facts import fact
from openprisma.gate.run import Run
from openprisma.language.facts import UNAVOIDABLE, explained

ASKED, ALLOWED, DENIED = "gevraagd", "toegestaan", "geweigerd"
ASK = "uitzondering_vragen"


def said(run: Run) -> list[WordNote]:
    """What is kept of what the writer said of the words in this act: the privacy jurist counts and
    samples them. Of the act that asks for an exception also why; of a word that one was allowed,
    that decision stands already. Whether every word must be explained, bgs:1.9.1/twijfel says."""
    known = allowed(run)
    found = {(words, one.kind): meaning for words, one, meaning in explained(run)}
    notes = [
        WordNote(
            words=words,
            kind=kind,
            meaning=meaning,
            alliance_id=run.file.alliance_id,
            file_id=run.file_id,
            person_id=run.actor.person,
            on_day=run.today,
            receipt=run.line,
        )
        for (words, kind), meaning in found.items()
        if not (meaning == UNAVOIDABLE and words in known)
    ]
    asked = [one for one in notes if run.act == ASK and one.meaning == UNAVOIDABLE]
    for one in asked:
        one.state, one.reason = ASKED, run.inputs["reden"]
    for one in asked[:1]:
        one.id = first_of(run)
    return notes


def first_of(run: Run) -> UUID:
    """Under which id the first word is kept for which an act asks an exception."""
    found: UUID = run.remember("first asked", uuid4)
    return found


def allowed(run: Run) -> frozenset[str]:
    """The words that whoever acts may write in this file by exception."""
    held = WordNote.objects.filter(
        file=run.file_id, person=run.actor.person, state=ALLOWED
    ).values_list("words", flat=True)
    return frozenset(held) if run.file_id is not None else frozenset()


@fact("tekst.onvermijdelijk_beslist", ahead=False)
def _decided(run: Run) -> bool:
    """Of every word that the writer says is unavoidable: was it allowed, to this writer, in this
    file?"""
    wanted = {words for words, _, meaning in explained(run) if meaning == UNAVOIDABLE}
    return not wanted or wanted <= allowed(run)
