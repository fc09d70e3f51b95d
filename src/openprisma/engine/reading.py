"""Reads YAML so that every mistake is told with its file and line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from openprisma.kernel.errors import LawError


class Located(dict[str, Any]):
    """A mapping that knows the line it began on (1-based)."""

    line = 0


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # the quick one where there is one
    """Safe YAML with located mappings; a key said twice is an error, not the last one wins."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Located:
    found = Located()
    found.line = node.start_mark.line + 1
    said: set[str] = set()
    for key_node, _ in node.value:
        if key_node.value in said:
            raise yaml.MarkedYAMLError(
                problem=f"'{key_node.value}' staat er twee keer", problem_mark=key_node.start_mark
            )
        said.add(key_node.value)
    loader.flatten_mapping(node)  # `<<: *other`: what is said here wins over what is borrowed
    for key_node, value_node in node.value:
        found[str(key_node.value)] = loader.construct_object(value_node, deep=True)
    return found


# As in YAML 1.2: only true and false are yes and no; `on` is a word.
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))
_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read(path: Path) -> Located:
    """The mapping in a YAML file. Raises `LawError` with file and line when it cannot be read."""
    try:
        with path.open(encoding="utf-8") as file:
            found = yaml.load(file, Loader=_Loader)
    except OSError as error:
        raise LawError(
            f"het bestand is niet te lezen ({error.strerror})", where=place(path)
        ) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "geen geldig YAML"
        raise LawError(str(problem), where=place(path, mark.line + 1 if mark else 0)) from error
    if not isinstance(found, Located):
        raise LawError("het bestand moet met sleutels beginnen", where=place(path, 1))
    return found


def place(path: Path, line: int = 0) -> str:
    """`wgs/2.23.yaml, regel 14`: enough to find the spot, nothing of the machine."""
    short = "/".join(path.parts[-3:] if "law" in path.parts[-3:-2] else path.parts[-2:])
    return f"{short}, regel {line}" if line else short


_Model = TypeVar("_Model", bound=BaseModel)


def shaped(model: type[_Model], raw: Any, path: Path) -> _Model:
    """The mapping as a checked model; the first mistake is told with file and line."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        trail = [str(step) for step in first["loc"]]
        raise LawError(
            f"{'.'.join(trail)}: {_problem(first)}", where=place(path, _line(raw, first["loc"]))
        ) from error


def _line(raw: Any, trail: tuple[int | str, ...]) -> int:
    """The line of the innermost mapping on the way to the mistake."""
    line, here = getattr(raw, "line", 0), raw
    for step in trail:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            break
        line = getattr(here, "line", line)
    return line


_PROBLEMS = {
    "missing": "ontbreekt",
    "extra_forbidden": "is hier niet bekend",
    "greater_than_equal": "moet minstens {ge} zijn",
    "less_than_equal": "mag hoogstens {le} zijn",
    "literal_error": "moet {expected} zijn",
    "bool_parsing": "moet true of false zijn",
    "bool_type": "moet true of false zijn",
    "int_parsing": "moet een heel getal zijn",
    "int_type": "moet een heel getal zijn",
    "string_type": "moet een tekst zijn",
    "string_pattern_mismatch": "past niet in de vorm {pattern}",
    "tuple_type": "moet een lijst zijn",
    "list_type": "moet een lijst zijn",
    "dict_type": "moet uit sleutels en waarden bestaan",
    "model_type": "moet uit sleutels en waarden bestaan",
    "date_from_datetime_parsing": "moet een dag zijn, zoals 2026-03-09",
    "date_parsing": "moet een dag zijn, zoals 2026-03-09",
    "date_type": "moet een dag zijn, zoals 2026-03-09",
}


def _problem(error: Any) -> str:
    """What is wrong with a value, in Dutch as far as we know its kind."""
    known = _PROBLEMS.get(error["type"])
    return (
        known.format(**error.get("ctx", {})).replace(" or ", " of ")
        if known
        else f"past niet ({error['msg']})"
    )
