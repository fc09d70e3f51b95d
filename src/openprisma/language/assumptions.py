"""*Zou* and *zouden*: hearsay, unless it was an appointment. Source: bgs:2.16.1."""

from __future__ import annotations

import re
from collections.abc import Iterator

from openprisma.language.finding import Finding
from openprisma.language.text import Text

_WOULD = re.compile(r"(?<!\w)(zou|zouden)(?!\w)")
_PLANNED = re.compile(
    r"\s+(?:\w+\s+){0,3}?(?:op|om|voor|uiterlijk|vanaf|per|tot|vandaag|morgen|gisteren|die "
    r"dag|die avond|deze week|volgende week"
    r"|in (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november"
    r"|december)"
    r"|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)\b"
)


NEAR = 120  # characters before and after in which an appointment may stand
_AGREED = re.compile(
    r"\b(?:(?:om|vanaf|tot|voor|na|rond)\s+\w+\s+uur"
    r"|op\s+(?:maan|dins|woens|donder|vrij|zater|zon)dag|morgen|die avond)\s+$"
)


def found(text: Text) -> Iterator[Finding]:
    """Every *zou* that repeats what others say; a planned moment in the past and a quotation are
    none."""
    for match in _WOULD.finditer(text.plain):
        text.effort.step()
        before, after = max(0, match.start() - NEAR), match.end() + NEAR
        planned = _PLANNED.match(text.plain, match.end(), after) or _AGREED.search(
            text.plain[before : match.start()]
        )
        if not text.quoted.hold(*match.span()) and not planned:
            yield Finding(*match.span(), "aanname", "zeker")
