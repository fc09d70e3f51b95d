"""What is not mine costs me nothing: the same page and the same tasks with a thousand, ten thousand
and a hundred thousand files, questions and lines of others, as ratios of what they took before
any of those were there."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

STEPS = (1_000, 10_000, 100_000)
TURNS = 15
# Tables of a file of others, and what differs from the one that is copied.
COPIED = {
    "files_file": {
        "id": "m.id",
        "stage": "case when mod(m.nr, 50) = 0 then t.stage else 'gesloten' end",
        "ends_on": "case when mod(m.nr, 50) = 0 then t.ends_on else t.opened_on end",
    },
    "bottlenecks_application": {"file_id": "m.id"},
    "files_involvement": {"id": "gen_random_uuid()", "file_id": "m.id"},
    "sharing_request": {"id": "gen_random_uuid()", "file_id": "m.id"},
}


def _columns(own: Any, table: str) -> list[str]:
    query = """select column_name from information_schema.columns
      where table_name = %s and is_generated = 'NEVER'"""
    return [row[0] for row in own.execute(query, [table])]


def _grow(own: Any, file: Any, upto: int, already: int) -> None:
    """More files of others, each with a question, ended but not expired; and none of them mine."""
    own.execute("create temp table if not exists made (id uuid, nr bigint)")
    own.execute("truncate made")
    own.execute(
        "insert into made select gen_random_uuid(), nr from generate_series(%s::bigint, %s) nr",
        [already + 1, upto],
    )
    for table, differs in COPIED.items():
        columns = _columns(own, table)
        values = ", ".join(differs.get(column, f"t.{column}") for column in columns)
        key = "id" if table == "files_file" else "file_id"
        text = f"""insert into {table} ({", ".join(columns)})
          select {values} from {table} t, made m where t.{key} = %s"""
        own.execute(text, [file])
        own.execute(f"analyze {table}")


def _spent(run: Callable[[], Any]) -> float:
    """Milliseconds, median; the first turn is warm-up."""
    spent = []
    for turn in range(TURNS + 1):
        began = time.perf_counter()
        run()
        if turn:
            spent.append((time.perf_counter() - began) * 1e3)
    return statistics.median(spent)


def growth(world: Any) -> dict[str, Any]:
    """By what was measured: milliseconds with nothing of others, and how many times as long with
    each step."""
    from django.test import Client
    from tests.builders import POLICE, REPORTER
    from tests.conftest import CLUSTER

    from openprisma.stories.region import person_id

    ask = {
        "categorie": "bedrijfsgegevens",
        "vraag": "Welke vestigingen heeft dit bedrijf?",
        "betrokkene": world.company,
    }
    world.do(REPORTER, "gegevens_vragen", **ask)
    client = Client(REMOTE_ADDR="127.0.0.1")
    client.post("/demo", {"persoon": str(person_id("den-haag", POLICE))})
    with CLUSTER.connect("postgres", "tests") as own:
        own.autocommit = True
        worker = CLUSTER.connect("worker", "tests")
        worker.autocommit = True
        things: dict[str, Callable[[], Any]] = {
            "worklist": lambda: client.get("/"),
            "list of bottlenecks": lambda: client.get("/knelpunten"),
            "a file": lambda: client.get(f"/knelpunten/{world.bottleneck}"),
            "which files expired": lambda: worker.execute(
                "select count(*) from fence.expired()"
            ).fetchone(),
        }
        for run in things.values():
            run()
        before, already = {name: _spent(run) for name, run in things.items()}, 0
        found: dict[str, Any] = {
            name: {"ms": round(ms, 2), "times": {}} for name, ms in before.items()
        }
        for step in STEPS:
            _grow(own, world.bottleneck, step, already)
            already = step
            for name, run in things.items():
                found[name]["times"][step] = round(_spent(run) / before[name], 2)
        worker.close()
    return found
