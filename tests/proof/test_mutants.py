"""Every norm made wrong on purpose is noticed: taken away, turned round, or with any part of its
condition left out or changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from openprisma.engine.lawbook import Lawbook
from openprisma.gate.law import lawbook, procedures
from openprisma.kernel.places import data
from openprisma.proof.invariants import load_invariants
from openprisma.proof.mutants import killed_by, mutants
from openprisma.proof.rights import load_rights

DAY = date(2026, 3, 9)
BOOK = lawbook()
WANTED = load_rights(data("law") / "autorisatiematrix.yaml", BOOK, procedures())
INVARIANTS = load_invariants(data("law") / "invarianten.yaml", BOOK.vocabulary, WANTED)
NORMS = list(BOOK.on(DAY).norms)


def survivors(norms) -> list[str]:
    return [
        f"{mutant.norm} {mutant.done}"
        for norm in norms
        for mutant in mutants(BOOK, norm)
        if not killed_by(mutant, BOOK, norm, INVARIANTS, DAY)
    ]


def test_of_every_twelfth_norm_no_mutant_survives():
    assert survivors(NORMS[::12]) == []


@pytest.mark.long
def test_no_mutant_of_any_norm_survives():
    made = sum(1 for norm in NORMS for _ in mutants(BOOK, norm))
    assert made > 550
    assert survivors(NORMS) == []


def test_without_its_examples_and_invariants_a_mutant_would_survive():
    """The check can fail: with nothing to notice it, a wrong norm is not noticed."""
    norm = BOOK.norm("wgs:1.5.2.b", DAY)
    bare = BOOK.articles[norm.article]
    entry = bare.entry.model_copy(
        update={
            "versions": tuple(v.model_copy(update={"examples": ()}) for v in bare.entry.versions)
        }
    )

    book = Lawbook(BOOK.vocabulary, BOOK.articles | {norm.article: replace(bare, entry=entry)})
    nothing = replace(INVARIANTS, norms=(), possible=())
    alive = [
        mutant.done
        for mutant in mutants(book, norm)
        if not killed_by(mutant, book, norm, nothing, DAY)
    ]
    assert "weggehaald" in alive and "omgekeerd" in alive
