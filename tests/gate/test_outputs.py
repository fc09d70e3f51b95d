"""What every act gives back has a type, and what a program reads of it is made of that type."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, get_type_hints
from uuid import UUID, uuid4

import pytest

from openprisma.gate import acts
from openprisma.gate.checks import gaps
from openprisma.gate.outputs import MISSING, described, fault, output_of, plain, unsaid
from openprisma.signals.models import Attachment

# Where what an act gives still holds a row of a table, or anything at all: each is to become plain
# values with names, and none may be added.
UNSAID = 39


@dataclass(frozen=True)
class Loose:
    """Says nothing of one of its parts."""

    name: str
    rest: list[Any]


@dataclass(frozen=True)
class Told:
    """Says of each part what it is."""

    id: UUID
    day: date | None
    names: list[str]
    more: tuple[tuple[str, int], ...] = ()


def test_every_act_says_what_it_gives():
    assert {
        name: why for name, one in acts.registered().items() if (why := fault(one.output))
    } == {}


@pytest.mark.parametrize(
    ("output", "why"),
    [
        (MISSING, "zegt niet wat zij teruggeeft"),
        (Any, "geeft Any; dat is geen dataclass, geen id en niet niets"),
        (dict, "geeft dict; dat is geen dataclass, geen id en niet niets"),
        (dict[str, int], "geeft dict[str, int]; dat is geen dataclass, geen id en niet niets"),
        (int, "geeft int; dat is geen dataclass, geen id en niet niets"),
        (tuple[int, str], "geeft tuple[int, str]; dat is geen dataclass, geen id en niet niets"),
        (Attachment, "geeft een rij van de tabel Attachment, met alles wat daarin staat"),
        (Loose, ""),
        (Told, ""),
        (UUID, ""),
        (type(None), ""),
    ],
)
def test_what_is_no_answer_is_told(output, why):
    assert fault(output) == why


@pytest.mark.parametrize("output", [MISSING, Any, dict[str, str], Attachment])
def test_the_start_names_the_act_its_line_and_what_it_gives(output, monkeypatch):
    one = acts.registered()["post_versturen"]
    monkeypatch.setitem(acts._registry, "post_versturen", replace(one, output=output))
    (told,) = [text for text in gaps() if "post_versturen" in text]
    assert told.startswith("openprisma/example/actions.py, regel ")
    assert told.endswith(f": de handeling post_versturen {fault(output)} (gate/outputs.py)")


def test_a_new_act_without_a_type_is_named(monkeypatch):
    monkeypatch.setattr(acts, "_registry", dict(acts._registry))

    @acts.act("post_versturen")
    def send(run):
        return {"adres": "ergens"}

    assert acts.registered()["post_versturen"].output is MISSING
    assert any("zegt niet wat zij teruggeeft" in text for text in gaps())


def test_inside_what_acts_give_no_more_is_left_unsaid_than_was():
    known = {where for one in acts.registered().values() for where in unsaid(one.output)}
    assert len(known) <= UNSAID, sorted(known)
    assert list(unsaid(Loose)) == ["rest: Any"]
    assert list(unsaid(Told)) == []


def test_json_is_made_of_the_names_in_the_type():
    some = uuid4()
    told = Told(some, date(2026, 1, 2), ["a"], (("b", 1),))
    assert plain(told) == {
        "id": str(some),
        "day": "2026-01-02",
        "names": ["a"],
        "more": [["b", 1]],
    }
    assert plain(replace(told, day=None))["day"] is None
    with pytest.raises(TypeError, match="Attachment has no names to tell it by"):
        plain(Attachment())


def test_the_list_of_acts_says_what_each_gives():
    assert described(type(None)) == {}
    assert described(UUID) == {"": "UUID"}
    assert described(Told)["id"] == "UUID"
    assert described(acts.registered()["levering_nakijken"].output) == {"left": "int"}


def test_what_a_function_says_is_read_from_its_own_line():
    def given(run) -> UUID: ...

    assert output_of(get_type_hints(given)) is UUID
