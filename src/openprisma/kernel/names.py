"""Names of people in lists."""

from __future__ import annotations

import unicodedata
from itertools import takewhile

# What stands between a first name and the name under which directories list somebody.
_PARTICLES = frozenset(
    "van von vom zu zum de den der des het t te ten ter tot in s la le les du da dos das di del "  # noqa: SIM905
    "della el al op aan bij uit over onder voor".split()
)


def listed_as(name: str) -> tuple[str, str, str]:
    """The place of a person in a list, as Dutch directories sort: by family name without what
    stands before it (`Anneke van Zomaar` under Z), then that, then the first name. Capitals and
    accents do not count."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(one for one in plain if not unicodedata.combining(one))
    words = [word for part in bare.split() if (word := part.strip(".,'’‘"))]
    first, rest = words[:1], words[1:]
    before = list(takewhile(lambda word: word in _PARTICLES, rest))
    family = rest[len(before) :] or before or first
    return (" ".join(family), " ".join(before), " ".join(first))
