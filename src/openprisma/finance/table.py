"""The table of money: sums of posts beside the totals of the source, each figure with the lines
behind it. Nothing is mended here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from openprisma.finance.entry import entry
from openprisma.finance.money import in_euros

COSTS, INCOME = "lasten", "baten"
POST, TOTAL, TEXT, LEAST = "post", "totaal", "tekst", "minimum"
BUDGET, REALISED = "begroot", "realisatie"
COLUMNS = (BUDGET, REALISED)


@dataclass(frozen=True)
class Line:
    """A line as it was laid down; amounts in eurocents, `fte` in hundredths."""

    id: str
    part: str
    side: str
    kind: str
    nr: int
    label: str
    budget: int | None
    realised: int | None
    hours: int | None
    fte: int | None
    about: tuple[str, ...]
    source: str
    known_on: date

    def amount(self, column: str) -> int | None:
        """What it says in one of both columns."""
        return self.budget if column == BUDGET else self.realised


@dataclass(frozen=True)
class Figure:
    """A sum with the lines behind it, and the total the source names beside it; `id` is how one
    asks for it, like `spoor_3a.lasten.realisatie`. Amounts in eurocents."""

    id: str
    label: str
    amount: int
    stated: int | None
    lines: list[Line]

    @property
    def off(self) -> int:
        """How far the stated total is from the sum."""
        return 0 if self.stated is None else self.stated - self.amount


@dataclass(frozen=True)
class Table:
    """The lines of a year by part and side, and the figures made of them."""

    lines: list[Line]
    figures: list[Figure]

    def of(self, part: str, side: str = "", kind: str = "") -> list[Line]:
        """Lines of a part, of one side and kind only where these are said."""
        return [
            one
            for one in self.lines
            if one.part == part and side in ("", one.side) and kind in ("", one.kind)
        ]

    def figure(self, id_: str) -> Figure | None:
        """A figure by its id."""
        return next((one for one in self.figures if one.id == id_), None)

    def amount(self, part: str, what: str, column: str) -> int | None:
        """The amount of a figure, when there is one."""
        found = self.figure(f"{part}.{what}.{column}")
        return None if found is None else found.amount


def made_of(lines: Iterable[Line]) -> Table:
    """The table of these lines, in the order of the parts."""
    order = list(entry().parts)
    found = sorted(
        lines, key=lambda one: (order.index(one.part), one.side != INCOME, one.kind, one.nr)
    )
    table = Table(found, [])
    for part, told in entry().parts.items():
        for side in (INCOME, COSTS):
            table.figures.extend(_sums(table, part, told.title, side))
        table.figures.extend(_results(table, part, told.title))
    return table


def _sums(table: Table, part: str, title: str, side: str) -> Iterable[Figure]:
    for column in COLUMNS:
        posts = [one for one in table.of(part, side, POST) if one.amount(column) is not None]
        if not posts:
            continue
        total = next(
            (t.amount(column) for t in table.of(part, side, TOTAL) if t.amount(column) is not None),
            None,
        )
        summed = sum(one.amount(column) or 0 for one in posts)
        yield Figure(f"{part}.{side}.{column}", f"{title}, {side}, {column}", summed, total, posts)


def _results(table: Table, part: str, title: str) -> Iterable[Figure]:
    for column in COLUMNS:
        income = table.figure(f"{part}.{INCOME}.{column}")
        costs = table.figure(f"{part}.{COSTS}.{column}")
        if income and costs:
            yield Figure(
                f"{part}.{entry().result}.{column}",
                f"{title}, {entry().result}, {column}",
                income.amount - costs.amount,
                None,
                [*income.lines, *costs.lines],
            )


@dataclass(frozen=True)
class Check:
    """One comparison: of which figure, what it says in words, whether it holds, by how much it is
    off (eurocents), and the ids of the lines it rests on."""

    figure: str
    says: str
    holds: bool
    off: int
    lines: list[str]


def checks(table: Table) -> list[Check]:
    """Every comparison that can be made, those that fail first. A difference is named, never
    mended."""
    kinds: tuple[Callable[[Table], Iterable[Check]], ...] = (
        _of_sums,
        _of_overview,
        _of_balance,
        _of_leftover,
        _of_texts,
        _of_labels,
        _of_recharge,
        _of_least,
    )
    found = [one for kind in kinds for one in kind(table)]
    return sorted(found, key=lambda one: one.holds)


def _check(figure: str, says: str, off: int, lines: Iterable[Line]) -> Check:
    return Check(figure, says, off == 0, off, [one.id for one in lines])


def _of_sums(table: Table) -> Iterable[Check]:
    for one in table.figures:
        if one.stated is not None:
            holds = "klopt met de posten" if not one.off else f"de posten zijn samen {_eur(one)}"
            says = f"{one.label}: het genoemde totaal is {in_euros(one.stated)}; {holds}."
            yield _check(one.id, says, one.off, one.lines)


def _eur(one: Figure) -> str:
    return f"{in_euros(one.amount)}, dat scheelt {in_euros(abs(one.off))}"


def _of_overview(table: Table) -> Iterable[Check]:
    """A part that stands as one post in another: what that post says against its own total."""
    for part, told in entry().parts.items():
        for post in table.of(told.within, COSTS, POST) if told.within else ():
            own = table.figure(f"{part}.{COSTS}.{REALISED}")
            if post.label != told.title or own is None or post.realised is None:
                continue
            named = own.amount if own.stated is None else own.stated
            says = (
                f"{told.title}: het overzicht noemt {in_euros(post.realised)} als realisatie; "
                f"het onderdeel zelf noemt {in_euros(named)}."
            )
            yield _check(own.id, says, post.realised - named, [post, *own.lines])


def _of_balance(table: Table) -> Iterable[Check]:
    """Is what is budgeted to come in what is budgeted to go out?"""
    for part, told in entry().parts.items():
        found = table.figure(f"{part}.{entry().result}.{BUDGET}")
        if found is not None:
            held = "De begroting sluit."
            if found.amount:
                more = "meer" if found.amount > 0 else "minder"
                held = (
                    f"Er is {in_euros(abs(found.amount))} {more} aan baten dan aan lasten begroot, "
                    "en de bron zegt niet waarom."
                )
            yield _check(found.id, f"{told.title}: {held}", found.amount, found.lines)


def _of_leftover(table: Table) -> Iterable[Check]:
    """Does the source name what is left over, or short?"""
    for part, told in entry().parts.items():
        found = table.figure(f"{part}.{entry().result}.{REALISED}")
        if found is None or not found.amount:
            continue
        if any(one.about == (entry().result,) for one in table.of(part, kind=TEXT)):
            continue
        what = "niet besteed" if found.amount > 0 else "te veel besteed"
        says = (
            f"{told.title}: {in_euros(abs(found.amount))} is {what}, "
            "en de bron noemt dat bedrag nergens."
        )
        yield _check(found.id, says, found.amount, found.lines)


def _of_texts(table: Table) -> Iterable[Check]:
    """An amount in the text of the source against the posts that it is about."""
    for one in table.lines:
        for column in COLUMNS:
            said = one.amount(column)
            if one.kind != TEXT or said is None or not one.about:
                continue
            summed, lines, unknown = _meant(table, one, column)
            if unknown:
                says = f"{one.label}: de tekst gaat over “{unknown}”, en die post staat er niet."
                yield Check(_at(one, column), says, False, said, [one.id])
                continue
            held = "klopt met de tabel" if said == summed else f"de tabel zegt {in_euros(summed)}"
            says = f"{one.label}: de tekst noemt {in_euros(said)} ({column}); {held}."
            yield _check(_at(one, column), says, said - summed, [one, *lines])


def _at(one: Line, column: str) -> str:
    return f"{one.part}.{one.side}.{column}"


def _meant(table: Table, text: Line, column: str) -> tuple[int, list[Line], str]:
    """The sum of the posts a text is about (one with a minus before it is taken off), these, and
    the first that is not there."""
    summed, lines = 0, list[Line]()
    for named in text.about:
        label, sign = named.removeprefix("-"), -1 if named.startswith("-") else 1
        if label == entry().result:
            found = table.figure(f"{text.part}.{label}.{column}")
            amounts, behind = ([found.amount], found.lines) if found else ([], [])
        else:
            behind = [one for one in table.of(text.part, kind=POST) if one.label == label]
            amounts = [one.amount(column) or 0 for one in behind]
        if not amounts:
            return 0, [], label
        summed += sign * sum(amounts)
        lines += behind
    return summed, lines, ""


def _of_labels(table: Table) -> Iterable[Check]:
    """A total of one side that is called after the other."""
    for one in table.lines:
        other = COSTS if one.side == INCOME else INCOME
        if one.kind == TOTAL and other in one.label.lower():
            title = entry().parts[one.part].title
            says = f"{title}: het totaal van de {one.side} heet in de bron “{one.label}”."
            yield Check(f"{one.part}.{one.side}.{REALISED}", says, False, 0, [one.id])


def _of_recharge(table: Table) -> Iterable[Check]:
    """What one part takes off against what the others put on."""
    for told in entry().recharge:
        off = [one for one in table.of(told.part, COSTS, POST) if one.label == told.post]
        on = [
            one
            for one in table.lines
            if (one.kind, one.side, one.label) == (POST, COSTS, told.against)
            and one.part != told.part
        ]
        if off and on:
            taken, put = (sum(one.realised or 0 for one in group) for group in (off, on))
            says = (
                f"{told.post}: {in_euros(abs(taken))}; “{told.against}” in de andere onderdelen "
                f"is samen {in_euros(put)}."
            )
            yield _check(f"{told.part}.{COSTS}.{REALISED}", says, taken + put, [*off, *on])


def _of_least(table: Table) -> Iterable[Check]:
    """Is what must be there at least, there?"""
    for one in table.lines:
        if one.kind != LEAST or one.realised is None:
            continue
        there = table.figure(f"{one.part}.{one.side}.{REALISED}")
        have = there.amount if there else 0
        short = min(have - one.realised, 0)
        held = f"dat is {in_euros(have - one.realised)} meer" if not short else "dat is te weinig"
        says = f"{one.label}: minstens {in_euros(one.realised)}; er is {in_euros(have)}, {held}."
        lines = [one, *(there.lines if there else [])]
        yield _check(_at(one, REALISED), says, short, lines)
