"""What nobody sees in a text does not get in, whatever act takes it."""

from __future__ import annotations

from typing import Annotated

import pytest

from openprisma.documents.spreadsheets import Read
from openprisma.gate import acts
from openprisma.gate.acts import registered
from openprisma.gate.declared import Name, Secret, marks
from openprisma.gate.plain import illegible, legible, tidy
from openprisma.gate.run import Run
from openprisma.kernel.errors import BadInput
from openprisma.sharing.sheet import COLUMNS, read_rows

UNSEEN = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069"
    "\u3164\ufe0f\ufeff\ufff9\U000e0041\U000e0101"
)


@pytest.mark.parametrize("one", UNSEEN, ids=lambda one: f"U+{ord(one):04X}")
def test_what_nobody_sees_is_dropped_from_every_text_of_a_value(one):
    given = {"naam": f"Jan{one}sen", "lijst": [f"a{one}"], "groep": {"reden": f"{one}b"}, "nr": 3}
    assert tidy(given) == {"naam": "Jansen", "lijst": ["a"], "groep": {"reden": "b"}, "nr": 3}


@pytest.mark.parametrize("end", "\x0b\x0c\x85\u2028\u2029")
def test_ends_of_lines_that_no_keyboard_has_are_ends_of_lines(end):
    assert tidy(f"een{end}twee") == "een\ntwee"


@pytest.mark.parametrize("text", ["a\x80", "a\x9f", "\ufdd0", "\ufffe", "\U0010ffff"])
def test_what_is_no_character_is_refused(text):
    assert not legible(text) and illegible({"naam": text}) == ["naam"]


@pytest.mark.parametrize(
    "text", ["Café Sőr", "Жук", "O\u2019Neill \u2013 5 \u20ac\n\tnog", "\u6f22"]
)
def test_an_honest_text_stays_as_it_is(text):
    assert tidy(text) == text and legible(text)


def test_every_act_gets_its_texts_without(live, monkeypatch):
    monkeypatch.setattr(acts, "_registry", dict(acts._registry))

    @acts.act("post_versturen")
    def send(
        run: Run, *, naam: Annotated[str, Name()], lijst: list[Annotated[str, Name()]]
    ) -> None:
        """Nothing."""

    given = {"naam": "Jan\u202e\u200bsen", "lijst": ["\ufeffa"]}
    assert registered()["post_versturen"].parse(given) == {
        "naam": "Jansen",
        "lijst": ["a"],
        "woorden": None,
    }


def test_a_password_is_what_was_typed(live):
    taking = [one for one in registered().values() if dict(marks(one.inputs, Secret))]
    assert taking
    for one in taking:
        secret = dict(marks(one.inputs, Secret))
        given = dict.fromkeys(secret, "lang genoeg\u200bwoord")
        try:
            parsed = one.parse(given)
        except BadInput as bad:
            assert not set(bad.fields) & set(secret)
            continue
        assert {name: parsed[name] for name in secret} == given


def test_rows_of_a_delivery_come_in_without():
    row = [f"Jan\u202e{nr}" for nr in range(len(COLUMNS))]
    rows = read_rows(Read([(1, list(COLUMNS)), (2, row)])).rows
    assert list(rows[0].values()) == [f"Jan{nr}" for nr in range(len(COLUMNS))]
