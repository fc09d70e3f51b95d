"""What reaches people beside pages: mails, jobs, logs, tables that the fence does not cover, and
what commands print."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.core import mail
from django.test.utils import override_settings
from psycopg import sql

from openprisma.files.jobs import look_at_terms, send_digest, send_news
from openprisma.gate.login import WORKER, logged_in_as
from openprisma.kernel.errors import OpenPrismaError
from openprisma.sharing.jobs import remind
from openprisma.sidedoors.checks import Prover, Wrong
from openprisma.sidedoors.readers import Person
from openprisma.sidedoors.world import REGION
from openprisma.stories.region import person_id, read_region

_OPEN = """select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where n.nspname = 'public' and c.relkind = 'r' and not c.relrowsecurity order by 1"""
TASKS: tuple[Callable[..., Any], ...] = (look_at_terms, send_digest, send_news, remind)


def look_around(prover: Prover, log: Path, command: Callable[[list[str]], int]) -> None:
    """Everything beside the pages. `log` is the folder of the server's; `command` runs a command
    line and gives its exit status."""
    for name, text in [
        *_mails(),
        *_tables(prover.root),
        ("het logboek van de database", _read(log)),
    ]:
        _none(prover, name, text)
    for name, text in _index(prover.root):
        _none(prover, name, text)
    _commands(prover, command)


def _read(log: Path) -> str:
    return "".join(one.read_text(errors="replace") for one in sorted(log.iterdir()))


def _none(prover: Prover, where: str, text: str) -> None:
    """Not a single canary; ids only of files that a job is about."""
    prover.found.asked["omgeving"] += 1
    prover.found.doors.add(where)
    seen = [prover.canaries.spots[mark] for mark in prover.canaries.seen(text)]
    words = {f"{spot.table}.{spot.column}" for spot in seen if spot.column}
    if words:
        prover.found.wrong.append(
            Wrong("omgeving", "wie het leest", where, f"woorden uit {', '.join(sorted(words))}")
        )


def _mails() -> Iterator[tuple[str, str]]:
    """What every background task mails."""
    for task in TASKS:
        with (
            logged_in_as(WORKER),
            override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"),
        ):
            mail.outbox = []
            task(0)
            sent = [f"{one.subject}\n{one.body}\n{one.to}" for one in mail.outbox]
        name = task.__name__ if hasattr(task, "__name__") else task.name  # type: ignore[attr-defined]
        yield f"mail van {name} ({len(sent)})", "\n".join(sent)


def _tables(root: Any) -> Iterator[tuple[str, str]]:
    """All of every table without row security, the queue of jobs among them; and the log, without
    the salt."""
    for (table,) in root.execute(_OPEN).fetchall():
        rows = root.execute(
            sql.SQL("select to_jsonb(t)::text from {} t").format(sql.Identifier(table))
        ).fetchall()
        yield f"tabel {table}", "\n".join(row for (row,) in rows)
    for table in ("line", "outcome"):
        rows = root.execute(
            f"select (to_jsonb(t) - 'salt' - 'leaf')::text from fence.{table} t"
        ).fetchall()
        yield f"tabel fence.{table}", "\n".join(row for (row,) in rows)


def _index(root: Any) -> Iterator[tuple[str, str]]:
    """What the planner remembers of values."""
    rows = root.execute(
        "select tablename || '.' || attname, concat_ws(' ', most_common_vals::text, "
        "histogram_bounds::text) from pg_stats where schemaname = 'public'"
    ).fetchall()
    yield "statistiek van de database", "\n".join(f"{name} {values}" for name, values in rows)


def _commands(prover: Prover, command: Callable[[list[str]], int]) -> None:
    """A command about a hidden file prints what it prints of none; the others print no canary."""
    secret = prover.chosen("signaal")[0]
    person = next(p for p in prover.people if not prover.reach(p, secret).listed and p.functions)
    answers = [
        _offered(command, person, file).replace(str(file), "·") for file in (secret, uuid4())
    ]
    reader = next(p for p in prover.people if prover.reach(p, secret).opens)
    # Else the two may be the same because nothing works.
    if "mag" not in _offered(command, reader, secret):
        prover.found.wrong.append(
            Wrong(
                "opdracht",
                reader.name,
                "openprisma offered",
                "geen antwoord voor wie het dossier leest",
            )
        )
    prover.found.asked["opdracht"] += 1
    if answers[0] != answers[1]:
        prover.found.wrong.append(
            Wrong(
                "opdracht",
                person.name,
                "openprisma offered",
                "ander antwoord voor verborgen dan voor afwezig",
            )
        )
    for line in (
        ["gereed"],
        ["act", "list"],
        ["law", "list"],
        ["report", "operational-results", "--year", "2025"],
    ):
        _none(prover, f"openprisma {' '.join(line)}", _printed(command, line))


def _offered(command: Callable[[list[str]], int], person: Person, file: UUID) -> str:
    name = next(
        one.id for one in read_region(REGION).people if person_id(REGION, one.id) == person.id
    )
    return _printed(command, ["offered", "--as", name, "--file", str(file)])


def _printed(command: Callable[[list[str]], int], line: list[str]) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            status = command(line)
        except OpenPrismaError as error:
            status = json.dumps(error.what)  # type: ignore[assignment]
    return f"{status} {out.getvalue()}"
