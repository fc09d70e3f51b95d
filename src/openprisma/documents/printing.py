"""What is printed: accessible PDF (PDF/UA-1) from plain data. What people wrote goes in as data,
never as markup."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
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
    `BadInput` when it cannot be printed all the same."""
    text = _each(asdict(told), shown)
    marked = text != asdict(told)
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


_TRIES = 40  # characters that no letter of ours has, found one by one; at last all at once
_NAMED = re.compile(r'(?:the text|codepoint) `"(.*?)"`')
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")
_PLAIN = re.compile("[^\\n\\t -~\u00a0-\u017f\u2010-\u2027\u20ac\u2030]")
_seen: set[str] = set()  # characters without a letter, found earlier: asked once


def _without(said: str) -> Callable[[str], str]:
    """Puts the mark for what the printer says it cannot print, and for all it said so of before;
    when it does not say, for everything that is not common in Dutch."""
    found = _NAMED.search(said)
    named = _CODE.sub(lambda code: chr(int(code[1], 16)), found[1]) if found else ""
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
