"""How long a row about persons is read: the database returns it no more from the last day of its
term on. Only reading asks this: what is past its term is still destroyed with its file.
Source: wgs:1.8.7."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

KEEP = "bewaren"  # five years from the first processing (wgs:1.8.7)


def kept_until(column: str, term: str) -> str:
    """The condition that a row, first processed on the day in `column`, is still within `term`:
    two things that are asked once and a comparison."""
    return f"(select fence.today()) < {column} + (select fence.kept_for('{term}'))"


def texts_of(model: type[Model], schema_editor: Any) -> list[str]:
    """Keep no statistics of text: a row estimate would tell how often a name occurs in files nobody
    opened."""
    kinds = ("text", "jsonb", "text[]", "bytea")
    columns = [
        (f.column, f.db_type(schema_editor.connection) or "") for f in model._meta.local_fields
    ]
    return [str(column) for column, kind in columns if kind in kinds or kind.startswith("varchar")]
