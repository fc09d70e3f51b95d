"""What a noun names: a person or something else. A compound is what its last part is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from openprisma.language import forms
from openprisma.language.spelling import is_word
from openprisma.language.text import fold

# Words on these ends are people, unless the list says they are things.
_PERSON_END = re.compile(
    r"(?:[a-z]{3}(?:er|(?<!b)aar|ist|eur|ling|ster|man|vrouw|kracht|genoot|houder|nemer|baas"
    r"|loper|rijder|student|agent|migrant)"
    r"|[a-z]{3}(?:ers|aars|aren|isten|eurs|lingen|sters|mannen|vrouwen|krachten|genoten|houders"
    r"|nemers|bazen|lopers|rijders"
    r"|studenten|agenten|migranten|lieden|lui))$"
)
# letters in which such an end and the three before it fit: a longer word is not looked through
_TAIL = 16
SHORTEST, LONGEST = 3, 40  # letters of the last part of a compound, and of one that is taken apart
LINKS = ("", "s", "n", "en", "e", "-")  # what may stand between the parts


class Nouns:
    """The lists of `law/woorden/naamwoorden.yaml`, with the forms of each word."""

    def __init__(
        self, people: Iterable[str], things: Iterable[str], others: dict[str, list[str]]
    ) -> None:
        self._people, self._things = frozenset(people), frozenset(things)
        by_sort = {sort: _forms(words) for sort, words in others.items()}
        self._others = frozenset().union(*by_sort.values()) - self._people
        self._living = by_sort.get("dier", frozenset()) | by_sort.get("plant", frozenset())
        self.person = lru_cache(maxsize=4_096)(self._person)
        self.thing = lru_cache(maxsize=4_096)(self._thing)
        self.living = lru_cache(maxsize=4_096)(self._alive)

    def _person(self, word: str) -> bool:
        """Is this folded word a person or a group of people?"""
        if word in self._things or word in self._others:
            return False
        if word in self._people:
            return True
        if _compound(word, self._others):
            return False
        return bool(_PERSON_END.search(word[-_TAIL:])) or _compound(word, self._people, 4)

    def _thing(self, word: str) -> bool:
        """Is this folded word certainly no person: a thing, an animal, a plant, food, a place, a
        firm, a paper?"""
        if word in self._people:
            return False
        return word in self._things or word in self._others or _compound(word, self._others)

    def _alive(self, word: str) -> bool:
        """Is this folded word an animal or a plant?"""
        return word not in self._people and (word in self._living or _compound(word, self._living))

    def ends_on_a_thing(self, rest: str) -> bool:
        """Is what stands behind the beginning of a compound, links left out, a thing?"""
        return any(rest.startswith(link) and rest[len(link) :] in self._others for link in LINKS)


def _forms(words: list[str]) -> frozenset[str]:
    return frozenset(fold(form) for word in words for form in forms.of_noun(word))


def _compound(word: str, last: frozenset[str], shortest: int = SHORTEST) -> bool:
    """Is the last part one of these, and the part before it a word?"""
    if len(word) > LONGEST:
        return False
    return any(
        word[place:] in last and _stands(word[:place])
        for place in range(3, len(word) - shortest + 1)
    )


def _stands(part: str) -> bool:
    return any(is_word(part.removesuffix(link)) for link in LINKS if part.endswith(link))
