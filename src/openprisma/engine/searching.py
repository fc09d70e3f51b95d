"""Finding a rule by the words people use for it: in titles, summaries, norms, refusals, acts and
categories."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from openprisma.engine.lawbook import Lawbook
from openprisma.engine.norms import Article, Norm

SHORTEST = 4  # letters by which a word is the same word: stemmen, stemt
# Words that every rule holds.
_SMALL_WORDS = """
aan als bij dan dat de deze die dit een en er gaat gebeurt geldt hebben heeft het hier hoe iemand
ik in is je kan kun kunnen mag met mij moet mogen na naar niet of om ons onze op over te toe tot
u uit uw van voor waar waarom wanneer wat we wel welke wie wij worden wordt ze zich zij zijn
"""
_SMALL = frozenset(_SMALL_WORDS.split())


@dataclass(frozen=True)
class Hit:
    """An article that answers a question, and its norms that do, the best first. `score` only
    orders."""

    article: Article
    norms: tuple[Norm, ...]
    score: int


def search(book: Lawbook, question: str, on: date) -> list[Hit]:
    """The articles that hold the words of a question on a day, the best first and none that answer
    far worse than it; nothing for a question of small words only."""
    wanted = [word for word in _words(question) if word not in _SMALL]
    found = (
        [_hit(book, article, wanted, on) for article in book.articles.values()] if wanted else []
    )
    best = max((hit.score for hit in found), default=0)
    return sorted(
        (hit for hit in found if hit.score * 4 > best), key=lambda hit: (-hit.score, hit.article.id)
    )


def _hit(book: Lawbook, article: Article, wanted: list[str], on: date) -> Hit:
    """Every word counts by the weightiest place it stands in; what holds all words comes before
    what misses one."""
    norms = [norm for norm in article.norms if norm.valid_from <= on < norm.until]
    scored = sorted(
        ((_score(_of_norm(book, norm), wanted), norm) for norm in norms), key=lambda pair: -pair[0]
    )
    best = scored[0][0] if scored else 0
    whole = _score(_of_article(book, article, on), wanted)
    return Hit(
        article, tuple(norm for score, norm in scored if score == best and score), whole * 2 + best
    )


def _score(places: Iterator[tuple[int, str]], wanted: list[str]) -> int:
    weights = [(weight, _words(text)) for weight, text in places]
    each = [
        max(
            (weight for weight, words in weights if any(_same(word, one) for one in words)),
            default=0,
        )
        for word in wanted
    ]
    return sum(each) * (3 if all(each) else 1)


def _of_article(book: Lawbook, article: Article, on: date) -> Iterator[tuple[int, str]]:
    yield 5, article.entry.title
    current = [version for version in article.entry.versions if version.valid_from <= on]
    for version in current[-1:]:
        yield 4, version.summary
        labels = book.vocabulary.lists.get("categorieen", {})
        yield from ((6, labels.get(row.code, row.code)) for row in version.categories)
    yield from ((1, provision.text) for provision in article.entry.provisions)


def _of_norm(book: Lawbook, norm: Norm) -> Iterator[tuple[int, str]]:
    # Who asks "who may vote" names an act: a norm of that act answers before one that mentions it.
    yield from ((5, book.vocabulary.acts[act].label) for act in norm.acts if len(norm.acts) <= 4)
    yield 4, norm.entry.says
    yield 2, f"{norm.entry.refusal} {norm.entry.remedy}"


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFD", text.lower())
    return re.findall(
        r"[a-z0-9]+", "".join(letter for letter in plain if not unicodedata.combining(letter))
    )


def _same(wanted: str, word: str) -> bool:
    """Is it the same word, bent otherwise, or the beginning of a longer one?"""
    stem = wanted[: max(SHORTEST, len(wanted) - 2)]
    return word == wanted or (len(wanted) >= SHORTEST and word.startswith(stem))
