"""What is printed: accessible PDF (PDF/UA-1) from plain data. What people wrote goes in as data,
never as markup."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

import typst

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


def as_pdf(page: Print) -> bytes:
    """The document as PDF/UA-1: tagged, with a title and a language. Deterministic but for the day
    it is made."""
    made = typst.compile(
        str(LAYOUT),
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"told": json.dumps(asdict(page))},
    )
    assert isinstance(made, bytes)
    return made
