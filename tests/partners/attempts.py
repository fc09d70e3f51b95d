"""Attempts at the door, as people make them and as somebody does who took the web process over, and
what he can see of them."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from django_otp.oath import TOTP

from openprisma.partners.entry import Typed, sign_in
from openprisma.stories.region import demo_key, person_id, read_region

PEOPLE = {p.id: f"{p.id}@{p.employer}.example" for p in read_region("den-haag").people}
KNOCK = "select fence.knock(%s, %s, %s, %s, %s, null)"
ENTER = "select fence.enter(%s, %s, 'toestel')"
PROVE = "select fence.prove(%s, %s)"
CHANGE = "select fence.change_password(%s)"
RIGHT, WRONG_PASSWORD, WRONG_CODE, NOBODY = "right", "wrong password", "wrong code", "nobody"
GUESSES = (RIGHT, WRONG_PASSWORD, WRONG_CODE, NOBODY)
# What a session sees of the work that was done in it, before it is known whether it stays.
SEEN = {
    "locks": """select locktype, relation::regclass::text, classid, objid, mode, granted, count(*)
                  from pg_locks where pid = pg_backend_pid()
                 group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5""",
    "tables": "select * from pg_stat_xact_user_tables order by relid",
    "indexes": """select indexrelid::regclass::text, pg_stat_get_xact_numscans(indexrelid),
                         pg_stat_get_xact_tuples_returned(indexrelid),
                         pg_stat_get_xact_tuples_fetched(indexrelid)
                    from pg_index where indrelid >= 16384 order by 1""",
    "functions": "select funcid::regprocedure::text, calls from pg_stat_xact_user_functions "
    "where schemaname = 'fence' order by 1",
}


def code_of(name: str) -> str:
    """The code of the app of somebody, now."""
    return f"{TOTP(bytes.fromhex(demo_key(person_id('den-haag', name)))).token():06d}"


def try_in(
    name: str,
    password: str = "fout",
    code: str = "000000",
    source: str = "198.51.100.1",
    device: str = "",
    remembered: str = "y",
):
    """Sign in as people do, with nothing right but what is given."""
    return sign_in(
        secrets.token_bytes(32),
        Typed(PEOPLE[name], password, code),
        source=source,
        device=device,
        remembered=remembered,
    )


def enter(own, ticket: bytes | None) -> bool:
    """Ask for the answer to a knock."""
    return own.execute(ENTER, [ticket, secrets.token_bytes(32)]).fetchone()[0]


def failures(root, like: str = "pair %") -> list[int]:
    """What the brakes count."""
    return [
        row[0]
        for row in root.execute(
            "select failures from partners_brake where key like %s", [like]
        ).fetchall()
    ]


def told(own) -> dict[str, list]:
    """What a session sees of its own work."""
    return {what: own.execute(query).fetchall() for what, query in SEEN.items()}


def same(one: Callable[[], dict], other: Callable[[], dict]) -> Any:
    """Both look the same; gives what came back. Looked at again when they do not: where the server
    tidied up in between, counters differ by chance, and by chance they would never agree."""
    for _ in range(6):
        here, there = one(), other()
        assert here["tables"] and here["locks"] and here["functions"]
        if here == there:
            return here["given"]
    assert here == there
    return None
