"""Every text an act takes says what it is: a code of a list, an identifier, a name, a secret, or
prose that is read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

import pytest
from pydantic import BaseModel, Field

from openprisma.gate import acts
from openprisma.gate.acts import registered
from openprisma.gate.checks import every_text_is_read, gaps, law_and_code_fit, loose, unread
from openprisma.gate.codes import Code, codes, known
from openprisma.gate.declared import Declared, Identifier, Name, Ref, marks, undeclared
from openprisma.gate.law import lawbook
from openprisma.gate.lists import Category, Organisation
from openprisma.gate.perform import perform
from openprisma.gate.run import Run
from openprisma.kernel.errors import BadInput
from openprisma.language.prose import Prose
from openprisma.partners.models import Person
from tests.builders import REPORTER, a_pass, draft, without


def test_no_act_takes_a_text_that_says_not_what_it_is(live):
    assert list(loose()) == []
    assert len(registered()) > 110


@pytest.fixture
def forgotten(live, monkeypatch):
    """Register an act for a while, in place of one that is there."""
    monkeypatch.setattr(acts, "_registry", dict(acts._registry))

    def take(hint: Any, default: Any = ...) -> list[str]:
        def send(run: Run, *, iets: Any) -> None:
            """Nothing."""

        send.__annotations__["iets"] = hint
        if default is not ...:
            send.__kwdefaults__ = {"iets": default}
        acts.act("post_versturen")(send)
        return [text for text in gaps() if "post_versturen" in text]

    return take


class Loose(BaseModel):
    tekst: str


class Fast(BaseModel):
    soort: Category
    op: date
    wie: Annotated[str, Name()] | None = None


OPEN = [
    str,
    str | None,
    list[str],
    list[str] | None,
    dict[str, bool],
    dict[Category, str],
    dict[str, Category],
    Annotated[str, Field(max_length=80)],
    Annotated[str, Field(pattern="^a$")],
    Loose,
    list[Loose],
    dict[Category, Loose],
    Annotated[dict[str, str], Prose()],
    int,
    float,
    Any,
    bytes,
    Decimal,
    tuple[str, ...],
    set[str],
    Annotated[list[str], Field(min_length=1)],
    UUID,
    UUID | None,
    list[UUID],
]
CLOSED = [
    Category,
    Category | None,
    list[Organisation],
    Annotated[list[Organisation], Field(min_length=1)],
    dict[Category, bool],
    Annotated[str, Identifier("a", 1)],
    Annotated[str, Name()],
    Fast,
    list[Fast],
    bool,
    date,
    Annotated[UUID, Ref(Person)] | None,
    Annotated[int, Field(ge=0, le=9)],
    Annotated[bytes, Field(max_length=9)],
    Annotated[Decimal, Field(max_digits=5)],
]


@pytest.mark.parametrize("hint", OPEN, ids=str)
def test_a_parameter_that_says_not_what_it_is_does_not_start(forgotten, hint):
    assert any("zegt niet wat iets" in text for text in forgotten(hint))
    assert [error.id for error in law_and_code_fit()] == ["gate.E003"] * len(list(gaps()))


@pytest.mark.parametrize("hint", CLOSED, ids=str)
def test_one_that_says_so_does(forgotten, hint):
    assert forgotten(hint) == []


class New(Declared):
    """A kind of text that somebody adds tomorrow, and that says nothing of reading."""


@pytest.mark.parametrize(
    "hint",
    [
        Annotated[str, Prose()],
        Annotated[str, Name()],
        Annotated[str, New()],
        Annotated[dict[Category, str] | None, Prose()],
        list[Annotated[str, Prose()]],
    ],
    ids=["prose", "a name", "a kind of tomorrow", "by category", "a list"],
)
def test_words_that_no_norm_reads_do_not_start(live, monkeypatch, hint):
    assert every_text_is_read() == []
    monkeypatch.setattr(acts, "_registry", dict(acts._registry))

    def withdraw(run: Run, *, reden: Any) -> None:
        """With a reason that nobody looks at."""

    withdraw.__annotations__["reden"] = hint
    acts.act("signaal_intrekken")(withdraw)
    told = list(unread())
    assert all("signaal_intrekken neemt bij reden tekst aan" in text for text in told)
    assert [path for path in ("tekst.zeker", "tekst.verklaard") if path in "".join(told)] == [
        "tekst.zeker",
        "tekst.verklaard",
    ]
    assert {error.id for error in every_text_is_read()} == {"gate.E007"}


def test_a_doubtful_word_that_no_norm_asks_about_does_not_start(live, other_law):
    with other_law(without(lawbook(), "bgs:1.9.1/twijfel")):
        acts_told = {text.split()[2] for text in unread() if "tekst.verklaard" in text}
    assert acts_told == acts.with_prose()


def test_a_list_that_is_not_there_does_not_start(forgotten):
    assert any("die lijst is er niet" in text for text in forgotten(Annotated[str, Code("wensen")]))


def _coded() -> list[tuple[str, str]]:
    """Every parameter that takes a code, alone or in a group."""
    found = [
        (name, field)
        for name, act in registered().items()
        for field, mark in marks(act.inputs, Code)
    ]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize(("act", "field"), _coded())
def test_a_parameter_with_a_list_takes_nothing_beside_it(live, act, field):
    for text in ("Jan de Vries is ziek, zegt men", "a" * 3_000, "Geen", "x; drop table", "\u200b"):
        for given in (text, [text], {text: True}, {text: "x"}, {text: text}, [[text]]):
            with pytest.raises(BadInput) as told:
                registered()[act].parse({field: given})
            assert field in told.value.fields, (text, given)


def test_there_are_many_parameters_with_a_list():
    found = _coded()
    assert len(found) > 60
    for pair in (
        ("signaal_aanvullen", "verwachte_deelnemers"),
        ("casus_voordragen", "gemeenten"),
        ("casus_starten", "deelnemers"),
        ("signaal_beoordelen", "criteria"),
        ("toetsrapport_vastleggen", "toetsen"),
        ("cijfers_overnemen", "gebeurtenissen"),
    ):
        assert pair in found


def test_places_of_a_signal_are_codes_and_no_text_comes_to_stand_there(live, connect):
    by, words = a_pass(REPORTER), "Jan de Vries, Poolse man uit Rijswijk"
    given = {
        "titel": "Wagens",
        "vorm": "georganiseerde_drugscriminaliteit",
        "samenvatting": "Wagens bij een loods.",
    }
    for places in (
        [words],
        ["GM0603", words],
        ["GM060"],
        ["gm0603"],
        ["GM0603\nGM0603"],
        ["GM٠٦٠٣"],
        ["GM0603"] * 61,
    ):
        with pytest.raises(BadInput) as told:
            perform(by, "signaal_opstellen", gemeenten=places, **given)
        assert list(told.value.fields) == ["gemeenten"], places
        with pytest.raises(BadInput):
            perform(by, "signaal_herzien", file=draft(by=by), gemeenten=places, **given)
    query = "select 1 from signals_signal where municipalities::text like '%Vries%'"
    assert not connect("postgres").execute(query).fetchall()


def test_a_list_that_a_region_keeps_is_asked_again_for_a_code_that_was_not_in_it(live, connect):
    own = connect("postgres")
    assert known("organisaties") and "nieuwe-dienst" not in codes("organisaties", "nieuwe-dienst")
    own.execute(
        "insert into partners_outsider (code, alliance_id, name) values ('nieuwe-dienst', "
        "'den-haag', 'Nieuwe Dienst')"
    )
    try:
        assert "nieuwe-dienst" in codes("organisaties", "nieuwe-dienst")
    finally:
        own.execute("delete from partners_outsider where code = 'nieuwe-dienst'")


@pytest.mark.parametrize("odd", ["a\x00b", "\ud800", "a\x1bb", "\x7f"])
def test_characters_that_no_text_has_are_refused_in_every_field_of_every_act(live, odd):
    for name, act in registered().items():
        for field in act.inputs.model_fields:
            for given in (odd, [odd], {odd: "x"}, {"x": odd}, {"x": [odd]}):
                with pytest.raises(BadInput) as told:
                    act.parse({field: given})
                assert list(told.value.fields) == [field], (name, given)


@pytest.mark.parametrize("day", ["9999-12-31", "2200-01-01", "1899-12-31", "0001-01-01"])
def test_a_day_that_no_calendar_of_ours_reaches_is_refused(live, day):
    with pytest.raises(BadInput) as told:
        perform(a_pass(REPORTER), "vergadering_plannen", vorm="zitting", datum=day)
    assert list(told.value.fields) == ["datum"]
    with pytest.raises(BadInput):
        registered()["cijfers_overnemen"].parse(
            {"gebeurtenissen": [{"van": "ABC-1", "soort": "casus_gestart", "op": day}]}
        )


def test_a_shape_inside_a_shape_is_looked_into():
    one = type("One", (BaseModel,), {"__annotations__": {"a": list[Loose], "b": Fast | None}})
    assert list(undeclared(one)) == ["a.tekst"]
