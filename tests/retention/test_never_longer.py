"""Whatever people do with a datum, nobody reads it from its last day on, and from the run of that
day on it stands nowhere, unless a ground keeps it."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import date, timedelta

import pytest

from openprisma.kernel.errors import BadInput, Refused
from tests.builders import LAWYER, POLICE, REPORTER
from tests.conftest import START
from tests.retention.test_destroying import HELD, LATER, rows

WORD = "Zwanenhalsbrug"
EVERY_TABLE = """select c.oid::regclass::text from pg_class c join pg_namespace n
  on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname in ('public', 'fence')"""


def places(root, word: str) -> list[str]:
    """Every table and statistic in which a word still stands."""
    root.execute("analyze")
    found = [
        table
        for (table,) in root.execute(EVERY_TABLE).fetchall()
        if root.execute(
            f"select exists (select from {table} t where t::text like %s)", [f"%{word}%"]
        ).fetchone()[0]
    ]
    stats = "select tablename, attname from pg_stats where concat_ws(' ', {}) like %s"
    told = "most_common_vals::text, histogram_bounds::text, most_common_elems::text"
    found += root.execute(stats.format(told), [f"%{word}%"]).fetchall()
    return found


def test_a_planted_word_stands_in_no_table_statistic_or_job_after_the_run(world, root, on, run_out):
    world.deliver(tekst=f"Een vestiging bij de {WORD}.")
    assert places(root, WORD) == ["sharing_statement"]
    on(LATER)
    run_out()
    assert places(root, WORD) == []


def test_no_index_on_an_expression_keeps_statistics_of_a_text(world, root):
    """An index on an expression has statistics of its own, that `analyze` fills and a delete
    leaves."""
    assert (
        root.execute(
            "select i.indexrelid::regclass::text from pg_index i "
            "join pg_class c on c.oid = i.indrelid "
            "join pg_attribute a on a.attrelid = i.indexrelid "
            "where i.indexprs is not null and c.relrowsecurity "
            "and coalesce(a.attstattarget, -1) <> 0"
        ).fetchall()
        == []
    )


@pytest.mark.long
@pytest.mark.parametrize("seed", range(12))
def test_no_sequence_of_acts_leaves_a_datum_after_its_last_day(world, root, on, run_out, seed):
    chance, day = random.Random(seed), date.fromisoformat(START)
    for _ in range(25):
        day += timedelta(days=chance.choice((1, 5, 20)))  # within the year of the bottleneck
        on(day)
        world.passes.clear()
        with suppress(Refused, BadInput):
            _something(world, root, chance, day)
        if chance.random() < 0.5:
            run_out()
            _nothing_past(root, day)
        _nobody_reads(world, root, day)
    on(LATER)  # every ground has lapsed
    run_out()
    assert not any(rows(root).values())


def _something(world, root, chance, day: date) -> None:
    """Somebody does something with a datum: deliver, hold, look again, end, report or take back."""
    found = [one for (one,) in root.execute("select id from sharing_statement").fetchall()]
    one = {"gegeven": chance.choice(found)} if found else {}
    until = {"herzien_op": day + timedelta(days=chance.randint(1, 365))}
    match chance.randrange(6):
        case 0:
            ago = day - timedelta(days=5 * 365 - chance.randint(0, 60))
            first = {"eerst_verwerkt": ago, "vastgesteld_op": ago}
            world.deliver(tekst=f"Iets over {chance.randrange(10**6)}.", **first)
        case 1:
            world.do(LAWYER, "bewaren_wegens_grond", **one, **until, **HELD)
        case 2:
            why = {key: HELD[key] for key in ("waarvoor", "besloten_door")}
            world.do(LAWYER, "bewaren_herzien", **one, **until, **why)
        case 3:
            world.do(LAWYER, "bewaren_beeindigen", **one)
        case 4:
            world.do(POLICE, "fout_melden", **one, wat="Dit klopt niet meer.")
        case _:
            world.do(REPORTER, "gegeven_intrekken", **one)


def _nothing_past(root, day: date) -> None:
    """After a run every datum that is past its term is kept for a ground that was looked at."""
    wrong = root.execute(
        "select count(*) from sharing_statement s where keep_until <= %s and not exists ("
        "select from sharing_retention r where r.statement_id = s.id and r.review_on > %s)",
        [day, day],
    ).fetchone()
    assert wrong == (0,)


def _nobody_reads(world, root, day: date) -> None:
    past = root.execute(
        "select text from sharing_statement where keep_until <= %s", [day]
    ).fetchall()
    with suppress(Refused, BadInput):
        shown = str(world.do(POLICE, "gegevens_inzien"))
        assert not [text for (text,) in past if text in shown]


@pytest.mark.long
def test_a_year_and_more_on_the_clock_leaves_what_the_law_leaves(world, root, on, run_out):
    """From month to month until all is gone: after each run nothing is past its term, and what the
    run took is what was past it that day."""
    day = date.fromisoformat(START)
    while day < date.fromisoformat(LATER) + timedelta(days=62):
        on(day)
        before = sum(rows(root).values())
        told = run_out()[-1]
        assert told.state == "klaar" and told.done == told.total
        assert before - sum(rows(root).values()) <= told.done
        assert root.execute("select fence.something_due()").fetchone() == (False,)
        day += timedelta(days=31)
    assert not any(rows(root).values())
