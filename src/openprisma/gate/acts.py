"""Acts: the only functions that change state or read what can reach a person. Marked `@act("…")`,
run by the gate."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from openprisma.gate.declared import Declared, Ref, marks, prose
from openprisma.gate.outputs import MISSING, output_of
from openprisma.gate.plain import beyond, illegible, tidy
from openprisma.gate.typed import UNCLEAR, Typed
from openprisma.gate.writes import Write, together
from openprisma.kernel.errors import BadInput

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True)
class Ahead:
    """Marks a parameter that costs time to make: it is made before the line is opened, so that no
    lock, connection or open file waits for it. `takes` is the type that a person gives; `make`
    gets that and who gives it, as `whose`."""

    takes: Any
    make: Callable[..., Any]


@dataclass(frozen=True)
class Act:
    """An act: the function that does it and the shape of what it takes. `starts` makes a file;
    `reads` names categories; `writes` are the tables it writes by itself, without what its
    working method adds; `erases` says that it erases the file; `ends` that it destroys what is past
    its term; `references` are the parameters that name a row; `output` is the type of what it gives
    back. `in_hand`: it reads all categories to find one datum, and of that one the law asks what it
    asks of one that is delivered."""

    name: str
    function: Callable[..., Any]
    inputs: type[BaseModel]
    starts: bool
    reads: str
    also: tuple[str, ...]
    ahead: dict[str, Ahead] = field(default_factory=dict)
    writes: tuple[Write, ...] = ()
    erases: bool = False
    ends: bool = False
    references: dict[str, Ref] = field(default_factory=dict)
    output: Any = MISSING
    in_hand: bool = False

    def parse(self, given: dict[str, Any]) -> dict[str, Any]:
        """What a form, a story or a program gave, in the right types, without characters that
        nobody sees (but in a password or code). Raises `BadInput` naming each field."""
        exact = {name for name, mark in marks(self.inputs, Declared) if mark.exact}
        given = {name: one if name in exact else tidy(one) for name, one in given.items()}
        _stop(dict.fromkeys(illegible(given), sentence("illegible")))
        try:
            model = self.inputs.model_validate(given)
        except ValidationError as error:
            _stop(
                {
                    str(e["loc"][0]) if e["loc"] else "": (
                        e["msg"] if e["type"] == UNCLEAR else sentence(e["type"], e.get("ctx"))
                    )
                    for e in error.errors(include_input=False)
                }
            )
        inputs = {name: getattr(model, name) for name in self.inputs.model_fields}
        _stop(dict.fromkeys(beyond(inputs), sentence("beyond")))
        return inputs

    def do(self, run: Any, inputs: dict[str, Any]) -> Any:
        """Run the function. What the writer said of doubtful words the gate itself asked, and
        keeps."""
        return self.function(run, **{k: v for k, v in inputs.items() if k != EXPLAINED})

    def slow(self, inputs: dict[str, Any]) -> dict[str, Ahead]:
        """What of these inputs is to be made ahead."""
        return {name: mark for name, mark in self.ahead.items() if inputs[name] is not None}

    @property
    def place(self) -> str:
        """File and line of the function, as a person finds it."""
        code = self.function.__code__
        return f"{code.co_filename.rpartition('/src/')[2]}, regel {code.co_firstlineno}"

    @property
    def parameters(self) -> list[dict[str, Any]]:
        """Name, type and need of each parameter, for documentation."""
        schema = self.inputs.model_json_schema()
        need = set(schema.get("required", ()))
        return [
            {"name": name, "required": name in need, **prop}
            for name, prop in schema["properties"].items()
        ]


def with_prose() -> frozenset[str]:
    """The acts that take text which a norm must look at, as their signatures say."""
    return frozenset(name for name, one in _registry.items() if any(prose(one.inputs)))


EXPLAINED = "woorden"  # what every act that takes prose takes too: of each doubtful word what it is
_registry: dict[str, Act] = {}


def act(
    name: str,
    *,
    starts: bool = False,
    reads: str = "none",
    also: tuple[str, ...] = (),
    writes: tuple[Write, ...] = (),
    erases: bool = False,
    ends: bool = False,
    in_hand: bool = False,
) -> Callable[[Function], Function]:
    """Mark a function as an act: first the `Run`, the rest keyword-only and typed. `starts`: it
    makes the file it is about. `reads`: `none`, `all` categories, or the name of the parameter that
    holds the category. `also`: parameters that name other files it must read. `writes`: every table
    it adds to, changes or removes from; the database shuts all others. `erases`: it does what a
    stage that erases does, without moving the file there. `ends`: it destroys what is past its
    term, in whatever file. `in_hand`: the law judges the one datum that it names, and the database
    does not have to. What it reads about persons its record says (`opens`)."""

    def register(function: Function) -> Function:
        hints = get_type_hints(function, include_extras=True)
        inputs, ahead = _inputs(name, function, hints)
        _registry[name] = Act(
            name,
            function,
            inputs,
            starts,
            reads,
            also,
            ahead,
            together(writes),
            erases,
            ends,
            references=dict(marks(inputs, Ref)),
            output=output_of(hints),
            in_hand=in_hand,
        )
        return function

    return register


LONGEST = 4_000  # characters of any text; what a parameter declares is shorter, or as long


class _Inputs(Typed):
    """What an act takes, as people type it."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, str_max_length=LONGEST)


