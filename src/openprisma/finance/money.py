"""Eurocents as people read and write them."""

from __future__ import annotations

from decimal import Decimal


def cents(euros: Decimal | None) -> int | None:
    """Eurocents of an amount in euros with at most two decimals; nothing stays nothing."""
    return None if euros is None else int(euros * 100)


def in_euros(amount: int | None) -> str:
    """`€ 2.198.000`, with cents only where there are some; nothing is a dash."""
    if amount is None:
        return "–"
    whole, rest = divmod(abs(amount), 100)
    text = f"{whole:,}".replace(",", ".") + (f",{rest:02}" if rest else "")
    return f"{'-' if amount < 0 else ''}€ {text}"


def plain_euros(amount: int | None) -> str:
    """`2198000` or `-12,50`, as a cell of a spreadsheet that is read again takes it."""
    if amount is None:
        return ""
    whole, rest = divmod(abs(amount), 100)
    return f"{'-' if amount < 0 else ''}{whole}" + (f",{rest:02}" if rest else "")
