"""What the law may ask of the words somebody typed."""

from __future__ import annotations

from collections.abc import Iterator

from openprisma.gate.acts import EXPLAINED
from openprisma.gate.facts import fact
from openprisma.gate.run import Run
from openprisma.language.check import Reading
from openprisma.language.finding import Finding
from openprisma.language.lexicon import Kind, lexicon
from openprisma.language.prose import readings

UNAVOIDABLE, NATIONALITY = "onvermijdelijk", "nationaliteit"
# Everybody with a role in a file reads its title, also in lists: no exception stands there.
TITLE = "titel"


def read_of(run: Run) -> dict[str, Reading]:
    """What the check found in each text of the act of this run, read once. Raises `TooMuch`."""
    found: dict[str, Reading] = run.remember("readings", lambda: readings(run.act, run.inputs))
    return found


def said_of(run: Run) -> dict[str, str]:
    """What the writer said of words, in lower case."""
    return {words.lower(): meaning for words, meaning in (run.inputs.get(EXPLAINED) or {}).items()}


def explained(run: Run) -> Iterator[tuple[str, Finding, str]]:
    """Every word found of which the writer said something: the word in lower case, what was found,
    what was said. A certain one only when it is said to be unavoidable: it is nothing else."""
    said = said_of(run)
    for reading in read_of(run).values():
        for one in reading.findings:
            meaning = said.get(words := reading.words(one).lower(), "")
            if meaning and (one in reading.possible or meaning == UNAVOIDABLE):
                yield words, one, meaning


@fact("tekst.zeker", ahead=False)
def _certain(run: Run) -> frozenset[str]:
    """The kinds of what certainly stands there. In a datum of the residence status, and in a
    question for one, that status is no objection, nor that somebody is a foreigner (bgs:2.15)."""
    category = lexicon().kinds.get(str(run.inputs.get("categorie")))
    return frozenset(
        one.kind
        for reading in read_of(run).values()
        for one in reading.certain
        if category is None or not _at_home(one.kind, reading.words(one), category)
    )


def _at_home(kind: str, words: str, category: Kind) -> bool:
    """Is this no objection in a datum of the category that is called so?"""
    begins = category.at_home
    return bool(begins) and (kind == category.code or words.lower().startswith(begins))


@fact("tekst.verklaard", ahead=False)
def _explained(run: Run) -> bool:
    """Did the writer say of every doubtful word what it is? In a datum of a category that is about
    just that, nobody asks (bgs:2.15)."""
    said, category = said_of(run), run.inputs.get("categorie")
    return all(
        one.kind == category or reading.words(one).lower() in said
        for reading in read_of(run).values()
        for one in reading.possible
    )


@fact("tekst.nationaliteit_onvermijdelijk", ahead=False)
def _nationality_unavoidable(run: Run) -> bool:
    """Did the writer say of all nationality that it is needed to recognise somebody, and does none
    stand in a title?"""
    said = said_of(run)
    return all(
        where != TITLE and said.get(reading.words(one).lower()) == UNAVOIDABLE
        for where, reading in read_of(run).items()
        for one in reading.certain
        if one.kind == NATIONALITY
    )


@fact("tekst.document_anders", ahead=False)
def _document_otherwise(run: Run) -> bool:
    """Did the writer say of a document that tells who somebody is that it is something else?"""
    said = said_of(run)
    return any(
        reading.document(one) and said.get(reading.words(one).lower(), UNAVOIDABLE) != UNAVOIDABLE
        for reading in read_of(run).values()
        for one in reading.possible
    )


@fact("tekst.onvermijdelijk_anders", ahead=False)
def _other_unavoidable(run: Run) -> bool:
    """Is something called unavoidable that is no nationality? That exception is not there."""
    return any(
        meaning == UNAVOIDABLE and one.kind != NATIONALITY for _, one, meaning in explained(run)
    )
