"""Judging: versions by date, all reasons, judgements, exceptions, precedence, and facts that are
missing."""

from __future__ import annotations

from datetime import date

import pytest

from openprisma.engine.groups import Surroundings
from openprisma.engine.lawbook import load_lawbook
from openprisma.gate.law import lawbook
from openprisma.kernel.errors import LawError, MissingFact, Refused

WORDS = """
objects:
  wie: {orgaan: {type: code, label: uw orgaan}}
  gegeven:
    fase: {type: getal, label: de fase}
    nodig: {type: ja_nee, label: nodig}
    oud: {type: ja_nee, label: oud}
lists: {}
certainties: {}
"""
HEAD = "citation: artikel 1 X\ntitle: x\nsource: https://example.org\nversions:\n"
VERSION = (
    "  - valid_from: {day}\n    published: x\n    certainty: seen\n    summary: x\n    norms:\n"
)
NORM = (
    "      - {{id: {id}, binds: [delen], {rule}, says: x, refusal: nee {id}, "
    "remedy: doe iets{more}}}\n"
)
DAY = date(2026, 3, 9)


@pytest.fixture
def law(tmp_path):
    """A lawbook out of lines `id | rule | more`."""

    def make(*norms, second=()):
        (tmp_path / "vocabulary.yaml").write_text(WORDS)
        (tmp_path / "handelingen").mkdir(exist_ok=True)
        for act in ("delen", "lezen"):
            (tmp_path / "handelingen" / f"{act}.yaml").write_text(f"label: {act}\npurpose: x\n")
        (tmp_path / "wgs").mkdir(exist_ok=True)
        text = HEAD + VERSION.format(day="2025-03-01") + "".join(_norm(*n) for n in norms)
        if second:
            text += VERSION.format(day="2025-07-01") + "".join(_norm(*n) for n in second)
        (tmp_path / "wgs" / "1.yaml").write_text(text)
        return load_lawbook(tmp_path, Surroundings())

    return make


def _norm(name, rule, more=""):
    return NORM.format(id=f"'{name}'", rule=rule, more=f", {more}" if more else "")


def test_nothing_that_no_norm_permits_is_permitted(law):
    verdict = law(("1", "requires: waar")).on(DAY).judge("delen", {}, DAY)
    assert not verdict.allowed
    assert verdict.reasons[0].norm == "geen-grond"


def test_all_reasons_are_given_and_a_prohibition_weighs_most(law):
    book = law(
        ("1", "permits: waar"), ("2", "requires: gegeven.nodig"), ("3", "forbids: gegeven.oud")
    )
    verdict = book.on(DAY).judge("delen", {"gegeven.nodig": False, "gegeven.oud": True}, DAY)
    assert [r.norm for r in verdict.reasons] == ["wgs:1.3", "wgs:1.2"]


def test_one_ground_that_holds_is_enough(law):
    book = law(("1", "permits: gegeven.nodig"), ("2", "permits: gegeven.oud"))
    assert book.on(DAY).judge("delen", {"gegeven.nodig": False, "gegeven.oud": True}, DAY).allowed
    assert (
        not book.on(DAY).judge("delen", {"gegeven.nodig": False, "gegeven.oud": False}, DAY).allowed
    )


def test_a_norm_applies_only_under_its_if(law):
    book = law(("1", "permits: waar"), ("2", "requires: gegeven.nodig", "if: gegeven.fase = 3"))
    assert book.on(DAY).judge("delen", {"gegeven.fase": 1, "gegeven.nodig": False}, DAY).allowed
    assert not book.on(DAY).judge("delen", {"gegeven.fase": 3, "gegeven.nodig": False}, DAY).allowed


def test_a_missing_fact_raises_also_behind_a_no(law):
    book = law(("1", "permits: waar"), ("2", "requires: gegeven.nodig en gegeven.oud"))
    with pytest.raises(MissingFact, match=r"gegeven\.oud"):
        book.on(DAY).judge("delen", {"gegeven.nodig": False}, DAY)


@pytest.mark.parametrize(
    ("rests_on", "told"),
    [
        ("", "rests_on"),
        (", rests_on: []", "rests_on"),
        (", rests_on: [gegeven.fase]", "rests_on noemt een aantal, 'gegeven.fase'"),
        (", rests_on: [gegeven.niets]", "'gegeven.niets' staat niet in vocabulary.yaml"),
    ],
    ids=["left out", "nothing", "a count", "an unknown word"],
)
def test_an_open_norm_says_what_it_rests_on_and_never_a_count(law, rests_on, told):
    with pytest.raises(LawError, match=told):
        law(("1", f"judgement: {{question: 'nodig?', by: jurist{rests_on}}}"))


