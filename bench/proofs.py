"""What proving costs: `prove`, a page out of a million, the log with its leaf, and checking a
million sealed lines."""

from __future__ import annotations

import hashlib
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from uuid import uuid4

from bench.all import median, repeat

MILLION = 1_000_000
PROGRAM = [sys.executable, "-m", "openprisma.project.main"]


def seconds_of(*options: str) -> dict[str, Any]:
    """Seconds of a command, and whether it found nothing wrong."""
    began = time.perf_counter()
    done = subprocess.run(
        [*PROGRAM, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return {"seconds": round(time.perf_counter() - began), "status": done.returncode}


def prove() -> dict[str, Any]:
    """All invariants of norms and procedures."""
    return seconds_of("prove") | {"aim_s": 60}


def sidedoors() -> dict[str, Any]:
    """The side-door run as it is asked for by hand: every story, one in twelve combinations."""
    return seconds_of("sidedoors") | {"aim_s": 900}


def million() -> dict[str, Any]:
    """The newest page of a million cases as the web gives it to one person: past every policy, over
    a superuser's connection, for whom none holds; under them to somebody with a part in all; and
    to somebody with a part in 95 in 100. Beside it the bare statement in SQL."""
    from tests.conftest import CLUSTER

    from bench.cases import ALL, DIRECTOR, POLICE, a_case, copies
    from openprisma.stories.region import person_id

    most, every = (person_id("den-haag", name) for name in (DIRECTOR, ALL))
    with CLUSTER.connect("owner", "tests") as own:
        _, case, _ = a_case(own)
    with CLUSTER.connect("postgres", "tests") as root:
        tables = ("files_file", "cases_case", "files_assignment")
        theirs = f" and t.person_id in ('{most}', '{every}')"
        copies(root, case, {POLICE: uuid4(), DIRECTOR: most}, MILLION, tables=tables, only=theirs)
        root.execute("vacuum analyze")
        rows, *mine = root.execute(_COUNTS, [every, most]).fetchone()
    all_of_them, most_of_them = _browser(every), _browser(most)
    turns = [
        (_page("postgres", all_of_them), _page("app", all_of_them), _page("app", most_of_them))
        for _ in range(21)
    ]
    ms = [round(statistics.median(spent), 1) for spent in zip(*turns, strict=True)]
    return {
        "rows": rows,
        "mine": mine,
        "page_ms": dict(zip(("unfiltered", "of_all", "of_95_in_100"), ms, strict=True)),
        "over_unfiltered": [
            _ratio(under / past for past, under, _ in turns),
            _ratio(under / past for past, _, under in turns),
        ],
        "aim": 1.3,
        "in_sql": _in_sql(),
    }


def _ratio(turns: Iterable[float]) -> dict[str, Any]:
    """The median over the turns, and where the half of them lies."""
    low, middle, high = statistics.quantiles(turns, n=4)
    return {
        "median": round(middle, 3),
        "half_of_the_turns_between": (round(low, 3), round(high, 3)),
    }


_COUNTS = """select (select count(*) from files_file),
  (select count(*) from files_assignment where person_id = %s),
  (select count(*) from files_assignment where person_id = %s)"""


def _browser(person: Any) -> Any:
    from django.test import Client

    client = Client(REMOTE_ADDR="127.0.0.1")
    client.post("/demo", {"persoon": str(person)})
    return client


def _page(role: str, browser: Any) -> float:
    """Milliseconds of the list over connections of that role: the median of ten, after one that
    opens them."""
    from django.db import connection

    connection.close()
    connection.close_pool()
    connection.settings_dict["USER"] = role
    spent = []
    for _ in range(11):
        began = time.perf_counter()
        page = browser.get("/casussen")
        spent.append((time.perf_counter() - began) * 1e3)
        assert page.status_code == 200 and page.content.count(b'href="/casussen/') >= 100
    return statistics.median(spent[1:])


PAGE = """select id, title, stage from files_file
  where kind = 'casusoverleg' order by opened_on desc, id limit 100"""


def _in_sql() -> dict[str, Any]:
    from tests.builders import a_pass
    from tests.conftest import CLUSTER

    by = a_pass("quirine-testcase")
    free, fenced = CLUSTER.connect("postgres", "tests"), CLUSTER.connect("app", "tests")
    fenced.execute("select set_config('fence.pass', %s, false)", [by.hex()])
    counts = [len(one.execute(PAGE).fetchall()) for one in (free, fenced)]
    spent = median(
        5,
        past=repeat(10, lambda: free.execute(PAGE).fetchall()),
        fenced=repeat(10, lambda: fenced.execute(PAGE).fetchall()),
    )
    return {"rows": counts, "ms": {k: round(v / 10, 2) for k, v in spent.items()}}


_LINE = """insert into {table} (id, day, backend, began, actor, act, purpose, ground, law,
    question, files, categories, writes, granted, objections{leaf})
  values (gen_random_uuid(), current_date, 1, now(), 'bench', 'bench', 'meten', '', '',
    '', '{{}}', '{{}}', false, false, '{{}}'{value});"""
_OPENED = """select fence.open(gen_random_uuid(), '\\x{}'::bytea,
  'cijfers_inzien', 'meten', '', '', '', '{{}}', '{{}}', false, 1, now());"""
_WITHOUT = "alter table fence.line disable trigger seal"
_WITH = "alter table fence.line enable trigger seal"


def append() -> dict[str, Any]:
    """Eight writers, each line durable, as lines are appended: `fence.open`, which judges and
    writes. With the leaf computed, and without: no trigger, an empty leaf. Beside it the row alone,
    put by hand into two tables like the log's, one with its trigger and one without. No checkpoint
    falls into a turn."""
    from tests.builders import a_pass
    from tests.conftest import CLUSTER

    opened = _OPENED.format(a_pass("sara-namaak").hex())
    with CLUSTER.connect("postgres", "tests") as root:
        root.execute("alter system set checkpoint_timeout = '1h'")
        root.execute("alter system set max_wal_size = '32GB'")
        root.execute("select pg_reload_conf()")
        root.execute(_TABLES)

        def appended(trigger: str) -> float:
            root.execute(trigger)
            return _rate(CLUSTER, opened)

        real = _turns(lambda: appended(_WITHOUT), lambda: appended(_WITH))
    plain, sealed = (_LINE.format(table=f"fence.{name}", **leaf) for name, leaf in _ROWS.items())
    bare = _turns(lambda: _rate(CLUSTER, plain), lambda: _rate(CLUSTER, sealed))
    return {"as_lines_are_appended": real, "the_row_alone": bare, "aim": 1.05}


_TABLES = """alter table fence.line alter leaf set default '';
  drop table if exists fence.plain, fence.sealed;
  create table fence.plain (like fence.line including all);
  create table fence.sealed (like fence.line including all);
  create trigger seal before insert on fence.sealed for each row execute function fence.seal()"""
_ROWS = {"plain": {"leaf": ", leaf", "value": ", ''"}, "sealed": {"leaf": "", "value": ""}}
TURNS = 31


def _turns(plain: Callable[[], float], leaf: Callable[[], float]) -> dict[str, Any]:
    """Turns of three seconds, now the one first, then the other: the disk is busier after a while,
    and of a turn that is short what eight new connections look up first is much."""
    turns = []
    for nr in range(TURNS):
        first = plain() if nr % 2 else None
        with_leaf = leaf()
        turns.append((first if first is not None else plain(), with_leaf))
    rates = [round(statistics.median(rates)) for rates in zip(*turns, strict=True)]
    return {
        "lines_per_second": dict(zip(("plain", "leaf"), rates, strict=True)),
        "plain_over_leaf": _ratio(without / with_leaf for without, with_leaf in turns),
    }


def _rate(cluster: Any, statement: str) -> float:
    """Lines a second by eight writers together, asked by pgbench: eight threads of Python would be
    measured instead."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(statement.replace("\n", " "))
        script.flush()
        Path(script.name).chmod(0o644)
        writers = ["-n", "-c", "8", "-j", "2", "-M", "prepared", "-T", "3", "-f", script.name]
        told = subprocess.run(
            [cluster.bin / "pgbench", *writers, "-h", cluster.socket, "-U", "postgres", "tests"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    return float(re.search(r"tps = ([\d.]+)", told)[1])


def verification() -> dict[str, Any]:
    """The root over a million leaves, against a loop that only hashes as often."""
    from openprisma.audit.verifier import root

    leaves = [nr.to_bytes(32, "big") for nr in range(MILLION)]
    pair = b"\x01" + bytes(64)

    def bare() -> None:
        for _ in range(MILLION - 1):
            hashlib.sha256(pair).digest()

    spent = median(3, tree=lambda: root(leaves), bare=bare)
    return {
        "lines_per_second": round(MILLION / spent["tree"] * 1000),
        "bare_per_second": round(MILLION / spent["bare"] * 1000),
        "ratio": round(spent["tree"] / spent["bare"], 2),
    }


_OLD = """with old as (insert into fence.line
    (id, at, day, backend, began, actor, act, purpose, ground, law, question, files, categories,
     writes, granted, objections)
  select gen_random_uuid(), at, at::date, 1, at, 'bench', 'bench', 'meten', '', '', '', '{}', '{}',
    false, true, '{}'
    from generate_series(1, %s) n,
      lateral (select now() - interval '8 years' + n * interval '1 second' as at) x
  returning id, at)
  insert into fence.outcome (line, at, outcome, reasons, verdict)
  select id, at, 'done', '{}', '{}' from old"""


def erasing() -> dict[str, Any]:
    """A month of the log destroyed after its term: a hundred thousand lines and their outcomes,
    leaves kept; no partitions."""
    from tests.conftest import CLUSTER

    from openprisma.audit.erasing import erase

    with CLUSTER.connect("postgres", "tests") as root:
        root.execute(_OLD, [100_000])
        root.execute("analyze fence.line; analyze fence.outcome")
        began = time.perf_counter()
        gone = erase(root)
        return {
            "lines": gone.lines,
            "outcomes": gone.outcomes,
            "seconds": round(time.perf_counter() - began, 1),
        }
