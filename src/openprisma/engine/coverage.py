"""What the law files owe their reader: for every norm an example that holds it and one that breaks
it, for every paragraph a state, and references to paragraphs that are there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from openprisma.engine.citations import PARAGRAPHS, STATUTES, wrong_references
from openprisma.engine.examples import run_examples, typed
from openprisma.engine.lawbook import Lawbook
from openprisma.engine.norms import Article, Norm
from openprisma.engine.reading import place
from openprisma.engine.targets.closure import compiled
from openprisma.kernel.errors import MissingFact


def gaps_in_law(book: Lawbook) -> Iterator[str]:
    """Norms without an example that is refused by them, or without one that they let pass; in
    Dutch.

    A ground without condition cannot refuse: a story shows that the act fails when the norm is
    taken away.
    """
    outcomes = list(run_examples(book))
    for norm in book.norms:
        here = [o for o in outcomes if o.article == norm.article and o.example.act in norm.acts]
        if not any(_lets_pass(norm, o.example.facts, book) for o in here):
            yield f"{norm.id} heeft geen voorbeeld waarin het mag"
        unconditional = norm.kind == "permits" and norm.entry.permits == "waar"
        if not unconditional and not any(o.got.endswith(norm.id) for o in here):
            yield f"{norm.id} heeft geen voorbeeld dat hierop wordt geweigerd"


def _lets_pass(norm: Norm, facts: dict[str, object], book: Lawbook) -> bool:
    known = {path: typed(value, path, book.vocabulary) for path, value in facts.items()}
    try:
        if not compiled(norm.applies)(known):
            return False
        return bool(compiled(norm.condition)(known)) != (norm.kind == "forbids")
    except MissingFact:
        return False


READ_WHOLE = ("wgs", "bgs")  # the statutes of which every paragraph has a state


def gaps_in_references(folder: Path, book: Lawbook) -> Iterator[str]:
    """References to a paragraph that is not there, provisions said to stand in a norm that is not
    there, and paragraphs about which no file says anything; in Dutch."""
    for path in sorted(folder.glob("**/*.yaml")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield from (f"{place(path, number)}: {wrong}" for wrong in wrong_references(line))
    known = {norm.id for norm in book.norms}
    for article in book.articles.values():
        yield from (f"{article.where}: {wrong}" for wrong in _wrong_ids(article))
        for provision in article.entry.provisions:
            missing = [norm for norm in provision.norms if norm not in known]
            yield from (
                f"{article.where}: {provision.id} noemt {one}, die er niet is" for one in missing
            )
    yield from _unread(book)


def _wrong_ids(article: Article) -> Iterator[str]:
    """Norms and provisions under a paragraph that is not there."""
    name = STATUTES.get(article.statute, article.statute)
    for norm in article.norms:
        yield from wrong_references(norm.id)
    for provision in article.entry.provisions:
        yield from wrong_references(f"{' '.join(provision.id.split()[:3])} {name}")


def _unread(book: Lawbook) -> Iterator[str]:
    """Paragraphs of a statute that we read whole without a norm or a provision."""
    for statute in READ_WHOLE:
        for number, count in PARAGRAPHS[statute].items():
            said = _paragraphs_of(book.articles.get(f"{statute}:{number}"))
            wanted = {str(one) for one in range(1, count + 1)} or {""}
            for paragraph in sorted(wanted - said):
                lid = f" lid {paragraph}" if paragraph else ""
                yield f"van {number}{lid} {STATUTES[statute]} zegt niets wat ermee gebeurt"


def _paragraphs_of(article: Article | None) -> set[str]:
    """The paragraphs of an article about which something is said; with "" for the whole."""
    if article is None:
        return set()
    norms = {
        norm.id.removeprefix(f"{article.id}.").split("/")[0].split(".")[0] for norm in article.norms
    }
    said = [re.match(r"\S+ lid (\d+)", one.id) for one in article.entry.provisions]
    return norms | {found[1] if found else "" for found in said} | ({""} if norms else set())
