"""The side-door prover finds nothing in a whole copy, asks at every door, and finds what is broken
on purpose."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest
from django.urls import get_resolver

from openprisma.gate.law import procedures
from openprisma.sidedoors.browser import Answer
from openprisma.sidedoors.canaries import Canaries, Spot, token, words_of
from openprisma.sidedoors.checks import Prover
from openprisma.sidedoors.doors import QUERIES, doors
from openprisma.sidedoors.sabotage import FEW, GUARDS
from openprisma.sidedoors.weaker import left_out

SOURCE = Path(__file__).resolve().parents[2] / "src"
# Never asked for on its own: the browser cannot send it without a pass, and with one it changes
# something.
WITHOUT = {"uitloggen", "demo", "inloggen"}


def prove(*options: str) -> tuple[int, dict]:
    """The command in a process of its own, as somebody would run it; without what this test run has
    set."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DATABASE_URL", "OPENPRISMA_ROLE")
    }
    command = [sys.executable, "-m", "openprisma.project.main", "sidedoors", "--json", *options]
    done = subprocess.run(
        command, env=kept | {"PYTHONPATH": str(SOURCE)}, capture_output=True, text=True
    )
    assert done.stdout, done.stderr[-3000:]
    return done.returncode, json.loads(done.stdout)


@pytest.fixture(scope="module")
def short():
    """Two at once, and resources, are asked in a run of their own (test_sides)."""
    return prove("--short", "--side", "read", "--side", "write", "--sabotage", "few")


def test_no_side_door_is_found(short):
    status, told = short
    assert told["wrong"] == []
    assert status == 0


def test_every_address_is_asked_at_and_every_sort_of_question(short):
    asked = " ".join(told for told in short[1]["asked"])
    assert (
        short[1]["asked"]["schrijven in de database"] > 20_000
        and short[1]["asked"]["schrijven dat mag"] > 10
    )
    assert (
        short[1]["asked"]["een stap in de database"] > 500
        and short[1]["asked"]["een stap die mag"] > 5
    )
    assert (
        short[1]["asked"]["beginnen in de database"] > 200
        and short[1]["asked"]["beginnen dat mag"] == 2 * 7
    ), "each act begins"
    for check in (
        "verborgen is afwezig",
        "lokaas",
        "iets verborgens erbij",
        "rij van een ander",
        "naam in een vraag",
        "zoeken",
        "niet ingelogd",
        "rechtstreeks in de database",
        "omgeving",
        "opdracht",
        "naam in een handeling",
    ):
        assert check in asked
    assert short[1]["doors"] > 2 * (len(get_resolver().url_patterns) - len(WITHOUT))
    assert short[1]["cells"] > 300


def test_there_is_something_to_find_and_whoever_may_see_it_does(short):
    _, told = short
    assert told["canaries"] > 3000
    assert told["columns"] > 70
    shown = set(told["shown"])
    for column in (
        "files_file.title",
        "sharing_statement.text",
        "subjects_subject.name",
        "signals_fact.what",
        "signals_signal.summary",
        "panels_agendaitem.title",
        "sharing_request.question",
        "subjects_subject.id",
        "sharing_statement.id",
    ):
        assert column in shown, column


def test_every_guard_is_still_where_it_is_broken():
    """What takes its place is put there only in the long run; that it has a place is asked every
    time."""
    places = [guard.patch for guard in GUARDS if guard.patch]
    for place in places:
        with mock.patch(place):
            pass
    assert len(places) > 3


def test_each_guard_that_is_broken_on_purpose_is_noticed(short):
    caught = {one["guard"]: one for one in short[1]["guards"]}
    assert set(caught) == {guard.name for guard in FEW}
    assert all(one["noticed"] for one in caught.values()), caught
    for guard in (
        "schrijven: elke handeling schrijft alles",
        "stap: elke handeling brengt een dossier overal",
        "begin: elke handeling begint alles",
        "beleid: files_file laat alles lezen",
    ):
        assert caught[guard]["in_database"], f"{guard}: and not only at the start"
    ignored = caught["poort: de bezwaren van de database worden genegeerd"]
    assert ignored["broke"] and not ignored["at_doors"], "the fence gives nothing all the same"


def test_a_policy_with_a_condition_left_out_lets_raw_sql_reach_more(short):
    told = short[1]["policies"]
    assert told["made_weaker"] > 15
    # So few questions are asked here that many stay unnoticed; that each condition is noticed, or
    # why not, the long run asks with all questions (test_every_story).
    assert told["made_weaker"] - len(told["unnoticed"]) > 2, told["unnoticed"]


def test_a_condition_is_left_out_wherever_it_stands():
    left = dict(
        left_out(
            "a = 1 and (b or c) and exists "
            "(select from t x where x.id = id and x.day < (select now()))"
        )
    )
    assert (
        left["a = 1"]
        == "(b or c) and exists (select from t x where x.id = id and x.day < (select now()))"
    )
    assert (
        left["b"] == "a = 1 and exists (select from t x where x.id = id and x.day < "
        "(select now())) and (true or c)"
    )
    assert (
        left["x.id = id"]
        == "a = 1 and (b or c) and exists (select from t x where x.day < (select now()))"
    )
    assert dict(left_out("a or b")) == {"a": "true or b", "b": "a or true"}


