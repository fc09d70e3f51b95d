"""What is printed: accessible PDF (PDF/UA-1) from plain data. What people wrote goes in as data,
never as markup."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import typst

from openprisma.documents.letters import MARK, TOLD, shown
from openprisma.kernel.errors import BadInput

LAYOUT = Path(__file__).parent / "print.typ"


@dataclass(frozen=True)
class Section:
    """A heading with paragraphs, and a table when it has rows; each row as long as `columns`."""

    heading: str
    lines: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True)
class Print:
    """A document: a small line, a title, an introduction, sections, what stands at the foot of each
    page, and behind its text (`watermark`: for whom this copy is)."""

    title: str
    kicker: str
    intro: list[str]
    sections: list[Section]
    foot: str
    watermark: str = ""


def as_pdf(told: Print) -> bytes:
    """The document as PDF/UA-1: tagged, with a title and a language. Deterministic but for the day
    it is made. A character that no letter of ours has becomes a mark, and the end says so. Raises
    `BadInput` when it cannot be printed all the same, is too much to print, or when another large
    one is being made."""
    _small_enough(told)
    text = _each(asdict(told), shown)
    wrong = _without_letter(text)
    text = _each(text, lambda one: _PLAIN.sub(lambda it: MARK if it[0] in wrong else it[0], one))
    marked = text != asdict(told)
    with _turn(text):
        for left in reversed(range(_TRIES)):
            try:
                return _made({**text, "note": TOLD if marked else ""})
            except typst.TypstError as error:
                marked = True
                text = _each(text, _without(str(error) if left > 1 else ""))
    raise BadInput(
        "Wij kunnen dit document niet afdrukken: er staan tekens in die geen letter van ons heeft.",
        remedy="Lees het op het scherm, en vervang daar de vreemde tekens in de tekst.",
    )


MOST_ROWS, MOST_TEXT = 10_000, 2_000_000  # rows of tables, and characters, in one document
LARGE = 100_000  # characters: of documents with more one at a time is made
PATIENCE = 15.0  # seconds
_large = threading.BoundedSemaphore(1)
_TRIES = 4  # for letters that go wrong only beside each other, found one by one; then all at once
_ASKED = 40  # characters that no letter of ours has, found one by one in a document of their own
_NAMED = re.compile(r'(?:the text|codepoint) `"(.*?)"`')
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")
_PLAIN = re.compile("[^\\n\\t -~\u00a0-\u017f\u2010-\u2027\u20ac\u2030]")
_seen: set[str] = set()  # characters without a letter, found earlier: asked once
_good: set[str] = set()  # and those that have one


def _small_enough(told: Print) -> None:
    rows = sum(len(one.rows) for one in told.sections)
    if rows > MOST_ROWS or _length(asdict(told)) > MOST_TEXT:
        raise BadInput(
            "Dit is te veel om af te drukken.",
            remedy="Lees het op het scherm, of haal weg wat niet meer nodig is.",
        )


def _length(value: Any) -> int:
    if isinstance(value, str):
        return len(value)
    return sum(map(_length, value.values() if isinstance(value, dict) else value))


@contextmanager
def _turn(text: Any) -> Iterator[None]:
    """One large document at a time: each takes memory and a processor."""
    large = _length(text) > LARGE
    if large and not _large.acquire(timeout=PATIENCE):
        raise BadInput(
            "Er wordt al een groot document gemaakt.", remedy="Probeer het over een minuut opnieuw."
        )
    try:
        yield
    finally:
        if large:
            _large.release()


def _without_letter(text: Any) -> set[str]:
    """The uncommon characters of a text that have no letter, as far as is known: asked of those
    alone, so that what somebody wrote in one of them does not have a whole document made again and
    again. Those that were too many to ask count as without, this time."""
    used = _uncommon(text)
    asked = used - _seen - _good
    for _ in range(_ASKED):
        if not asked:
            break
        try:
            _made(_alone(sorted(asked)))
        except typst.TypstError as error:
            found = _named(str(error)) & asked
            if not found:
                break
            _seen.update(found)
            asked -= found
        else:
            _good.update(asked)
            asked = set()
    return (used & _seen) | asked


def _uncommon(value: Any) -> set[str]:
    if isinstance(value, str):
        return set(_PLAIN.findall(value))
    parts = value.values() if isinstance(value, dict) else value
    return set().union(*map(_uncommon, parts)) if parts else set()


def _alone(characters: list[str]) -> dict[str, Any]:
    lines = [" ".join(characters)]
    section = {"heading": "x", "lines": lines, "columns": [], "rows": []}
    told = {"title": "x", "kicker": "", "intro": [], "sections": [section], "foot": ""}
    return {**told, "watermark": "", "note": ""}


def _named(said: str) -> set[str]:
    """The characters that the printer says it cannot print."""
    found = _NAMED.search(said)
    return set(_CODE.sub(lambda code: chr(int(code[1], 16)), found[1])) if found else set()


def _without(said: str) -> Callable[[str], str]:
    """Puts the mark for what the printer says it cannot print, and for all it said so of before;
    when it does not say, for everything that is not common in Dutch."""
    named = _named(said)
    if not named or len(_seen) > _MANY:
        return lambda text: _PLAIN.sub(MARK, text)
    _seen.update(named)
    wrong = re.compile("|".join(map(re.escape, sorted(_seen))))
    return lambda text: wrong.sub(MARK, text)


_MANY = 2_000


def _each(value: Any, change: Callable[[str], str]) -> Any:
    """Every text in it, changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: _each(one, change) for name, one in value.items()}
    return [_each(one, change) for one in value]


def _made(told: dict[str, Any]) -> bytes:
    made = typst.compile(
        str(LAYOUT),
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"told": json.dumps(told)},
    )
    assert isinstance(made, bytes)
    return made
