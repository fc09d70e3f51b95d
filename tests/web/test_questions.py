"""A form is made of the record of its act and the types of its inputs; a mistake in either is told
with its file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated, Any
from uuid import UUID

import pytest
from pydantic import Field as Input

from openprisma.engine.acts import ActEntry, QuestionEntry, load_acts
from openprisma.gate import acts
from openprisma.gate.codes import Code
from openprisma.gate.declared import Identifier, Name, Ref, Secret
from openprisma.gate.law import lawbook
from openprisma.gate.run import Run
from openprisma.kernel.errors import LawError
from openprisma.kernel.places import data
from openprisma.language.prose import Prose, readings
from openprisma.subjects.models import Subject
from openprisma.web.questions import Made, form_of
from openprisma.web.tags import act_label

ACT = "post_versturen"


@pytest.fixture
def asked(live, monkeypatch):
    """The one question of an act that takes `iets` of some type, with a record that says so."""
    monkeypatch.setattr(acts, "_registry", dict(acts._registry))

    def make(hint: Any, default: Any = ..., made: Made | None = None, **record: Any):
        def send(run: Run, *, iets: Any) -> None:
            """Nothing."""

        send.__annotations__["iets"] = hint
        if default is not ...:
            send.__kwdefaults__ = {"iets": default}
        acts.act(ACT)(send)
        entry = ActEntry(
            label="Iets doen",
            purpose="niets",
            fields={"iets": QuestionEntry(**({"label": "Wat?"} | record))},
        )
        book = replace(
            lawbook(),
            vocabulary=replace(lawbook().vocabulary, acts=lawbook().vocabulary.acts | {ACT: entry}),
        )
        monkeypatch.setattr("openprisma.web.questions.lawbook", lambda: book)
        return form_of(ACT, **({"iets": made} if made else {})).fields[0]

    return make


KINDS = [
    (date, ..., "date"),
    (date | None, None, "date"),
    (bool, ..., "yesno"),
    (bool, False, "tick"),
    (Annotated[bytes, Input(max_length=9)], ..., "file"),
    (Annotated[str, Prose()], ..., "area"),
    (Annotated[str, Input(max_length=80), Prose()], ..., "line"),
    (Annotated[str, Name()], ..., "line"),
    (Annotated[str, Identifier(r"\d", 1)], ..., "line"),
    (Annotated[str, Secret()], ..., "password"),
    (Annotated[int, Input(ge=0, le=9)], ..., "line"),
    (Annotated[str, Code("antwoorden")], ..., "choice"),
    (list[Annotated[str, Code("antwoorden")]] | None, None, "many"),
    (Annotated[UUID, Ref(Subject)], ..., "choice"),
    (list[Annotated[UUID, Ref(Subject)]], ..., "many"),
    (dict[Annotated[str, Code("antwoorden")], bool], ..., "group"),
]


@pytest.mark.parametrize(
    ("hint", "default", "kind"), KINDS, ids=[f"{kind}-{hint}"[:60] for hint, _, kind in KINDS]
)
def test_the_kind_of_a_question_follows_from_the_type_of_the_input(asked, hint, default, kind):
    assert asked(hint, default).kind == kind


def test_a_list_of_the_vocabulary_gives_the_answers_with_their_words(asked):
    listed = lawbook().vocabulary.lists["vergadervormen"]
    assert "geen" in listed
    field = asked(Annotated[str, Code("vergadervormen", but="geen")])
    assert field.options == [(code, text) for code, text in listed.items() if code != "geen"]


def test_the_record_says_otherwise_and_a_screen_says_what_depends_on_the_file(asked):
    assert asked(Annotated[str, Prose()], kind="line").kind == "line"
    field = asked(
        Annotated[UUID, Ref(Subject)],
        made=Made(options=[("1", "een")], value="1"),
        help="Kies.",
        optional=True,
    )
    assert (field.options, field.value, field.help, field.optional) == (
        [("1", "een")],
        "1",
        "Kies.",
        True,
    )


def test_the_parts_of_a_group_ask_what_its_values_are(asked):
    parts = {"ja": {"label": "A"}, "nee": {"label": "B", "kind": "line"}}
    field = asked(
        dict[Annotated[str, Code("oordelen")], bool],
        parts=parts,
        made=Made(parts={"ja": Made(value="x")}),
    )
    assert [(part.name, part.label, part.kind, part.value) for part in field.parts] == [
        ("iets.ja", "A", "yesno", "x"),
        ("iets.nee", "B", "line", ""),
    ]


def test_a_question_that_the_act_does_not_take_and_one_that_the_record_has_not_are_told(asked):
    asked(date)
    with pytest.raises(LawError, match="'anders' staat niet bij fields"):
        form_of(ACT, anders=Made(value="x"))
    with pytest.raises(LawError, match="'nul' staat niet bij de delen van iets"):
        asked(dict[Annotated[str, Code("oordelen")], bool], made=Made(parts={"nul": Made()}))


def test_a_record_that_asks_what_the_act_does_not_take_is_told_with_both_places(live, monkeypatch):
    entry = lawbook().vocabulary.acts["stemmen"]
    changed = entry.model_copy(
        update={"fields": entry.fields | {"kleur": QuestionEntry(label="Welke kleur?")}}
    )
    book = replace(lawbook(), vocabulary=replace(lawbook().vocabulary, acts={"stemmen": changed}))
    monkeypatch.setattr("openprisma.web.questions.lawbook", lambda: book)
    with pytest.raises(LawError) as told:
        form_of("stemmen")
    assert (
        "'kleur' vraagt de handeling niet: openprisma/panels/actions.py, regel " in told.value.what
    )
    assert told.value.where == "handelingen/stemmen.yaml"


def test_prose_anywhere_in_what_an_act_takes_is_read(asked):
    """Also inside a list: a signature that a form could not have was not looked at."""
    asked(list[Annotated[str, Prose()]])
    found = readings(ACT, {"iets": ["Een loods.", "Het is een Rus."]})
    assert [name for name, reading in found.items() if reading.certain] == ["iets.1"]


def test_every_act_has_a_record_with_one_name_and_an_act_that_takes_it_back_exists(tmp_path):
    assert len(load_acts(data("law"))) > 115
    folder = tmp_path / "handelingen"
    folder.mkdir()
    (folder / "a.yaml").write_text("label: Zien\npurpose: x\nundo: b\n")
    with pytest.raises(
        LawError, match="a wordt ongedaan gemaakt met 'b', en die handeling is er niet"
    ):
        load_acts(tmp_path)
    (folder / "b.yaml").write_text("label: Doen\npurpose: x\n")
    assert [(one.label, one.button) for one in load_acts(tmp_path).values()] == [
        ("Zien", "Zien"),
        ("Doen", "Doen"),
    ]


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ("{label: Advies van de RAC, purpose: x}", "zegt niet wat iemand doet"),
        ("{label: Een eigen toets, purpose: x}", "zegt niet wat iemand doet"),
        ("{label: Stemmen, button: Mijn stem vastleggen, purpose: x}", "button"),
        ("{label: Stemmen, title: Mijn stem, purpose: x}", "title"),
        ("{label: Stemmen, link: Mijn stem, purpose: x}", "een knop zegt de naam"),
    ],
)
def test_an_act_has_one_name_that_says_what_one_does(tmp_path, record, told):
    """Fifty had another word on the button, above the form, or both, than the log recorded."""
    folder = tmp_path / "handelingen"
    folder.mkdir()
    (folder / "a.yaml").write_text(record, encoding="utf-8")
    with pytest.raises(LawError, match=told) as error:
        load_acts(tmp_path)
    assert "a.yaml" in error.value.where


def test_the_button_the_heading_and_the_log_say_the_same(live):
    for act, record in lawbook().vocabulary.acts.items():
        said = {record.label, form_of(act).title}
        assert (said | {record.button} if record.writes else said) == {record.label}, act
        assert act_label(act) == record.label


def test_an_act_on_a_tab_that_is_not_there_is_refused(tmp_path):
    folder = tmp_path / "handelingen"
    folder.mkdir()
    (folder / "a.yaml").write_text("{label: Zien, purpose: x, on: b}", encoding="utf-8")
    (folder / "b.yaml").write_text("{label: Doen, purpose: x}", encoding="utf-8")
    with pytest.raises(LawError, match="a staat op het tabblad van 'b', en die handeling heeft"):
        load_acts(tmp_path)
