"""The form of an act, made of two things: its record in `law/handelingen` (words, order, help) and
the types of its inputs (which kind of question, which answers). Python says only what depends on
the file and who asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin
from uuid import UUID

from pydantic.fields import FieldInfo

from openprisma.engine.acts import Asked, QuestionEntry
from openprisma.gate import acts
from openprisma.gate.codes import Code
from openprisma.gate.declared import Ref, Secret
from openprisma.gate.law import lawbook
from openprisma.kernel.errors import LawError
from openprisma.language.prose import Prose
from openprisma.web.forms import Field, Form, Options

SHORT = 200  # characters: prose of at most so many is asked on one line


@dataclass(frozen=True)
class Made:
    """What of a question depends on the file, the day or who asks: the answers, what stands there
    at first, the parts of a group (all of them, or what is made for some of the record's), and
    whether it is asked at all."""

    options: Options | Callable[[Any], Options] = ()  # type: ignore[assignment]
    value: Any = ""
    parts: dict[str, Made] | Callable[[], tuple[Field, ...]] | None = None
    when: Callable[[Any], bool] | None = None


NOTHING: Mapping[str, Made] = MappingProxyType({})


def form_of(
    act: str,
    *,
    consequence: Callable[[Any], str] | None = None,
    answers: tuple[str, Callable[[Any], list[tuple[str, bool, str]]]] | None = None,
    shows: Callable[[Any], list[tuple[str, str]]] | None = None,
    seen: Callable[[bytes, UUID, str], str] | None = None,
    beside: Mapping[str, Made] = NOTHING,
    **made: Made,
) -> Form:
    """The form of an act. `made` names questions of its record, and so does `beside`, which several
    forms share. Raises `LawError` for one that the
    record has not, and for a question that is no input of the act."""
    record, inputs = lawbook().vocabulary.acts[act], acts.registered()[act].inputs.model_fields
    made = {**beside, **made}
    where = f"handelingen/{act}.yaml"
    if unknown := sorted(record.fields.keys() - inputs.keys()):
        raise LawError(
            f"'{unknown[0]}' vraagt de handeling niet: {acts.registered()[act].place}", where=where
        )
    if unknown := sorted(made.keys() - record.fields.keys()):
        raise LawError(
            f"'{unknown[0]}' staat niet bij fields, en een scherm maakt er iets voor", where=where
        )
    return Form(
        act=act,
        title=record.label,
        intro=record.intro,
        fields=tuple(
            _field(name, entry, inputs[name], made.get(name, Made()))
            for name, entry in record.fields.items()
        ),
        consequence=consequence or record.consequence,
        fixed=dict(record.fixed),
        answers=answers,
        shows=shows,
        seen=seen,
    )


def _field(name: str, entry: QuestionEntry, asked: FieldInfo, made: Made) -> Field:
    hint, marks, many = _peeled(asked)
    kind = entry.kind or _kind(hint, marks, many=many, needed=asked.is_required())
    options = made.options or list(entry.options.items()) or _listed(marks)
    parts = (
        made.parts if callable(made.parts) else tuple(_parts(name, entry, hint, made.parts or {}))
    )
    field = Field(
        name,
        entry.label,
        kind,
        entry.help,
        options,
        entry.optional,
        parts,
        made.value or entry.value,
    )
    return replace(field, when=made.when)


def _parts(group: str, entry: QuestionEntry, hint: Any, made: dict[str, Made]) -> Iterator[Field]:
    """A part of a group asks what the values of the group are. Raises `LawError` for one that the
    record has not."""
    if unknown := sorted(made.keys() - entry.parts.keys()):
        raise LawError(
            f"'{unknown[0]}' staat niet bij de delen van {group}, en een scherm maakt er iets voor"
        )
    for code, part in entry.parts.items():
        mine = made.get(code, Made())
        kind = part.kind or ("yesno" if get_args(hint)[1] is bool else "area")
        options = mine.options or list(part.options.items())
        yield Field(
            f"{group}.{code}",
            part.label,
            kind,
            part.help,
            options,
            part.optional,
            value=mine.value or part.value,
        )


def _kind(hint: Any, marks: list[Any], *, many: bool, needed: bool) -> Asked:
    by_type: dict[Any, Asked] = {date: "date", bytes: "file", bool: "yesno" if needed else "tick"}
    if many:
        return "many"
    if get_origin(hint) is dict:
        return "group"
    if hint in by_type:
        return by_type[hint]
    if _any(marks, Code, Ref):
        return "choice"
    if _any(marks, Secret):
        return "password"
    longest = min(
        (mark.max_length for mark in marks if getattr(mark, "max_length", None)), default=SHORT + 1
    )
    return "area" if _any(marks, Prose) and longest > SHORT else "line"


def _any(marks: list[Any], *kinds: type) -> bool:
    return any(isinstance(mark, kinds) for mark in marks)


def _listed(marks: list[Any]) -> Options:
    """The codes of a list of the vocabulary, with their words; of a list that a module supplies a
    screen makes the choices."""
    lists = lawbook().vocabulary.lists
    of = next((mark for mark in marks if isinstance(mark, Code) and mark.of in lists), None)
    return (
        []
        if of is None
        else [(code, text) for code, text in lists[of.of].items() if code != of.but]
    )


def _peeled(asked: FieldInfo) -> tuple[Any, list[Any], bool]:
    """The type under a hint, everything said of it, and whether there may be several."""
    hint, marks, many = asked.annotation, _flat(asked.metadata), False
    while True:
        origin, inner = get_origin(hint), get_args(hint)
        if origin is Annotated:
            hint, marks = inner[0], [*marks, *_flat(inner[1:])]
        elif (
            origin in (Union, UnionType)
            and len(left := [one for one in inner if one is not type(None)]) == 1
        ):
            hint = left[0]
        elif origin is list:
            hint, many = inner[0], True
        else:
            return hint, marks, many


def _flat(found: Any) -> list[Any]:
    return [
        one for mark in found for one in (mark.metadata if isinstance(mark, FieldInfo) else (mark,))
    ]