def test_an_open_norm_waits_for_its_judgement(law):
    book = law(
        ("1", "permits: waar"),
        ("2", "judgement: {question: 'nodig?', by: jurist, rests_on: [gegeven.nodig]}"),
    )
    judged = {
        given: book.on(DAY).judge("delen", {}, DAY, judgements=given and {"wgs:1.2": given == "ja"})
        for given in ("", "ja", "nee")
    }
    assert [f.state for f in judged[""].objections] == ["waits"]
    assert judged["ja"].allowed
    assert [f.state for f in judged["nee"].objections] == ["violated"]


def test_a_power_is_needed_beside_a_ground(law):
    book = law(("1", "permits: waar"), ("2", "empowers: wie.orgaan = burgemeester"))
    assert not book.on(DAY).judge("delen", {"wie.orgaan": "college"}, DAY).allowed
    assert book.on(DAY).judge("delen", {"wie.orgaan": "burgemeester"}, DAY).allowed


def test_an_exception_sets_its_norm_aside(law):
    book = law(
        ("1", "permits: waar"),
        ("2", "requires: gegeven.nodig"),
        ("3", "permits: waar", "if: gegeven.oud, exception_to: 'wgs:1.2'"),
    )
    assert book.on(DAY).judge("delen", {"gegeven.nodig": False, "gegeven.oud": True}, DAY).allowed
    assert (
        not book.on(DAY).judge("delen", {"gegeven.nodig": False, "gegeven.oud": False}, DAY).allowed
    )


def test_two_exceptions_that_compete_refuse_and_name_both(law):
    book = law(
        ("1", "permits: waar"),
        ("2", "requires: gegeven.nodig"),
        ("3", "permits: waar", "exception_to: 'wgs:1.2'"),
        ("4", "permits: waar", "exception_to: 'wgs:1.2'"),
    )
    verdict = book.on(DAY).judge("delen", {"gegeven.nodig": True}, DAY)
    assert {r.norm for r in verdict.reasons} == {"wgs:1.3", "wgs:1.4"}
    assert "spreken elkaar tegen" in verdict.reasons[0].what


def test_a_reason_that_would_betray_something_reads_not_found(law):
    book = law(
        ("1", "permits: waar"),
        ("2", "requires: gegeven.nodig", "show_to: reviewer"),
        ("3", "requires: gegeven.oud"),
    )
    verdict = book.on(DAY).judge("delen", {"gegeven.nodig": False, "gegeven.oud": False}, DAY)
    refusal = verdict.refusal()
    assert isinstance(refusal, Refused)
    assert refusal.hidden
    assert refusal.norms == ["huisregels:1.1"]
    assert {f.norm.id for f in verdict.objections} == {"wgs:1.2", "wgs:1.3"}


def test_the_law_of_the_day_is_used(law):
    book = law(("1", "permits: waar"), second=(("1", "permits: gegeven.nodig"),))
    before, after = date(2025, 6, 30), date(2025, 7, 1)
    assert book.on(before).judge("delen", {"gegeven.nodig": False}, before).allowed
    assert not book.on(after).judge("delen", {"gegeven.nodig": False}, after).allowed
    assert book.on(before).hash != book.on(after).hash
    assert not book.on(date(2025, 2, 28)).norms


def test_designation_is_asked_from_the_first_of_july_2025():
    book = lawbook()
    assert "wgs:1.4.3" not in {n.id for n in book.on(date(2025, 6, 30)).norms}
    assert "wgs:1.4.3" in {n.id for n in book.on(date(2025, 7, 1)).norms}


def test_what_only_a_form_will_tell_is_left_out_ahead(law):
    book = law(("1", "permits: waar"), ("2", "requires: gegeven.nodig"))
    assert book.on(DAY).judge("delen", {}, DAY, ahead=frozenset({"gegeven.nodig"})).allowed


@pytest.mark.parametrize(
    ("norm", "told"),
    [
        (
            ("1", "requires: gegeven.nodgi"),
            r"wgs/1\.yaml, regel 10: norm 1: 'gegeven\.nodgi' staat niet",
        ),
        (("1", "requires: waar, forbids: waar"), r"wgs/1\.yaml, regel 10: .*precies één"),
        (("1", "requires: waar", "exception_to: 'wgs:9.9'"), r"uitzondering op wgs:9\.9"),
        (("1", "requires: waar", "kleur: rood"), r"regel 10: .*kleur: is hier niet bekend"),
        (("een", "requires: waar"), r"regel 10"),
    ],
)
def test_a_mistake_in_a_law_file_is_told_with_file_and_line(law, norm, told):
    with pytest.raises(LawError, match=told):
        law(norm)


def test_a_key_said_twice_is_an_error(law, tmp_path):
    law(("1", "permits: waar"))
    file = tmp_path / "wgs" / "1.yaml"
    file.write_text(file.read_text() + "title: y\n")
    with pytest.raises(LawError, match=r"regel 11: 'title' staat er twee keer"):
        load_lawbook(tmp_path, Surroundings())