def named_in(path: Path, name: str) -> set[str]:
    """The texts in a tuple that a module gives that name."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        match node:
            case ast.Assign(targets=[ast.Name(id=found)], value=ast.Tuple(elts=names)) if (
                found == name
            ):
                return {one.value for one in names}
    raise AssertionError(f"{path} has no tuple {name}")


def test_every_name_behind_a_question_mark_is_known():
    """What a view takes from an address stands in the list of what the prover asks; a new one
    without turns this red."""
    asked = set()
    for path in (SOURCE / "openprisma" / "web").glob("**/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Attribute(attr="GET"), attr="get"),
                    args=[ast.Constant(value=name), *_],
                ):
                    asked.add(name)
                case ast.Subscript(value=ast.Attribute(attr="GET"), slice=ast.Constant(value=name)):
                    asked.add(name)
                case ast.Compare(
                    left=ast.Constant(value=name), comparators=[ast.Attribute(attr="GET")]
                ):
                    asked.add(name)
                case ast.DictComp(generators=[ast.comprehension(iter=ast.Tuple(elts=names))]) if (
                    ".GET" in ast.unparse(node)
                ):
                    asked |= {one.value for one in names}
                case ast.DictComp(generators=[ast.comprehension(iter=ast.Name(id=name))]) if (
                    ".GET" in ast.unparse(node)
                ):
                    asked |= named_in(path, name)
    known = {name for names in QUERIES.values() for name in names}
    assert asked == known
    assert "HX-Request" not in "".join(
        p.read_text(encoding="utf-8") for p in (SOURCE / "openprisma" / "web").glob("**/*.py")
    )


def test_every_door_comes_from_code():
    assert len(doors()) == len(get_resolver().url_patterns)
    one = next(door for door in doors() if door.pattern.endswith("documenten/<uuid:gegeven>"))
    assert one.address(file="F", gegeven="G").endswith("/F/documenten/G")
    assert one.address(file="F") != one.address(file="F"), "a part that is not given names nothing"


def answer(text: str, status: int = 200) -> Answer:
    return Answer(status, (), text, text, 0.0)


@pytest.fixture
def prover():
    """A prover that nobody may read anything of, with one canary."""
    mark = token("subjects_subject", "name", "1")
    spot = Spot("subjects_subject", "name", "1", "dossier")
    made = Prover(None, Canaries({mark: spot}), {})
    made.readers = type("Nobody", (), {"may_read": lambda *_: False, "reach": lambda *_: None})()
    made.state = lambda file: ("signaal", "concept", 0)
    return made, mark


def test_a_canary_for_somebody_else_and_a_broken_page_are_wrong(prover):
    made, mark = prover
    person = type("P", (), {"name": "Iemand", "id": 1})()
    made.no_canary(person, "een deur", answer("niets"))
    assert made.found.wrong == []
    made.no_canary(person, "een deur", answer(f"<p>{mark}</p>"))
    made.no_canary(person, "een deur", answer("", status=500))
    assert [one.says for one in made.found.wrong] == [
        "1 × subjects_subject.name van signaal/concept/0",
        "status 500",
    ]


def test_what_is_asked_hangs_on_the_state_of_a_file_and_every_form_that_shows_rows_is_asked(prover):
    made, _ = prover
    made.sample, made.canaries = 5, Canaries()
    made._inside = lambda file: {}
    person = type("P", (), {"name": "Iemand", "id": 1})()
    asked = []

    class Told:
        def ask(self, address, method="get", sent=None):
            asked.append((method, address))
            return answer("")

    made.as_ = lambda person: Told()

    def questions(file, state, **how):
        asked.clear()
        made.state = lambda file: state
        made.what_shows(person, file, **how)
        return {(method, address.replace(str(file), "F")) for method, address in asked}

    one, other = ("signaal", "concept", 0), ("signaal", "beoordeling", 0)
    assert questions("#1", one) == questions("#2", one) != questions("#1", other)
    some, every = questions("#1", one), questions("#1", one, pages=True)
    choosing = {("get", door.address(file="F")) for door in doors() if door.chooses}
    assert len(choosing) > 20 and choosing <= every and not choosing <= some


def test_a_difference_in_status_headers_or_body_is_wrong(prover):
    made, _ = prover
    person = type("P", (), {"name": "Iemand", "id": 1})()
    same = Answer(404, (("X", "1"),), "a", "", 0.1)
    for other in (
        same,
        Answer(403, same.headers, "a", "", 0.1),
        Answer(404, (), "a", "", 0.1),
        Answer(404, same.headers, "b", "", 0.1),
    ):
        made._same("x", person, "een deur", same, other)
    assert [one.says.split("(")[1].split(")")[0] for one in made.found.wrong] == [
        "status",
        "headers",
        "body",
    ]


def test_words_are_found_in_a_spreadsheet_and_a_pdf(tmp_path):
    import io

    import xlsxwriter

    sheet = io.BytesIO()
    with xlsxwriter.Workbook(sheet) as book:
        book.add_worksheet().write(0, 0, "kanarieabcdefghijkl")
    assert "kanarieabcdefghijkl" in words_of(
        sheet.getvalue(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    import typst

    source = tmp_path / "een.typ"
    source.write_text(
        '#set page(width: 3cm)\n#set text(hyphenate: true, lang: "nl")\nkanarieabcdefghijkl'
    )
    assert "kanarieabcdefghijkl" in words_of(typst.compile(str(source)), "application/pdf")


def test_the_world_of_every_day_is_shorter_but_has_all_stages():
    from openprisma.sidedoors.world import SHORT
    from openprisma.stories.reading import all_stories

    assert len(SHORT) < len(all_stories()) / 4
    assert len(procedures()) > 4
