"""Django's PostgreSQL backend with three manners added: it says when the gate was forgotten, it
keeps data out of errors, and it makes every migration an act.

The first two are no protection: without the gate the database shows no rows anyway. But an empty
list is a poor answer. The third is: row security is forced, so it binds the owner, and a migration
that sees no rows changes none.
"""

from __future__ import annotations

import re
from contextlib import ExitStack
from functools import cache
from typing import Any

from django.apps import apps
from django.db import DatabaseError
from django.db.backends.postgresql import base
from django.db.backends.postgresql.schema import DatabaseSchemaEditor

from openprisma.gate.constraints import Staff, Subjects
from openprisma.gate.owner import close_line, open_line


class Ungated(RuntimeError):
    """A statement reaches a fenced table outside an act, or changes one in an act that only
    reads."""


@cache
def _fenced(kind: type) -> re.Pattern[str]:
    models = apps.get_models(include_auto_created=True)
    tables = [
        m._meta.db_table for m in models if any(isinstance(c, kind) for c in m._meta.constraints)
    ]
    return re.compile(
        rf"\s*(select|insert|update|delete|with)\b.*\b({'|'.join(tables)})\b", re.DOTALL | re.I
    )


def quiet(error: DatabaseError) -> DatabaseError:
    """The same error without DETAIL, CONTEXT and, for malformed data, without the message, which
    quotes it."""
    diag = getattr(error.__cause__, "diag", None)
    if diag is None or diag.sqlstate is None:
        return error
    text = "malformed data" if diag.sqlstate.startswith("22") else diag.message_primary
    return type(error)(f"{text} [{diag.sqlstate}]")


class SchemaEditor(DatabaseSchemaEditor):
    """Every migration in a transaction opens a line."""

    def __enter__(self) -> SchemaEditor:
        super().__enter__()
        self.act, self.line = ExitStack(), None
        if self.atomic_migration and not self.collect_sql and self._has_fence():
            self.act.callback(
                setattr, self.connection, "gate", getattr(self.connection, "gate", None)
            )
            setattr(self.connection, "gate", "write")  # noqa: B010 - our wrapper has it, Django's type does not
            self.line = open_line(self.connection, "migreren")
        return self

    def __exit__(self, kind: Any, error: Any, traceback: Any) -> None:
        if kind is None:
            for statement in self.deferred_sql:  # foreign keys and policies among them
                self.execute(statement, None)
            self.deferred_sql = []
            if self.line is not None:
                close_line(self.connection, self.line)
        self.act.close()
        super().__exit__(kind, error, traceback)

    def _has_fence(self) -> bool:
        with self.connection.cursor() as cursor:
            cursor.execute("select to_regnamespace('fence') is not null")
            return bool(cursor.fetchone()[0])


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that knows which door it was opened through; the gate sets it."""

    SchemaEditorClass = SchemaEditor

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gate: str | None = None
        self.execute_wrappers.append(self._mannered)

    def _mannered(
        self, execute: Any, sql: Any, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        if self.gate != "write":
            self._told(str(sql))
        try:
            return execute(sql, params, many, context)
        except DatabaseError as error:
            raise quiet(error) from None

    def _told(self, sql: str) -> None:
        touched = _fenced(Subjects).match(sql) or _fenced(Staff).match(sql)
        if not touched:
            return
        if self.gate is None:
            raise Ungated(
                f"{touched[2]} is reached outside the gate; "
                "enter through gate.perform or gate.visit"
            )
        if touched[1].lower() in ("insert", "update", "delete"):
            raise Ungated(f"{touched[2]} is changed where one may only read")
