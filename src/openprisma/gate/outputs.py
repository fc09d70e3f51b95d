"""What an act gives back has a type that says what it is: nothing, the id of the row that it made
or changed, or one dataclass of which every part has a name. What a program reads of an act is made
of that type, and of nothing else. Source: wgs:1.8.5."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from inspect import Signature
from typing import Annotated, Any, get_args, get_origin, get_type_hints
from uuid import UUID

from django.db.models import Model
from pydantic import BaseModel

MISSING: Any = Signature.empty


def output_of(hints: dict[str, Any]) -> Any:
    """What a function says that it gives, or `MISSING`."""
    return hints.get("return", MISSING)


def fault(output: Any) -> str:
    """Why nobody can tell by its type what an act gives, in Dutch; empty when one can."""
    if output in (type(None), UUID):
        return ""
    if output is MISSING:
        return "zegt niet wat zij teruggeeft"
    if not isinstance(output, type) or get_origin(output) is not None:
        return f"geeft {_written(output)}; dat is geen dataclass, geen id en niet niets"
    if issubclass(output, Model):
        return f"geeft een rij van de tabel {output.__name__}, met alles wat daarin staat"
    if not is_dataclass(output) and not issubclass(output, BaseModel):
        return f"geeft {_written(output)}; dat is geen dataclass, geen id en niet niets"
    return ""


def unsaid(output: Any) -> Iterator[str]:
    """Where in what an act gives a type says nothing of what is there: anything, a row of a table
    with all its columns."""
    for where, part in parts(output):
        if _bare(part) or (isinstance(part, type) and issubclass(part, Model)):
            yield f"{where}: {_written(part)}"


def parts(output: Any) -> Iterator[tuple[str, Any]]:
    """Every type in what an act gives, however deep, with the names on the way to it; a group that
    comes back is told once."""
    yield from _parts(output, "", set())


def _parts(part: Any, where: str, seen: set[Any]) -> Iterator[tuple[str, Any]]:
    if get_origin(part) is Annotated:
        part = get_args(part)[0]
    yield where, part
    for inner in get_args(part):
        if inner is not Ellipsis:
            yield from _parts(inner, where, seen)
    if not isinstance(part, type) or part in seen:
        return
    seen.add(part)
    for name, hint in named(part).items():
        yield from _parts(hint, f"{where}.{name}".lstrip("."), seen)


def named(part: type) -> dict[str, Any]:
    """The named parts of a dataclass or a model of pydantic, each with its type."""
    if is_dataclass(part):
        hints = get_type_hints(part, include_extras=True)
        return {one.name: hints[one.name] for one in fields(part)}
    if issubclass(part, BaseModel):
        return {name: one.annotation for name, one in part.model_fields.items()}
    return {}


def _bare(part: Any) -> bool:
    """Does this say nothing of what is in it?"""
    return part is Any or part in (object, dict, list, tuple, set, frozenset)


def _written(output: Any) -> str:
    return output.__name__ if isinstance(output, type) and not get_args(output) else str(output)


def described(output: Any) -> dict[str, str]:
    """The named parts of what an act gives, each with its type, for documentation."""
    if output is UUID:
        return {"": "UUID"}
    return {name: _written(hint) for name, hint in named(output).items()}


def plain(value: Any) -> Any:
    """What an act gave as JSON has it, by the names in its type. Raises `TypeError` for what has no
    names: a row of a table, say."""
    if value is None or isinstance(value, str | int | float):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no names to tell it by")
