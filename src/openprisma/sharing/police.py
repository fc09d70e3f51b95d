"""Whether a datum says that it comes from the police, in its source or in its text, whatever ground
somebody chose."""

from __future__ import annotations

import re
from collections.abc import Iterable

from openprisma.language.text import fold

# The number of a record of the police: unit and year (`PL1500-2025123456`).
_RECORD = re.compile(r"\bpl ?\d{4} ?- ?\d{6,}")
_LAW = r"(?:wpg|wet politiegegevens)"
_ARTICLE = r"art(?:ikel|\.)?\s*"
_BETWEEN = r"[^.!?]{0,40}"  # of one sentence


def _names_article(text: str, numbers: str) -> bool:
    """Does a text name one of these articles of the Wpg, before or after the name of that law, or
    as that of an investigation?"""
    article = rf"\b{_ARTICLE}(?:{numbers})\b"
    return any(
        re.search(pattern, text)
        for pattern in (
            rf"{article}{_BETWEEN}\b{_LAW}\b",
            rf"\b{_LAW}\b{_BETWEEN}{article}",
            rf"\bonderzoek{_BETWEEN}{article}",
            rf"{article}[ -]*onderzoek",
        )
    )


def names_system(text: str, names: Iterable[str]) -> bool:
    """Does a text name one of these systems, however it is spelled: in letters that look like ours,
    with points or spaces between them, or before something else?"""
    whole = re.sub(r"\b(\w)[. ]+(?=\w\b)", r"\1", fold(text))
    words = {re.sub(r"[\d-]", "", word) for word in re.findall(r"[\w-]+", whole)}
    words |= {word for part in re.findall(r"\w+", whole) if (word := re.sub(r"\d", "", part))}
    run_on = re.sub(r"[\W_]", "", whole)
    return any(re.sub(r"[\W_]", "", name) in (run_on if " " in name else words) for name in names)


def names_police(text: str, systems: Iterable[str]) -> bool:
    """Does a text name one of these systems of the police, one of their records, or an article
    under which only they process data?"""
    told = fold(text)
    return (
        names_system(text, systems)
        or _RECORD.search(told) is not None
        or _names_article(told, "8|9|10|12|13")
    )


def names_investigation(text: str) -> bool:
    """Does a text name article 9 or 10 of the Wpg?"""
    return _names_article(fold(text), "9|10")
