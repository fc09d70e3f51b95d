"""What the law files owe their reader: for every norm an example that holds it and one that breaks
it."""

from __future__ import annotations

from collections.abc import Iterator

from openprisma.engine.examples import run_examples, typed
from openprisma.engine.lawbook import Lawbook
from openprisma.engine.norms import Norm
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
