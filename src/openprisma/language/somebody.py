"""Of whom a sentence speaks: of people, of animals, or of things only."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from openprisma.language.lexicon import lexicon
from openprisma.language.text import Text, Word


class Somebody:
    """The people and the living things of a text, found once. Asking costs the logarithm of how
    many words there are."""

    def __init__(self, text: Text) -> None:
        self.sentences = text.sentences
        self._begins = [words[0].start for words in self.sentences]
        self._people = [word.start for word in text.words if lexicon().person(word.plain)]

    def around(self, start: int) -> tuple[list[Word], int]:
        """The sentence that a place stands in, and which of its words begins there or after."""
        words = self.sentences[max(0, bisect_right(self._begins, start) - 1)]
        return words, bisect_left(words, start, key=lambda word: word.start)

    def beside(self, start: int, end: int) -> bool:
        """Does the sentence of a stretch speak of a person in other words than these?"""
        words, _ = self.around(start)
        return self._between(words[0].start, words[-1].end) > self._between(start, end)

    def none(self, words: list[Word]) -> bool:
        """Is a sentence about no person?"""
        return not self._between(words[0].start, words[-1].end)

    def _between(self, start: int, end: int) -> int:
        return bisect_left(self._people, end) - bisect_left(self._people, start)

    def of_animals(self) -> Iterator[tuple[int, int]]:
        """The sentences that are about animals or plants, before anybody is spoken of: a horse may
        be lame."""
        person, living = lexicon().person, lexicon().nouns.living
        for words in self.sentences:
            first = next((w.plain for w in words if living(w.plain) or person(w.plain)), "")
            if first and living(first):
                yield words[0].start, words[-1].end
