"""A hundred thousand data of a thousand files, destroyed after their term: in lots of 500, each
with its line, its place on the certificate and in its file; beside a superuser who deletes as many
in one statement."""

from __future__ import annotations

import time
from typing import Any

FILES, EACH, LATER = 1_000, 100, "2030-12-01"


def destroying(world: Any) -> dict[str, Any]:
    """Seconds for all, the longest lot, and what a plain delete of as many takes."""
    from tests.builders import as_worker, today_is
    from tests.conftest import CLUSTER, START

    from openprisma.files.jobs import as_system
    from openprisma.gate.perform import perform

    with CLUSTER.connect("postgres", "tests") as root:
        _make(root, world.bottleneck)
        plain = _plain(root)
        today_is(CLUSTER, LATER)
        lots = []
        began = time.perf_counter()
        with as_worker():
            told = None
            while told is None or told.state == "loopt":
                lot = time.perf_counter()
                with as_system() as by:
                    told = perform(by, "termijn_uitvoeren")
                lots.append(time.perf_counter() - lot)
        seconds = time.perf_counter() - began
        today_is(CLUSTER, START)
    return {
        "rows": told.done,
        "state": told.state,
        "seconds": round(seconds, 1),
        "lots": len(lots),
        "longest_lot_s": round(max(lots), 2),
        "plain_delete_s": round(plain, 1),
        "aim_s": 300,
    }


def _columns(own: Any, table: str) -> list[str]:
    query = """select column_name from information_schema.columns
      where table_name = %s and is_generated = 'NEVER'"""
    return [row[0] for row in own.execute(query, [table])]


def _copy(own: Any, table: str, made: str, where: str, **differs: str) -> None:
    columns = _columns(own, table)
    values = ", ".join(differs.get(column, f"t.{column}") for column in columns)
    own.execute(
        f"insert into {table} ({', '.join(columns)}) select {values} from {table} t, {made} m "
        f"where t.id = {where}"
    )


def _make(own: Any, file: Any) -> None:
    """The files, each with somebody and what is known of them, past its term in `LATER` alone."""
    own.execute("set session_replication_role = replica")
    own.execute(
        "create temp table made as select gen_random_uuid() as id, gen_random_uuid() as subject "
        f"from generate_series(1, {FILES})"
    )
    one = "(select id from sharing_statement limit 1)"
    _copy(own, "files_file", "made", f"'{file}'", id="m.id")
    subject = f"(select subject_id from sharing_statement where id = {one})"
    _copy(own, "subjects_subject", "made", subject, id="m.subject", file_id="m.id")
    own.execute(f"create temp table data as select made.* from made, generate_series(1, {EACH})")
    _copy(
        own,
        "sharing_statement",
        "data",
        one,
        id="gen_random_uuid()",
        file_id="m.id",
        subject_id="m.subject",
        keep_until="date '2030-11-30'",
    )
    own.execute("set session_replication_role = origin")
    own.execute("analyze sharing_statement; analyze subjects_subject; analyze files_file")


def _plain(own: Any) -> float:
    """Seconds in which who is past the fence deletes as many, undone afterwards."""
    began = time.perf_counter()
    own.execute("begin")
    own.execute("delete from sharing_statement where keep_until = '2030-11-30'")
    spent = time.perf_counter() - began
    own.execute("rollback")
    return spent
