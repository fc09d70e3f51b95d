"""What is held of people is read for a term: a table without one does not start."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from dateutil.relativedelta import relativedelta

from openprisma.analysis.models import Unknown
from openprisma.files.models import Judgement
from openprisma.gate import holdings
from openprisma.gate.constraints import Subjects, fenced
from openprisma.gate.keeping import KEEP
from openprisma.gate.lasting import every_row_ends
from openprisma.sharing.models import Batch, Request


def said() -> list[str]:
    return [one.msg for one in every_row_ends()]


def class_of(model) -> Subjects:
    return next(one for one in model._meta.constraints if isinstance(one, Subjects))


def test_every_table_in_which_people_stand_says_today_how_long_it_is_read():
    assert said() == []
    assert sum(bool(one.kept) for _, one in fenced()) > 15


@pytest.mark.parametrize("model", [Request, Unknown])
def test_a_table_that_says_no_term_is_named_with_its_line(model, monkeypatch):
    monkeypatch.setattr(class_of(model), "kept", "")
    (only,) = said()
    assert "/models.py, regel " in only
    assert only.endswith(f": nothing says how long {model.__name__} is read (kept=)")


def test_a_table_that_lasts_as_long_as_its_file_says_why(monkeypatch):
    registry = dict(holdings._registry)
    monkeypatch.setattr(holdings, "_registry", registry)
    registry[Judgement] = replace(registry[Judgement], lasts="")
    (only,) = said()
    assert "nothing says how long Judgement is read" in only


def test_no_act_moves_the_day_from_which_a_term_counts(monkeypatch):
    monkeypatch.setattr(class_of(Batch), "kept", "on_day")
    (only,) = said()
    assert only.endswith(": an act changes on_day, from which its term counts")


@pytest.mark.parametrize("first", ["2025-03-01", "2024-02-29", "2025-12-31"])
def test_the_database_counts_five_years_as_the_law_does(live, raw, first):
    known = date.fromisoformat(first)
    (until,) = raw.execute("select (%s::date + fence.kept_for(%s))::date", [known, KEEP]).fetchone()
    assert until == known + relativedelta(years=5)


def test_of_a_term_that_the_law_does_not_know_nothing_is_read(live, raw):
    (until,) = raw.execute("select fence.kept_for('bestaat_niet')").fetchone()
    assert not until
