"""No column of a published view reaches a person, and figures are counted from views alone."""

from __future__ import annotations

import ast
from dataclasses import make_dataclass
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from openprisma.figures import queries, table
from openprisma.figures.models import Event
from openprisma.figures.published import EVENTS
from openprisma.files.models import Assignment, File
from openprisma.gate import published
from openprisma.gate.perform import perform
from openprisma.gate.published import (
    Coded,
    Numbered,
    Plain,
    Shaped,
    Stands,
    no_view_reaches_a_person,
    publishes,
    stands_for,
    views,
)
from openprisma.sharing.models import Statement
from openprisma.subjects.models import Admission, Subject
from tests.builders import a_pass

HEAD = "theo-fictius"


def said(model, monkeypatch, **columns) -> list[str]:
    """What a start says of a view with these columns."""
    monkeypatch.setattr(published, "_registry", {})
    row = make_dataclass("Row", [(name, object) for name in columns])
    publishes("proef", row, model, order=("pk",), **columns)
    return [one.msg.partition("the published view proef ")[2] for one in no_view_reaches_a_person()]


def test_no_view_of_today_reaches_a_person():
    assert {one.name: one.module for one in views()} == {
        "activiteiten": "activities",
        "gebeurtenissen": "figures",
        "bibob_adviezen": "bibob",
    }
    assert no_view_reaches_a_person() == []


@pytest.mark.parametrize(
    ("model", "column", "why"),
    [
        (Subject, {"name": Coded("gebeurtenissen")}, "has name, in which a person can stand"),
        (Subject, {"name": Shaped("[A-Z]{2}")}, "has name, in which a person can stand"),
        (Statement, {"text": Plain()}, "has text, in which a person can stand"),
        (Statement, {"person": Stands()}, "has person, which names who acted"),
        (Statement, {"subject": Stands()}, "has subject, which names a row of Subject"),
        (Admission, {"subject": Plain()}, "has subject, in which a person can stand"),
        (Admission, {"subject": Stands()}, "has subject, which names no file"),
        (Admission, {"id": Stands()}, "has id, which names no file"),
        (Assignment, {"person": Stands()}, "has person, which names who acted"),
        (Event, {"of": Plain()}, "has of, in which a person can stand"),
        (Event, {"receipt": Stands()}, "has receipt, which names who acted"),
        (Event, {"kind": Plain()}, "has kind, which is no day, number or yes or no"),
        (Event, {"kind": Coded("namen")}, "has kind, a code of the list namen, and there is none"),
        (Event, {"panel": Shaped(".*")}, "has panel, whose shape takes Jansen"),
        (Event, {"panel": Shaped(r"\d{9}")}, "has panel, whose shape takes 999999990"),
        (Event, {"soort": Plain()}, "names soort, and there is no such field"),
        (File, {"opened_at": Plain()}, "names opened_at, and there is no such field"),
    ],
)
def test_a_view_that_reaches_a_person_does_not_start(model, column, why, monkeypatch):
    assert said(model, monkeypatch, **column) == [f"{why} (published.py)"]


def test_a_row_says_of_each_column_what_it_is_and_no_more(monkeypatch):
    monkeypatch.setattr(published, "_registry", {})
    row = make_dataclass("Row", [("kind", str), ("name", str)])
    publishes("proef", row, Event, order=("id",), kind=Coded("gebeurtenissen"), nr=Numbered())
    told = [one.msg for one in no_view_reaches_a_person()]
    assert [one.rpartition("view ")[2] for one in told] == [
        "proef does not say what name is (published.py)",
        "proef does not say what nr is (published.py)",
    ]
    assert told[0].startswith("openprisma/figures/models.py, regel ")


def test_figures_are_counted_from_views_and_read_no_table():
    for module in (queries, table):
        tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
        read = {one.module for one in ast.walk(tree) if isinstance(one, ast.ImportFrom)}
        assert not [one for one in read if one.endswith(".models")], module.__name__


def test_nobody_asks_of_a_column_that_is_not_published():
    with pytest.raises(TypeError, match="receipt is no column of gebeurtenissen"):
        EVENTS.read(receipt=uuid4())
    with pytest.raises(TypeError, match="id__gte is no column"):
        EVENTS.read(id__gte=uuid4())


def test_what_is_no_code_is_not_told_and_a_file_is_only_stood_for(live, connect):
    """Also of what stands in the table against every rule: a name as panel, as origin, as theme."""
    file, own = uuid4(), connect("postgres")
    own.execute(
        "insert into figures_event (id, alliance_id, of, kind, on_day, known_on, panel, origin,"
        " themes, advice, ending, carried, receipt) select gen_random_uuid(), code, %s,"
        " 'casus_gestart', '2024-02-01', '2024-02-01', 'Jansen', 'Jan Jansen', '{DRUG,Jansen}',"
        " 'Jansen', 'Jansen', true, gen_random_uuid() from partners_alliance limit 1",
        [file],
    )
    try:
        first, second = (perform(a_pass(HEAD), "cijfers_inzien", jaar=2024) for _ in range(2))
    finally:
        own.execute("delete from figures_event where of = %s", [file])
    (told,) = [one for one in first.rows[1].started if one.of == stands_for(first.key, file)]
    assert (told.panel, told.origin, told.advice, told.ending) == ("", "", "", "")
    assert told.themes == ("DRUG",)
    assert "Jansen" not in str(first) and str(file) not in str(first)
    assert first.key != second.key
    ofs = [{one.of for one in report.rows[1].started} for report in (first, second)]
    assert ofs[0] and not ofs[0] & ofs[1]


def test_what_stands_for_a_file_is_the_same_through_an_answer_only():
    one, other, key = uuid4(), uuid4(), uuid4()
    assert stands_for(key, one) == stands_for(key, one) != stands_for(key, other)
    assert stands_for(uuid4(), one) != stands_for(key, one)
    assert isinstance(stands_for(key, one), UUID)
