"""Acts on lines of a budget: take in a spreadsheet, lay down, correct and withdraw one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from openprisma.documents.limits import LIMIT
from openprisma.documents.spreadsheets import Read, read_sheet
from openprisma.finance.models import BudgetLine
from openprisma.finance.money import cents
from openprisma.finance.queries import EARLIEST, Year
from openprisma.finance.sheet import COLUMNS, LABEL, MOST, key_of, read_rows
from openprisma.gate.acts import Ahead, act
from openprisma.gate.declared import Ref
from openprisma.gate.lists import MoneyKind, MoneyPart, MoneySide
from openprisma.gate.references import referred
from openprisma.gate.run import Run
from openprisma.gate.writes import adds, changes
from openprisma.kernel.days import FOREVER
from openprisma.kernel.errors import BadInput
from openprisma.language.prose import Prose
from openprisma.partners.facts import alliance

Content = Annotated[
    Read,
    Ahead(
        Annotated[bytes, Field(min_length=1, max_length=LIMIT)],
        partial(read_sheet, most=MOST, heads=COLUMNS),
    ),
]
Amount = Annotated[Decimal, Field(max_digits=13, decimal_places=2)]
Few = Annotated[int, Field(ge=0, le=1_000_000)]
Label = Annotated[str, Field(min_length=2, max_length=LABEL), Prose(longest=LABEL)]
Source = Annotated[str, Prose(longest=LABEL)]
Reason = Annotated[str, Field(min_length=3, max_length=200), Prose(longest=200)]
OneLine = Annotated[
    UUID,
    Ref(
        BudgetLine,
        "Deze begrotingsregel is er niet.",
        "Kies een regel uit de tabel.",
        anywhere=True,
    ),
]
REPLACED = "vervangen door een nieuw rekenblad"
_ENDS = changes(BudgetLine, "until_on", "why")


@dataclass(frozen=True)
class TakenIn:
    """How many lines came in, how many stood there already, and how many were replaced."""

    added: int
    same: int
    ended: int


@act("begroting_inlezen", writes=(adds(BudgetLine), _ENDS))
def take_in(run: Run, *, jaar: Year, inhoud: Content, nagekeken: bool = False) -> TakenIn:
    """Take in a spreadsheet (XLSX, ODS, CSV) with all lines of a year. What stands there the same
    stays; what the sheet does not hold ends today. Amounts are kept as they are, also where they
    do not add up. `nagekeken`: doubtful words in it are about nobody. Raises `BadInput` with every
    mistake by row and column: then nothing is kept.
    Source: huisregels:14.2."""
    _year(run, jaar)
    rows = read_rows(inhoud, looked=nagekeken)
    stands = {_of(one): one for one in _current(jaar)}
    new = [row for row in rows if stands.pop(_said(row.given), None) is None]
    for one in stands.values():
        _end(run, one, REPLACED)
    BudgetLine.objects.bulk_create(_line(run, jaar, row.nr, row.given) for row in new)
    return TakenIn(len(new), len(rows) - len(new), len(stands))


@act("begroting_regel_vastleggen", writes=(adds(BudgetLine),))
def lay_down(
    run: Run,
    *,
    jaar: Year,
    onderdeel: MoneyPart,
    kant: MoneySide,
    soort: MoneyKind,
    omschrijving: Label,
    begroot: Amount | None = None,
    realisatie: Amount | None = None,
    uren: Few | None = None,
    bron: Source = "",
) -> UUID:
    """Lay down one line of a budget; amounts in euros. Raises `BadInput` for one without an amount,
    and for one that stands there already. Source: huisregels:14.2."""
    _year(run, jaar)
    given: dict[str, Any] = {
        "part": onderdeel,
        "side": kant,
        "kind": soort,
        "label": omschrijving,
        "budget": cents(begroot),
        "realised": cents(realisatie),
        "hours": uren,
        "source": bron,
    }
    _with_amount(given)
    if any(key_of(_said_of(one)) == key_of(given) for one in _current(jaar)):
        raise BadInput(
            "Deze regel staat er al.",
            fields={"omschrijving": "Verbeter de regel die er staat, of kies andere woorden."},
        )
    return _add(run, jaar, given).id


@act("begroting_regel_verbeteren", writes=(adds(BudgetLine), _ENDS))
def correct(
    run: Run,
    *,
    regel: OneLine,
    reden: Reason,
    begroot: Amount | None = None,
    realisatie: Amount | None = None,
) -> UUID:
    """Give a line other amounts, in euros; as of an earlier day the old ones stand. Raises
    `BadInput` without an amount, and for a line that ended. Source: huisregels:14.2."""
    old = _open(run)
    given = _said_of(old) | {"budget": cents(begroot), "realised": cents(realisatie)}
    _with_amount(given)
    _end(run, old, reden)
    return _add(run, old.year, given | {"nr": old.nr}).id


@act("begroting_regel_intrekken", writes=(_ENDS,))
def withdraw(run: Run, *, regel: OneLine, reden: Reason) -> None:
    """End a line that does not belong there; as of an earlier day it stands. Raises `BadInput` for
    one that ended. Source: huisregels:14.2."""
    _end(run, _open(run), reden)


def _year(run: Run, year: int) -> None:
    if not EARLIEST <= year <= run.today.year + 1:
        raise BadInput(
            "Dit jaar kan niet.",
            fields={"jaar": f"Kies een jaar van {EARLIEST} tot en met volgend jaar."},
        )


def _with_amount(given: dict[str, Any]) -> None:
    if given["budget"] is None and given["realised"] is None:
        raise BadInput(
            "Er staat geen bedrag.", fields={"begroot": "Vul begroot of realisatie in, of beide."}
        )


def _current(year: int) -> list[BudgetLine]:
    return list(BudgetLine.objects.filter(year=year, until_on=FOREVER).order_by("nr"))


def _open(run: Run) -> BudgetLine:
    found = referred(run, "regel", BudgetLine)
    if found.until_on != FOREVER:
        raise BadInput(
            "Deze regel is al vervangen of ingetrokken.",
            fields={"regel": "Kies een regel die er nu staat."},
        )
    return found


_SAID = (
    "part",
    "side",
    "kind",
    "label",
    "budget",
    "realised",
    "hours",
    "fte",
    "about",
    "source",
)


def _said_of(one: BudgetLine) -> dict[str, Any]:
    return {name: getattr(one, name) for name in _SAID}


def _of(one: BudgetLine) -> str:
    return _said(_said_of(one))


def _said(given: dict[str, Any]) -> str:
    """All that a line says, to compare."""
    return repr([given[name] for name in _SAID])


def _end(run: Run, one: BudgetLine, why: str) -> None:
    one.until_on, one.why, one.receipt = run.today, why, run.line
    one.save(update_fields=["until_on", "why", "receipt"])


def _add(run: Run, year: int, given: dict[str, Any]) -> BudgetLine:
    last = max((one.nr for one in _current(year)), default=0)
    made = _line(run, year, last + 1, given)
    made.save(force_insert=True)
    return made


def _line(run: Run, year: int, nr: int, given: dict[str, Any]) -> BudgetLine:
    return BudgetLine(
        alliance_id=alliance(run),
        year=year,
        known_on=run.today,
        receipt=run.line,
        **({"nr": nr} | given),
    )
