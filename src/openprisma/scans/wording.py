"""How a value of a flag reads, and the sentence of a flag that was found elsewhere. Asks no
database, so a server may tell what a scan found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from openprisma.kernel.days import in_words
from openprisma.kernel.errors import BadInput
from openprisma.scans.entries import Shown
from openprisma.scans.rules import PLACEHOLDER, Rule
from openprisma.scans.sql import Value

Told = str | int | float | bool | None  # a value as an outcome holds it
UNKNOWN = "onbekend"


def in_dutch(value: Value) -> str:
    """`1,3`, `1.000` or `9 maart 2024`."""
    if isinstance(value, date):
        return in_words(value)
    if isinstance(value, str):
        return value
    whole, _, rest = f"{Decimal(value):,f}".partition(".")
    rest = rest.rstrip("0")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")


def told(rule: Rule, values: Mapping[str, Told]) -> str:
    """The sentence of a flag with its values filled in. Raises `BadInput` for values that are not
    those of the rule."""
    entry = rule.entry
    if set(values) != set(entry.inputs):
        raise BadInput(
            f"De invoer van regel {rule.id} is niet die van de regel.",
            remedy=f"Regel {rule.id} geeft: {', '.join(entry.inputs)}.",
        )
    bounds = {name: in_dutch(one.value) for name, one in entry.thresholds.items()}
    words = bounds | {name: shown(values[name], kind) for name, kind in entry.inputs.items()}
    return PLACEHOLDER.sub(lambda found: words.get(found[1], UNKNOWN), entry.says)


def shown(value: Told, kind: Shown) -> str:
    """A value as people read it. Raises `BadInput` for one that is not of its kind."""
    if value is None:
        return UNKNOWN
    try:
        return _shown(value, kind)
    except (ValueError, TypeError, ArithmeticError):
        raise BadInput(
            "Een waarde in de uitkomst is niet wat de regel zegt.",
            remedy="Draai de scan opnieuw en breng die uitkomst in.",
        ) from None


def _shown(value: Told, kind: Shown) -> str:
    match kind:
        case "dag":
            return in_words(date.fromisoformat(str(value)[:10]))
        case "bedrag":
            return f"€ {_whole(value)}"
        case "aantal" | "maat":
            return _whole(value)
        case "jaar":
            return str(int(str(value)))
        case "janee":
            if not isinstance(value, bool):
                raise TypeError(value)
            return "ja" if value else "nee"
        case _:
            return str(value)


def _whole(value: Told) -> str:
    if isinstance(value, bool):
        raise TypeError(value)
    return in_dutch(Decimal(str(value)).quantize(Decimal(1)))
