"""A hundred thousand files: what the worklist and the page of a file cost somebody with fifty of
them, log on."""

from __future__ import annotations

import statistics
import time
from typing import Any

MANY, MINE = 100_000, 50
# Tables of a file, and what differs from the one that is copied.
COPIED = {
    "files_file": {"id": "m.id", "opened_on": "opened_on - mod(m.nr, 900)::int"},
    "bottlenecks_application": {"file_id": "m.id"},
    "files_involvement": {"id": "gen_random_uuid()", "file_id": "m.id"},
    "files_assignment": {"id": "gen_random_uuid()", "file_id": "m.id"},
}


def _copy(own: Any, table: str, differs: dict[str, str], file: Any, me: Any) -> None:
    """The rows of one file, many times over; of the reader's assignments only as many as are
    theirs."""
    query = "select column_name from information_schema.columns where table_name = %s"
    columns = [row[0] for row in own.execute(query, [table])]
    values = ", ".join(differs.get(column, f"t.{column}") for column in columns)
    key = "id" if table == "files_file" else "file_id"
    mine = f" and (t.person_id <> %(me)s or m.nr <= {MINE})" if table == "files_assignment" else ""
    text = f"""insert into {table} ({", ".join(columns)})
      select {values} from {table} t, made m where t.{key} = %(file)s{mine}"""
    own.execute(text, {"file": file, "me": me})
    own.execute(f"analyze {table}")


def many(world: Any) -> dict[str, Any]:
    """Median and 95th percentile in milliseconds of forty requests each, the log growing with each;
    statements a page."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from tests.builders import POLICE
    from tests.conftest import CLUSTER

    from openprisma.stories.region import person_id

    me = person_id("den-haag", POLICE)
    with CLUSTER.connect("postgres", "tests") as own:
        own.execute(
            "create temp table made as select gen_random_uuid() as id, row_number() over () as "
            "nr from generate_series(1, %s)",
            [MANY],
        )
        for table, differs in COPIED.items():
            _copy(own, table, differs, world.bottleneck, me)
        lines = own.execute("select count(*) from fence.line").fetchone()[0]
    client = Client(REMOTE_ADDR="127.0.0.1")
    client.post("/demo", {"persoon": str(me)})
    pages = {
        "worklist": "/",
        "list": "/knelpunten",
        "file": f"/knelpunten/{world.bottleneck}",
        "information": f"/knelpunten/{world.bottleneck}/informatie",
    }
    found: dict[str, Any] = {"files": MANY, "mine": MINE, "lines_before": lines, "aim_ms": 80}
    for name, url in pages.items():
        client.get(url)
        spent = []
        for _ in range(40):
            began = time.perf_counter()
            assert client.get(url).status_code == 200
            spent.append((time.perf_counter() - began) * 1e3)
        with CaptureQueriesContext(connection) as counted:
            client.get(url)
        p95 = statistics.quantiles(spent, n=20)[18]
        found[name] = {
            "p50": round(statistics.median(spent), 1),
            "p95": round(p95, 1),
            "statements": len(counted),
        }
    return found
