"""How a norm is cited, and which references to a paragraph cannot be right."""

from __future__ import annotations

import re
from collections.abc import Iterator

STATUTES = {
    "wgs": "Wgs",
    "bgs": "Bgs",
    "wpg": "Wpg",
    "wjsg": "Wjsg",
    "avg": "AVG",
    "uavg": "UAVG",
    "bibob": "Wet Bibob",
    "atw": "Algemene termijnenwet",
    "bpg": "Bpg",
    "bpbo": "Besluit politiegegevens bijzondere opsporingsdiensten",
    "werkwijze": "werkwijze",
    "huisregels": "huisregels",
    "voorbeeldwet": "Voorbeeldwet",
}

# Statutes whose articles are numbered by chapter, and what stands between: 2.23 Wgs, 4:8 Bpg.
NUMBERED = {"wgs": ".", "bgs": ".", "bpg": ":"}

# How many paragraphs an article has, as counted in its text; 0 is an article without any, which is
# cited by its number alone. An article that is not here is not checked.
PARAGRAPHS = {
    "wgs": {
        **{"1.1": 0, "1.2": 2, "1.3": 6, "1.4": 4, "1.5": 4, "1.6": 2, "1.7": 8, "1.8": 9},
        **{"1.9": 6, "1.10": 5, "1.11": 3, "1.12": 2, "2.16": 2, "2.17": 0, "2.18": 2},
        **{"2.19": 3, "2.20": 2, "2.21": 2, "2.22": 2, "2.23": 9},
    },
    "bgs": {
        **{"1.1": 4, "1.2": 4, "1.3": 3, "1.4": 2, "1.5": 0, "1.6": 2, "1.7": 2, "1.8": 2},
        **{"1.9": 0, "1.10": 3, "1.11": 2, "1.12": 0, "1.13": 6, "1.14": 5, "1.15": 2, "1.16": 3},
        **{"1.17": 0, "1.18": 5, "2.13": 0, "2.14": 0, "2.15": 0, "2.16": 2, "4.1": 0},
    },
    "avg": {"19": 0},
    "uavg": {"31": 0, "34": 0},
}

_WRITTEN = re.compile(
    r"\b(\d+(?:[.:]\d+)?)\s+lid\s+(\d+)"
    r"(?:,?\s+onder\s+[a-z0-9°]+(?:\s+(?:en|of)\s+[a-z0-9°]+)?)?,?\s+(Wgs|Bgs|AVG|UAVG)\b"
)
_BY_ID = re.compile(r"\b(wgs|bgs|avg|uavg):(\d+(?:\.\d+)?)(?:\.(\d+))?")


def short_citation(norm_id: str) -> str:
    """`wgs:2.23.6.c` → `2.23 lid 6 onder c Wgs`; `bgs:1.9.1` → `1.9 Bgs`, for it has no
    paragraphs."""
    statute, rest = norm_id.split(":", 1)
    if statute == "werkwijze":
        name, point = rest.split("/")[0].split(".", 1)
        return f"werkwijze {name}, punt {point}"
    steps = rest.split("/")[0].split(".")
    size = 2 if statute in NUMBERED and len(steps) > 1 else 1
    article, more = NUMBERED.get(statute, ".").join(steps[:size]), steps[size:]
    paragraph = "" if paragraphs(statute, article) == 0 or not more else f" lid {more[0]}"
    text = article + paragraph + (f" onder {' '.join(more[1:])}" if more[1:] else "")
    return f"{text} {STATUTES.get(statute, statute)}"


def paragraphs(statute: str, article: str) -> int | None:
    """How many paragraphs this article has; nothing when nobody counted."""
    return PARAGRAPHS.get(statute, {}).get(article)


def wrong_references(text: str) -> Iterator[str]:
    """What a text says of a paragraph that is not there, in Dutch: `1.9 lid 1 Bgs`."""
    for article, paragraph, name in _WRITTEN.findall(text):
        statute = next(code for code, known in STATUTES.items() if known == name)
        if wrong := _wrong(statute, article, int(paragraph)):
            yield f"“{article} lid {paragraph} {name}”: {wrong}"
    for statute, article, paragraph in _BY_ID.findall(text):
        if statute not in NUMBERED and "." in article:
            article, paragraph = article.split(".", 1)
        # The norms of an article without paragraphs stand under a first one.
        if paragraph and paragraph != "1" and (wrong := _wrong(statute, article, int(paragraph))):
            yield f"“{statute}:{article}.{paragraph}”: {wrong}"


def _wrong(statute: str, article: str, paragraph: int) -> str:
    known = paragraphs(statute, article)
    if known is None or 1 <= paragraph <= known:
        return ""
    name = f"artikel {article} {STATUTES[statute]}"
    return f"{name} heeft geen leden" if known == 0 else f"{name} heeft {known} leden"
