"""Which tables the statements of each act look at: told beside what the database allows, so that an
act opens no more than it uses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.db import connection

from openprisma.gate import perform
from openprisma.gate.opened import of_subjects

_WORD = re.compile(r"\w+")


@contextmanager
def looking() -> Iterator[dict[str, set[str]]]:
    """Inside the block: by act, what is held about subjects that its statements looked at. A
    statement that only adds rows looks at none; one that destroys without a condition neither."""
    tables = {model._meta.db_table: what for what, model in of_subjects().items()}
    looked: dict[str, set[str]] = defaultdict(set)
    acting: list[str] = []
    entered = perform.entered

    @contextmanager
    def enter(by: bytes, act: Any, *rest: Any) -> Iterator[Any]:
        with entered(by, act, *rest) as run:
            acting.append(act.name)
            try:
                yield run
            finally:
                acting.pop()

    def execute(run: Any, sql: Any, *rest: Any) -> Any:
        if acting:
            looked[acting[-1]] |= {tables[one] for one in _looked_at(str(sql)) if one in tables}
        return run(sql, *rest)

    with patch.object(perform, "entered", enter), connection.execute_wrapper(execute):
        yield looked


def _looked_at(sql: str) -> list[str]:
    """The words of a statement, without the table to which it only adds."""
    words = _WORD.findall(sql)
    if words[0].lower() == "insert":
        return [one for one in words[2:] if one != words[2]]
    return [] if sql.endswith("where fence.bound()") else words
