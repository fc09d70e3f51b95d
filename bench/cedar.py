"""The same norms for cedarpy, as an outside opinion on speed: one forbid per norm, safe mode
(schema validated)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cedarpy
from tests.cedar import cedar, plain

from openprisma.engine.norms import Norm


def cedar_judge(norms: list[Norm], facts: dict[str, Any]) -> Callable[[], Any]:
    """A function that judges these facts once with cedarpy; every norm that it can express."""
    policies = ["permit(principal, action, resource);"]
    for norm in norms:
        holds = f"!({cedar(norm.condition)})" if norm.kind != "forbids" else cedar(norm.condition)
        policies.append(
            f"forbid(principal, action, resource) when {{ ({cedar(norm.applies)}) && {holds} }};"
        )
    context = {path: plain(value) for path, value in facts.items()}
    types = ", ".join(f'"{name}": {_type(value)}' for name, value in context.items())
    schema = (
        'entity U; entity R;\naction "a" appliesTo '
        f"{{ principal: [U], resource: [R], context: {{ {types} }} }};"
    )
    request = {
        "principal": 'U::"u"',
        "action": 'Action::"a"',
        "resource": 'R::"r"',
        "context": context,
    }
    ready = "\n".join(policies)

    def judge() -> Any:
        return cedarpy.is_authorized(request, ready, [], schema=schema)

    judge()
    return judge


def _type(value: Any) -> str:
    return {bool: "Bool", int: "Long", str: "String"}.get(type(value), "Set<String>")
