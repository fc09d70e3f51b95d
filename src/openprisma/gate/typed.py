"""Days and numbers that come in as text are read as people write them, before anything else looks
at them: the library that checks types would take `290326` for a day in 1970 and `12.000` for
twelve."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, get_args

from pydantic import BaseModel, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from openprisma.kernel.written import Unclear, day, number

UNCLEAR = "unclear"  # what was typed can be read in no way, or in two
_READERS: tuple[tuple[type, Callable[[str], Any]], ...] = (
    (date, day),
    (Decimal, number),
    (int, number),
)


class Typed(BaseModel):
    """A shape of which days and numbers may be given as text in Dutch notation; a number that is no
    text and stands where a day is asked is no day."""

    @field_validator("*", mode="before")
    @classmethod
    def _as_typed(cls, value: Any, info: ValidationInfo) -> Any:
        hint = cls.model_fields[str(info.field_name)].annotation
        wanted = _leaves(hint)
        try:
            for kind, reader in _READERS:
                if kind in wanted and str not in wanted:
                    return _each(value, reader, of_days=kind is date)
        except Unclear as unclear:
            raise PydanticCustomError(UNCLEAR, str(unclear)) from None
        return value


def _leaves(hint: Any) -> set[Any]:
    """The types that a value can have, or the values in it."""
    inner = [one for one in get_args(hint) if isinstance(one, type) or get_args(one)]
    return {hint} if not inner else {leaf for one in inner for leaf in _leaves(one)}


def _each(value: Any, reader: Callable[[str], Any], *, of_days: bool) -> Any:
    if isinstance(value, str):
        return reader(value) if value.strip() else value
    if isinstance(value, list | tuple):
        return [_each(one, reader, of_days=of_days) for one in value]
    if of_days and isinstance(value, int | float | Decimal):
        raise Unclear("Dit is een getal en geen dag.", "Schrijf dag-maand-jaar.")
    return value
