"""What a text that an act takes may be. One that says none of these is no parameter of an act: the
system does not start."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import UnionType
from typing import Annotated, Any, ClassVar, TypeVar, Union, get_args, get_origin
from uuid import UUID

from annotated_types import Ge, Le, MaxLen
from django.db.models import Model
from pydantic import BaseModel, GetCoreSchemaHandler
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from openprisma.kernel.errors import BadInput


class Declared:
    """Says of a text, or of the texts in a group, what it is, and refuses what that is not before
    anything reads it. `asks`: facts that norms on the act must ask, or nobody reads the text; a
    kind of text that says nothing of this is prose. `exact`: it is taken as it came; from any
    other, what nobody sees is dropped first."""

    asks: ClassVar[tuple[str, ...]] = ("tekst.zeker", "tekst.verklaard")
    exact: ClassVar[bool] = False

    def accept(self, text: str) -> None:
        """Raises `PydanticCustomError` or `ValueError` for a text that is not this."""
        raise NotImplementedError

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """As pydantic asks a mark for its part of a check."""
        return core_schema.no_info_after_validator_function(self._accepted, handler(source))

    def _accepted(self, value: Any) -> Any:
        for text in value.values() if isinstance(value, dict) else [value]:
            if isinstance(text, str):
                self.accept(text)
        return value


def short(text: str, longest: int) -> None:
    """Raises `PydanticCustomError` for a text of more than `longest` characters."""
    if len(text) > longest:
        raise PydanticCustomError(
            "string_too_long", "at most {longest} characters", {"longest": longest}
        )


@dataclass(frozen=True)
class Identifier(Declared):
    """A number or mark with a pattern for the whole of it, which leaves no room for words."""

    asks: ClassVar[tuple[str, ...]] = ()
    pattern: str
    longest: int

    def accept(self, text: str) -> None:
        """The length first: a pattern is never tried on a long text."""
        short(text, self.longest)
        if not re.fullmatch(self.pattern, text, re.ASCII):
            raise ValueError(self.pattern)


@dataclass(frozen=True)
class Name(Declared):
    """What somebody or something is called or known by, on one line. It is read as a name: who is
    called *De Pool* is called so, and whoever writes it says that it is a name (bgs:1.9). It
    belongs in a table that is emptied when the file is."""

    longest: int = 200

    def accept(self, text: str) -> None:
        """One line, and short."""
        short(text, self.longest)
        if len(text.splitlines()) > 1:
            raise ValueError("one line")


@dataclass(frozen=True)
class Quote(Declared):
    """Words that stand in another text of the same act: compared with it, and kept only as far as
    they were found there."""

    asks: ClassVar[tuple[str, ...]] = ()
    longest: int = 200

    def accept(self, text: str) -> None:
        """Short."""
        short(text, self.longest)


@dataclass(frozen=True)
class Secret(Declared):
    """Something to compare and never to keep as it was typed."""

    asks: ClassVar[tuple[str, ...]] = ()
    exact: ClassVar[bool] = True
    longest: int = 200

    def accept(self, text: str) -> None:
        """Short: what is hashed costs time."""
        short(text, self.longest)


@dataclass(frozen=True)
class Ref:
    """Says of an id, or of each in a list, which row it names: one of `of`, in the file of the act,
    that the actor may see. What a person reads when there is none: `gone`, and what to do,
    `then`. `anywhere`: in no file (a person), or in one that the act names beside its own. `by`:
    the column that holds the id."""

    of: type[Model]
    gone: str = "Deze keuze bestaat niet."
    then: str = "Kies opnieuw uit de lijst."
    anywhere: bool = False
    by: str = "pk"

    def missing(self, name: str) -> BadInput:
        """What is said when it names nothing."""
        return BadInput(self.gone, fields={name: self.then})


Mark = TypeVar("Mark")
SAFE = (bool, date, datetime, type(None))


def undeclared(inputs: type[BaseModel]) -> Iterator[str]:
    """Where a shape holds something that says not what it is: a text without a `Declared`, a number
    or bytes without an end, an id that names no row, a type nobody knows."""
    for name, field in inputs.model_fields.items():
        yield from _open(name, field.annotation, field.metadata)


def prose(inputs: type[BaseModel]) -> Iterator[tuple[str, Declared]]:
    """The fields of a shape that hold words which norms must ask about."""
    return ((name, mark) for name, mark in marks(inputs, Declared) if mark.asks)


def marks(inputs: type[BaseModel], kind: type[Mark]) -> Iterator[tuple[str, Mark]]:
    """Every mark of a kind in a shape, with the field it stands in."""
    for name, field in inputs.model_fields.items():
        yield from (
            (name, mark)
            for mark in _marks(field.annotation, field.metadata)
            if isinstance(mark, kind)
        )


def _flat(found: Any) -> Iterator[Any]:
    for mark in found:
        yield from mark.metadata if isinstance(mark, FieldInfo) else (mark,)


def _parts(hint: Any, said: list[Any]) -> tuple[list[tuple[str, Any, list[Any]]], bool]:
    """The parts of a hint, with what is said of each, and whether it has any. What is said of a
    group holds for its values, and not for its keys."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return [("", inner[0], [*_flat(inner[1:]), *said])], True
    if origin in (Union, UnionType):
        return [("", one, said) for one in inner], True
    if origin is dict:
        return [(" (naam)", inner[0], []), (" (waarde)", inner[1], said)], True
    if origin in (list, set, tuple, frozenset):
        return [("", one, said) for one in inner if one is not ...], True
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return [
            (f".{name}", field.annotation, field.metadata)
            for name, field in hint.model_fields.items()
        ], True
    return [], False


def _open(where: str, hint: Any, said: list[Any]) -> Iterator[str]:
    parts, grouped = _parts(hint, list(_flat(said)))
    for name, inner, about in parts:
        yield from _open(where + name, inner, about)
    if not grouped and not _closed(hint, list(_flat(said))):
        yield where


def _marks(hint: Any, said: list[Any]) -> Iterator[Any]:
    yield from _flat(said)
    for _, inner, about in _parts(hint, [])[0]:
        yield from _marks(inner, about)


def _closed(hint: Any, said: list[Any]) -> bool:
    kinds = {type(mark) for mark in said}
    if hint is str:
        return any(isinstance(mark, Declared) for mark in said)
    if hint is int:
        return {Ge, Le} <= kinds
    if hint is Decimal:
        return any(getattr(mark, "max_digits", None) for mark in said)
    if hint is UUID:
        return Ref in kinds
    if hint is bytes:
        return MaxLen in kinds
    return hint in SAFE


# What an act was about when its form was shown, as `besluit.gezien` compares it.
Standing = Annotated[str, Identifier(r"[0-9a-f]{16}|geen", 16)]
