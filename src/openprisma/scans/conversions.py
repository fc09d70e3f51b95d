"""From what people write to what a column holds, as SQL over text: Dutch dates and amounts too.
What does not fit comes out empty, and so does what is empty: the caller knows which of the two."""

from __future__ import annotations

from datetime import date

from openprisma.scans.tables import ColumnEntry, TablesEntry

MONEY = "DECIMAL(14,2)"
MONTHS = {
    "01": "jan|januari",
    "02": "feb|februari",
    "03": "mrt|maart",
    "04": "apr|april",
    "05": "mei",
    "06": "jun|juni",
    "07": "jul|juli",
    "08": "aug|augustus",
    "09": "sep|sept|september",
    "10": "okt|oktober",
    "11": "nov|november",
    "12": "dec|december",
}
FORMS = "['%Y-%m-%d', '%d-%m-%Y', '%d/%m/%Y', '%d.%m.%Y', '%Y/%m/%d']"
YES = ("ja", "j", "yes", "true", "waar", "1")
NO = ("nee", "n", "no", "false", "onwaar", "0")
LONGEST = {"sleutel": 64, "akte": 64, "tekst": 500}
EARLIEST = date(1000, 1, 1)  # a year of two digits is no year


def quoted(text: str) -> str:
    """A text as SQL."""
    return "'" + text.replace("'", "''") + "'"


def converted(name: str, column: ColumnEntry, physical: str, tables: TablesEntry) -> str:
    """The value of a column of this type, of a file in which it has a physical type."""
    numeric = physical.startswith(("DECIMAL", "DOUBLE", "FLOAT")) or physical.endswith("INT")
    numeric = numeric or physical == "INTEGER"
    if column.type == "dag" and physical == "DATE":
        return name
    if column.type == "dag" and physical.startswith("TIMESTAMP"):
        return f"case when {name} = date_trunc('day', {name}) then cast({name} as date) end"
    if column.type in ("bedrag", "maat") and numeric:
        return f"try_cast({name} as {MONEY})"
    if column.type in ("getal", "jaar") and numeric:
        return (
            f"case when {name} = try_cast({name} as integer) then try_cast({name} as integer) end"
        )
    if column.type == "janee" and physical == "BOOLEAN":
        return name
    return _of_text(f"cast({name} as varchar)" if physical != "VARCHAR" else name, column, tables)


def _of_text(x: str, column: ColumnEntry, tables: TablesEntry) -> str:
    match column.type:
        case "dag":
            return _day(x)
        case "bedrag":
            return _amount(x, r"([.,][0-9]{1,2})?")
        case "maat":
            return _amount(x, r"([.,][0-9]{1,6})?")
        case "getal" | "jaar":
            return _whole(x)
        case "janee":
            yes, no = (", ".join(map(quoted, words)) for words in (YES, NO))
            said = f"lower({x}) in"
            return f"case when {said} ({yes}) then true when {said} ({no}) then false end"
        case "code":
            return _code(x, tables.codes[column.codes])
        case "land":
            return (
                f"case when lower({x}) in ('nl', 'nld', 'nederland') then 'NL' "
                f"when regexp_full_match({x}, '[A-Za-z]{{2}}') then upper({x}) end"
            )
        case "sbi":
            plain = f"regexp_replace({x}, '[. ]', '', 'g')"
            return f"case when regexp_full_match({plain}, '[0-9]{{2,6}}') then {plain} end"
        case _:
            return f"case when length({x}) <= {LONGEST[column.type]} then {x} end"


def _code(x: str, codes: dict[str, tuple[str, ...]]) -> str:
    cases = " ".join(
        f"when lower({x}) in ({', '.join(quoted(word) for word in (code, *others))}) "
        f"then {quoted(code)}"
        for code, others in codes.items()
    )
    return f"case {cases} end"


def _whole(x: str) -> str:
    """`12`, `1.250` and what a spreadsheet makes of it: `12.0`."""
    return (
        f"case when regexp_full_match({x}, '-?[0-9]{{1,9}}') then try_cast({x} as integer) "
        f"when regexp_full_match({x}, '-?[0-9]{{1,9}}[.,]0') "
        f"then try_cast(regexp_replace({x}, '[.,]0$', '') as integer) "
        f"when regexp_full_match({x}, '-?[1-9][0-9]{{0,2}}([.][0-9]{{3}})+') "
        f"then try_cast(replace({x}, '.', '') as integer) end"
    )


def _amount(x: str, decimals: str) -> str:
    """`325000`, `325.000`, `325 000,50`, `€ 325.000,-`. A point before three digits parts
    thousands, as in Dutch; a comma before three digits says too little and is refused."""
    plain, thousands = f"-?[0-9]{{1,12}}{decimals}", "-?[1-9][0-9]{0,2}([. \u00a0\u202f][0-9]{3})+"
    bare = f"trim(regexp_replace({x}, '(?i)^(-?)\\s*(€|euro?)|,-+$', '\\1', 'g'), ' \u00a0')"

    def read(y: str) -> str:
        return (
            f"when regexp_full_match({y}, {quoted(thousands + '(,[0-9]{1,2})?')}) "
            f"then try_cast(replace(regexp_replace({y}, '[. \u00a0\u202f]', '', 'g'), ',', '.') "
            f"as {MONEY}) "
            f"when regexp_full_match({y}, {quoted(plain)}) "
            f"then try_cast(replace({y}, ',', '.') as {MONEY}) "
        )

    form = "[0-9]{1,12}([.][0-9]{1,2})?"
    quick = f"when regexp_full_match({x}, '{form}') then try_cast({x} as {MONEY})"
    return f"case {quick} {read(x)} {read(bare)} end"


def _day(x: str) -> str:
    """`2024-03-09`, `9-3-2024`, `20240309`, `9 maart 2024`, with midnight behind it or not. Years
    have four digits."""
    short = f"regexp_replace({x}, '[T ]00:00(:00([.]0+)?)?Z?$', '')"
    named = f"lower({x})"
    for number, words in MONTHS.items():
        named = (
            f"regexp_replace({named}, '^([0-9]{{1,2}})[ -]({words})[.]?[ -]([0-9]{{4}})$', "
            f"'\\3-{number}-\\1')"
        )
    forms = (
        f"when {x} like '____-__-__' then try_cast({x} as date)",
        f"when regexp_full_match({x}, '[0-9]{{8}}') then cast(try_strptime({x}, '%Y%m%d') as date)",
        f"when not regexp_matches({x}, '^[0-9]') then null",  # 'epoch' is a day to DuckDB
        f"when regexp_matches(lower({x}), '[a-su-y]') "
        f"then cast(try_strptime({named}, '%Y-%m-%d') as date)",
    )
    return f"case {' '.join(forms)} else cast(try_strptime({short}, {FORMS}) as date) end"


def bounds(column: ColumnEntry, latest: date) -> tuple[str, str]:
    """What a value may not be below, and not above, as SQL; empty when it may be anything."""
    if column.type == "dag":
        return _date(EARLIEST), "" if column.later else _date(latest)
    low = 0 if column.type == "bedrag" and column.min is None else column.min
    high = latest.year + 1 if column.type == "jaar" and column.max is None else column.max
    return ("" if low is None else str(low)), ("" if high is None else str(high))


def _date(day: date) -> str:
    return f"date '{day.isoformat()}'"
