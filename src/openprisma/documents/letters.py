"""Text for paper and files: what no letter or sheet can hold becomes a mark that can be seen."""

from __future__ import annotations

import unicodedata

MARK = "(?)"
TOLD = f"{MARK} staat voor een teken dat wij niet kunnen afdrukken."
_NEVER = ("Cc", "Cf", "Cn", "Co", "Cs")
_KEPT = "\n\t"


def shown(text: str) -> str:
    """A text with the mark for each character that has no form: control, format, unknown and
    private ones. Soft hyphens go; ends of lines and paragraphs become line ends."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(one) for one in text)


def _shown(one: str) -> str:
    if one in _KEPT or unicodedata.category(one) not in (*_NEVER, "Zl", "Zp"):
        return one
    if one in "\x0b\x0c\x85\u2028\u2029\r":
        return "\n"
    return "" if one == "\u00ad" else MARK


def on_one_line(text: str) -> str:
    """The same on one line, for where a line end means something else."""
    return " ".join(shown(text).split())
