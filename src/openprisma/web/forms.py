"""How an act is asked of a person: fields, choices and the sentence that says what happens. No rule of law."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import HttpRequest, QueryDict

Options = list[tuple[str, str]]


@dataclass(frozen=True)
class Field:
    """One question. `kind`: line, area, date, choice, many, yesno, tick or group (of `parts`)."""

    name: str
    label: str
    kind: str = "line"
    help: str = ""
    options: Options | Callable[[Any], Options] = ()  # type: ignore[assignment]
    optional: bool = False
    parts: tuple[Field, ...] = ()
    value: Any = ""
    error: str = ""

    @property
    def id(self) -> str:
        """For label and error."""
        return f"v-{self.name.replace('.', '-')}"


@dataclass(frozen=True)
class Form:
    """The questions of one act; `consequence` says what happens, before the button."""

    act: str
    title: str
    intro: str = ""
    fields: tuple[Field, ...] = ()
    consequence: str = ""
    fixed: dict[str, Any] = field(default_factory=dict)


def read(form: Form, sent: QueryDict) -> dict[str, Any]:
    """What the person sent, as the act wants it; what was left empty is left out."""
    given = dict(form.fixed)
    for one in form.fields:
        value = _value(one, sent)
        if value not in ("", None, [], {}):
            given[one.name] = value
    return given


def _value(one: Field, sent: QueryDict) -> Any:
    match one.kind:
        case "many":
            return sent.getlist(one.name)
        case "tick":
            return sent.get(one.name) == "ja"
        case "yesno":
            return {"ja": True, "nee": False}.get(sent.get(one.name, ""))
        case "group":
            parts = {p.name.split(".", 1)[1]: _value(p, sent) for p in one.parts}
            return {name: value for name, value in parts.items() if value not in ("", None)}
    return sent.get(one.name, "").strip()


def filled(form: Form, context: Any, sent: QueryDict | None, errors: dict[str, str]) -> Form:
    """The form with its choices, what was typed before, and what is wrong."""
    return replace(form, fields=tuple(_filled(one, context, sent, errors) for one in form.fields))


def _filled(one: Field, context: Any, sent: QueryDict | None, errors: dict[str, str]) -> Field:
    options = one.options(context) if callable(one.options) else one.options
    value: Any = one.value
    if sent is not None:
        value = sent.getlist(one.name) if one.kind == "many" else sent.get(one.name, "")
    parts = tuple(_filled(p, context, sent, errors) for p in one.parts)
    error = errors.get(one.name) or errors.get(one.name.split(".", 1)[-1], "")
    return replace(one, options=options, value=value, parts=parts, error=error)


def typed_before(request: HttpRequest) -> QueryDict | None:
    """What was sent with this request, to show again."""
    return request.POST if request.method == "POST" else None