def _shape(name: str, fields: dict[str, Any]) -> type[BaseModel]:
    return create_model(f"{name}_inputs", __base__=_Inputs, **fields)


def explained_with(words: Any) -> None:
    """What people say of doubtful words: from now on every act with prose takes this too. Told
    once, when the lists are there: they are of the law, and the law is read with the acts."""
    _explaining[:] = [words]
    for name, one in _registry.items():
        _registry[name] = replace(one, inputs=_explained(one.inputs))


_explaining: list[Any] = []


def _explained(inputs: type[BaseModel]) -> type[BaseModel]:
    if not _explaining or not any(prose(inputs)):
        return inputs
    more: dict[str, Any] = {EXPLAINED: (_explaining[0] | None, None)}
    return create_model(inputs.__name__, __base__=inputs, **more)


def _inputs(
    name: str, function: Callable[..., Any], hints: dict[str, Any]
) -> tuple[type[BaseModel], dict[str, Ahead]]:
    """The shape of what a function takes beside the run, and what of that is made ahead."""
    fields: dict[str, Any] = {}
    ahead: dict[str, Ahead] = {}
    for parameter in list(inspect.signature(function).parameters.values())[1:]:
        default = ... if parameter.default is inspect.Parameter.empty else parameter.default
        taken, mark = _taken(hints[parameter.name])
        fields[parameter.name] = (taken, default)
        if mark is not None:
            ahead[parameter.name] = mark
    return _explained(_shape(name, fields)), ahead


def _taken(hint: Any) -> tuple[Any, Ahead | None]:
    """What a person gives for a parameter, and what is made of that ahead."""
    if (
        mark := next(
            (one for one in getattr(hint, "__metadata__", ()) if isinstance(one, Ahead)), None
        )
    ) is not None:
        return mark.takes, mark
    if get_origin(hint) in (Union, UnionType):
        parts = [_taken(part) for part in get_args(hint)]
        if marks := [mark for _, mark in parts if mark is not None]:
            return Union[tuple(taken for taken, _ in parts)], marks[0]  # noqa: UP007 - made of what was found
    return hint, None


def registered() -> dict[str, Act]:
    """All acts by name."""
    return dict(_registry)


_SENTENCES = {
    "illegible": "Hier staan tekens in die geen tekst zijn. Typ de tekst opnieuw.",
    "beyond": "Deze dag ligt te ver weg. Kies een andere.",
    "missing": "Vul dit veld in.",
    "extra_forbidden": "Dit veld kennen wij niet.",
    "string_too_short": "Vul dit veld in.",
    "string_too_long": "Deze tekst is te lang. Kort haar in.",
    "date_from_datetime_parsing": "Dit is geen bestaande dag.",
    "date_parsing": "Dit is geen bestaande dag.",
    "date_type": "Dit is geen bestaande dag.",
    "int_parsing": "Vul hier een heel getal in.",
    "uuid_parsing": "Deze keuze bestaat niet. Kies opnieuw.",
    "bytes_too_short": "Dit bestand is leeg. Kies een ander.",
    "bytes_too_long": "Dit bestand is te groot. Kies een kleiner bestand.",
    "bool_parsing": "Kies ja of nee.",
    "too_short": "Kies er minstens één.",
    "too_long": "Dit zijn er te veel. Kies er minder.",
}


def sentence(kind: str, bounds: dict[str, Any] | None = None) -> str:
    """What a person reads when a value cannot be used; `bounds` are those of a text, in
    characters."""
    if (least := (bounds or {}).get("min_length", 0)) > 1 and kind == "string_too_short":
        return f"Schrijf minstens {least} tekens."
    if (most := (bounds or {}).get("max_length")) and kind == "string_too_long":
        return f"Deze tekst is te lang. Schrijf hoogstens {most} tekens."
    return _SENTENCES.get(kind, "Deze waarde past hier niet. Kies of schrijf een andere.")


def _stop(fields: dict[str, str]) -> None:
    """Raises `BadInput` when something is wrong with a field."""
    if fields:
        raise BadInput(f"Wij kunnen dit niet verwerken: {_list(fields)}.", fields=fields) from None


def _list(fields: dict[str, str]) -> str:
    return ", ".join(name.replace("_", " ") for name in fields)
