"""A delivery of many data: what one of them may take from the others, and what is no text."""

from __future__ import annotations

import pytest

from openprisma.documents.spreadsheets import Read
from openprisma.kernel.errors import BadInput
from openprisma.language import effort
from openprisma.sharing import delivery_actions
from openprisma.sharing.sheet import COLUMNS, read_rows
from tests.builders import ALL_ROWS, REPORTER

ROW = [
    "Testrup Autoverhuur B.V.",
    "bedrijfsgegevens",
    "Een vestiging.",
    "Handelsregister",
    "2025-09-25",
    "2025-09-25",
    "Nodig.",
    "ja",
    "",
    "",
    "",
    "",
    "",
]
FULL = [*ROW, *[""] * (len(COLUMNS) - len(ROW))]
MARK = list(COLUMNS).index("strafrechtelijk of bijzonder")


def read(*rows: list[str], numbers: tuple[int, ...] = ()):
    """What is made of these rows of a sheet."""
    return read_rows(Read(list(zip(numbers or range(1, len(rows) + 1), rows, strict=True))))


def sheet(*texts: str) -> bytes:
    """A spreadsheet with a row for each of these data."""
    rows = [list(COLUMNS), *([*ROW[:2], text, *ROW[3:]] for text in texts)]
    return "\n".join(";".join(row) for row in rows).encode()


@pytest.fixture
def told(connect):
    """What was found wrong with the rows of a delivery: number and sentence."""
    own = connect("postgres")
    return lambda batch: own.execute(
        "select errors from sharing_batch where id = %s", [batch]
    ).fetchone()[0]


@pytest.fixture
def checked(world):
    return lambda batch: world.do(REPORTER, "levering_nakijken", levering=batch).left


def test_a_check_that_takes_long_stops_and_goes_on_the_next_time(world, monkeypatch, told, checked):
    batch = world.do(REPORTER, "levering_klaarzetten", inhoud=sheet("Een.", "Twee.", "Drie."))
    monkeypatch.setattr(delivery_actions, "SECONDS", -1)
    assert [checked(batch) for _ in range(3)] == [2, 1, 0]
    assert [nr for nr, _ in told(batch)] in ([], [2, 3, 4])


def test_a_row_whose_text_is_too_long_or_takes_too_long_is_named_and_the_rest_is_checked(
    world, monkeypatch, told, checked
):
    batch = world.do(REPORTER, "levering_klaarzetten", inhoud=sheet("Een. " * 2_000, "Twee."))
    assert checked(batch) == 0
    nr, what = told(batch)[0]
    assert nr == 2 and what.startswith("kolom C “gegeven”: “Een. Een.")
    assert what.endswith("Deze tekst is te lang. Schrijf hoogstens 4000 tekens")
    monkeypatch.setattr(effort, "SECONDS", -1)
    batch = world.do(REPORTER, "levering_klaarzetten", inhoud=sheet("Een woord. " * 50, "Twee."))
    assert checked(batch) == 0
    assert told(batch)[0][1].startswith("De tekst is te lang om te controleren")


@pytest.mark.parametrize("odd", ["a\x00b", "\x1b"])
def test_a_cell_that_holds_no_text_is_told_with_its_row(odd):
    with pytest.raises(BadInput, match="rij 7, kolom C “gegeven”"):
        read(list(COLUMNS), ROW, [*ROW[:2], odd, *ROW[3:]], numbers=(2, 3, 7))


def test_a_sentence_about_a_cell_does_not_repeat_a_book(world, told):
    batch = world.do(
        REPORTER,
        "levering_klaarzetten",
        inhoud=sheet("Een.").replace(b"Testrup Autoverhuur B.V.", b"a" * 5_000),
    )
    world.do(REPORTER, "levering_nakijken", levering=batch)
    ((nr, what),) = told(batch)
    assert nr == 2 and what.startswith(
        f"kolom A “over wie”: “{'a' * 80}” staat niet in dit dossier. "
    )


@pytest.mark.parametrize("said", ["Ja.", "✓", "misschien", "ja, geheim", "#N/B"])
def test_what_is_no_yes_and_no_no_is_told_and_never_read_as_a_no(world, told, said):
    row = [*FULL[:MARK], said, *FULL[MARK + 1 :]]
    batch = world.do(REPORTER, "levering_klaarzetten", inhoud=sheet("Een.") + _line(row))
    assert world.do(REPORTER, "levering_nakijken", levering=batch).left == 0
    ((nr, what),) = told(batch)
    assert nr == 3 and what.startswith("kolom N “strafrechtelijk of bijzonder”: ")
    assert said in what


@pytest.mark.parametrize("said", ["ja", "JA", "j", "x", "yes", "Waar", "TRUE", "1"])
def test_a_yes_is_a_yes_however_a_spreadsheet_writes_it(world, connect, said):
    row = [*FULL[:2], f"Veroordeeld ({said}).", *FULL[3:MARK], said, *FULL[MARK + 1 :]]
    batch = world.do(REPORTER, "levering_klaarzetten", inhoud=_line(list(COLUMNS)) + _line(row))
    assert world.do(REPORTER, "levering_nakijken", levering=batch).left == 0
    world.do(REPORTER, "levering_vastleggen", levering=batch, **ALL_ROWS)
    query = "select sensitive from sharing_statement where text = %s and file_id = %s"
    told = connect("postgres").execute(query, [row[2], world.bottleneck]).fetchall()
    assert told == [(True,)]


def _line(row: list[str]) -> bytes:
    return ("\n" + ";".join(row)).encode()


@pytest.mark.parametrize(
    ("heads", "row", "says"),
    [
        ([*COLUMNS, "gezag"], [*FULL, "x"], "twee keer: kolom I en kolom Q"),
        ([*COLUMNS, ""], [*FULL, "ja"], "rij 2, kolom Q"),
        ([*COLUMNS], [*FULL, "ja"], "rij 2, kolom Q"),
    ],
)
def test_a_column_that_nobody_would_read_is_refused(heads, row, says):
    assert read([*COLUMNS, ""], [*FULL, ""]).rows
    with pytest.raises(BadInput, match=says):
        read(heads, row)


def test_rows_that_say_the_same_are_one_datum(world, checked):
    batch = world.do(REPORTER, "levering_klaarzetten", inhoud=sheet("Een.", "Een.", "Twee."))
    assert checked(batch) == 0
    took = world.do(REPORTER, "levering_vastleggen", levering=batch, **ALL_ROWS, gelezen=True)
    assert took.data == 2


def test_a_column_that_we_do_not_know_is_told():
    assert read([*COLUMNS, "vertrouwelijk"], [*FULL, "ja"]).notes == [
        "Kolom Q “vertrouwelijk” kennen wij niet. Wat daarin staat, gaat niet mee."
    ]
