"""Flows of money as the analysis knows them: who paid whom, and what each paid and received."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openprisma.analysis.queries import Analysis, Link

FLOW = "geldstroom"


@dataclass(frozen=True)
class Purse:
    """One subject: what it paid and received in euros, as far as amounts are known; `unknown` flows
    have none."""

    name: str
    paid: Decimal
    received: Decimal
    unknown: int

    @property
    def left(self) -> Decimal:
        """Received less paid."""
        return self.received - self.paid


def flows(page: Analysis) -> list[Link]:
    """The ties that are flows of money, the oldest first; those without a day last."""
    return sorted(
        (one for one in page.links if one.kind == FLOW),
        key=lambda one: (one.since or date.max, one.names),
    )


def purses(page: Analysis) -> list[Purse]:
    """Everybody who paid or received, who received most first."""
    found: dict[str, Purse] = {}
    for one in flows(page):
        amount, payer, payee = one.amount or Decimal(0), *one.names
        for name, paid, received in ((payer, amount, Decimal(0)), (payee, Decimal(0), amount)):
            old = found.get(name, Purse(name, Decimal(0), Decimal(0), 0))
            found[name] = Purse(
                name, old.paid + paid, old.received + received, old.unknown + (one.amount is None)
            )
    return sorted(found.values(), key=lambda one: (-one.received, one.name))
