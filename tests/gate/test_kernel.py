"""What the database does not know, it does not allow: a kernel norm whose facts are empty stands in
the way."""

from __future__ import annotations

from datetime import timedelta

import pytest

from openprisma.gate.kernel import case
from openprisma.gate.law import lawbook

BOOK = lawbook()
KERNEL = [norm for norm in BOOK.norms if norm.entry.kernel]
EMPTY = {
    "ja_nee": "null::boolean",
    "getal": "null::int",
    "datum": "null::date",
    "code": "null::text",
    "codes": "null::text[]",
}


@pytest.mark.parametrize("norm", KERNEL, ids=lambda norm: norm.id)
def test_a_fact_that_is_empty_counts_as_a_reason_against(norm, connect):
    empty = {path: EMPTY[BOOK.vocabulary.fields[path].type] for path in norm.facts}
    rule = case(norm, empty, by_act=False)
    told = f"select {rule} from (select date '{norm.valid_from}' as day) given"
    assert connect().execute(told).fetchone() == (norm.id,)


@pytest.mark.parametrize("norm", KERNEL, ids=lambda norm: norm.id)
def test_before_its_day_and_after_it_a_kernel_norm_says_nothing(norm, connect):
    empty = {path: EMPTY[BOOK.vocabulary.fields[path].type] for path in norm.facts}
    for day in (norm.valid_from - timedelta(days=1), norm.until):
        told = f"select {case(norm, empty, by_act=False)} from (select date '{day}' as day) given"
        assert connect().execute(told).fetchone() == (None,)
