"""The same norms for cedarpy, as an outside opinion on speed: one forbid per norm, safe mode (schema validated)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cedarpy

from openprisma.engine.grammar import And, Code, Codes, Compare, Day, Member, Node, Not, Number, Or, Path, Subset, Truth
from openprisma.engine.norms import Norm


def cedar_judge(norms: list[Norm], facts: dict[str, Any]) -> Callable[[], Any]:
    """A function that judges these facts once with cedarpy; every norm that it can express."""
    policies = ["permit(principal, action, resource);"]
    for norm in norms:
        holds = f"!({_text(norm.condition)})" if norm.kind != "forbids" else _text(norm.condition)
        policies.append(f"forbid(principal, action, resource) when {{ ({_text(norm.applies)}) && {holds} }};")
    context = {path.replace(".", "_"): _value(value) for path, value in facts.items()}
    types = ", ".join(f'"{name}": {_type(value)}' for name, value in context.items())
    schema = f'entity U; entity R;\naction "a" appliesTo {{ principal: [U], resource: [R], context: {{ {types} }} }};'
    request = {"principal": 'U::"u"', "action": 'Action::"a"', "resource": 'R::"r"', "context": context}
    ready = "\n".join(policies)

    def judge() -> Any:
        return cedarpy.is_authorized(request, ready, [], schema=schema)

    judge()
    return judge


def _type(value: Any) -> str:
    return {bool: "Bool", int: "Long", str: "String"}.get(type(value), "Set<String>")


def _value(value: Any) -> Any:
    if isinstance(value, bool | int | str):
        return value
    return value.toordinal() if hasattr(value, "toordinal") else sorted(value)


def _text(node: Node) -> str:
    match node:
        case Path(name):
            return f"context.{name.replace('.', '_')}"
        case Code(value):
            return f'"{value}"'
        case Number(value):
            return str(value)
        case Day(value):
            return str(value.toordinal())
        case Truth(value):
            return str(value).lower()
        case Codes(values):
            return "[" + ", ".join(f'"{value}"' for value in values) + "]"
        case Compare(op, left, right):
            return f"{_text(left)} {op.replace('=', '==') if op == '=' else op} {_text(right)}"
        case Member(one, of):
            return f"{_text(of)}.contains({_text(one)})"
        case Subset(part, whole):
            return f"{_text(whole)}.containsAll({_text(part)})"
        case Not(of):
            return f"!({_text(of)})"
        case And(parts):
            return " && ".join(f"({_text(part)})" for part in parts)
        case Or(parts):
            return " || ".join(f"({_text(part)})" for part in parts)
    raise TypeError(node)
