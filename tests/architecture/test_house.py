"""The house keeps its own rules: sizes, places, words, doors, and no law in Python."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from openprisma.engine.procedures import load_procedures
from openprisma.engine.reading import read
from openprisma.gate.acts import registered
from openprisma.gate.law import lawbook
from openprisma.kernel.places import data

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "openprisma"
FILES = sorted(
    p
    for p in SOURCE.rglob("*.py")
    if "migrations" not in p.parts and "data" not in p.relative_to(SOURCE).parts[:1]
)
TREES = {path: ast.parse(path.read_text()) for path in FILES}
BOOK = lawbook()
PROCEDURES = load_procedures(data("procedures"), BOOK.vocabulary)


def place(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def functions():
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node


def test_files_stay_under_400_lines_and_templates_under_150():
    tests = sorted(Path(__file__).parents[1].rglob("*.py"))
    assert [p.name for p in [*FILES, *tests] if len(p.read_text().splitlines()) > 400] == []
    templates = list((SOURCE / "web").rglob("*.html"))
    assert templates
    assert [place(p) for p in templates if len(p.read_text().splitlines()) > 150] == []


def test_functions_stay_under_40_lines():
    long = [f"{place(p)}:{n.name}" for p, n in functions() if n.end_lineno - n.lineno + 1 > 40]
    assert long == []


def test_every_module_class_and_public_function_says_what_it_is():
    silent = [place(path) for path, tree in TREES.items() if not ast.get_docstring(tree)]
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            public = isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith(
                "_"
            )
            if (
                public
                and node.name != "Meta"
                and node in getattr(tree, "body", ())
                and not ast.get_docstring(node)
            ):
                silent.append(f"{place(path)}:{node.name}")
    assert silent == []


def test_no_import_stands_inside_a_function():
    found = [
        f"{place(p)}:{n.name}"
        for p, n in functions()
        for inner in ast.walk(n)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert found == []


def test_there_is_no_junk_drawer():
    assert [
        place(p)
        for p in FILES
        if p.stem in ("utils", "helpers", "misc", "common", "base") and "postgresql" not in p.parts
    ] == []


def codes() -> set[str]:
    """Stages, categories, participants and terms: words that only data may say."""
    found = {stage.stage for procedure in PROCEDURES.values() for stage in procedure.entry.stages}
    found |= set(BOOK.vocabulary.lists["categorieen"])
    for region in data("region").iterdir():
        found |= {p["code"] for p in read(region / "region.yaml")["participants"]}
    return found


def test_no_stage_category_or_participant_stands_in_python():
    words, said = codes(), []
    for path, tree in TREES.items():
        if "engine" in path.relative_to(SOURCE).parts[:1]:
            continue
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and node.value in words
            ):
                said.append(f"{place(path)}:{node.lineno} {node.value}")
    assert len(words) > 60
    assert said == []


def test_no_term_of_law_stands_in_python():
    """Months and years belong to law files; days only where a screen or a session lives."""
    said = []
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            for keyword in getattr(node, "keywords", ()):
                if keyword.arg in ("years", "months") and isinstance(keyword.value, ast.Constant):
                    said.append(f"{place(path)}:{node.lineno}")
    assert said == []


def test_no_template_contains_a_rule():
    """A template may ask what stage this is only to draw it; roles, categories and participants it
    never names."""
    roles = set(BOOK.vocabulary.lists["rollen"]) | codes()
    for template in (SOURCE / "web").rglob("*.html"):
        for tag in re.findall(r"{%\s*(?:el)?if [^%]*%}", template.read_text()):
            named = set(re.findall(r'"([^"]+)"', tag)) & roles
            assert not named, (template.name, tag)


MARKUP = {  # what only `web/components.py` writes, and who else may
    "<table": ["web/methods/deliveries.html"],  # as many columns as the sheet has; does not fold
    "<tr": ["web/methods/deliveries.html"],
    "op-notice": [],
    "utrecht-button": [],
    "utrecht-breadcrumb-nav": [],
}


@pytest.mark.parametrize("text", MARKUP)
def test_the_markup_of_a_component_stands_once(text):
    templates = (SOURCE / "web").rglob("*.html")
    assert sorted(place(p) for p in templates if text in p.read_text()) == MARKUP[text]


def test_a_message_and_a_page_of_a_file_have_one_frame():
    """A template that draws the head of a file, or asks for a purpose, does it by the frame."""
    for text, frame in (
        ('include "files/head.html"', "web/files/page.html"),
        ('class="op-cols"', "web/files/page.html"),
        ("in purposes", "web/files/purpose.html"),
        ('include "parts/list.html"', "web/files/list.html"),
    ):
        found = {place(p) for p in (SOURCE / "web").rglob("*.html") if text in p.read_text()}
        assert found - BY_THEMSELVES == {frame}, text


# Rooms of the web that ask for the acts of a module of another name.
ASKED_IN = {"panels": "meetings", "partners": "people"}


def test_a_form_stands_with_the_module_whose_act_it_is():
    calls = [
        (place(path).split("/")[1], call.args[0].value)
        for path, tree in TREES.items()
        if place(path).startswith("web/")
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") == "form_of"
        and isinstance(call.args[0], ast.Constant)
    ]
    assert len(calls) > 60
    for room, act in calls:
        module = registered()[act].function.__module__.split(".")[1]
        assert room == ASKED_IN.get(module, module), f"{act} of {module} is asked in web/{room}"


BY_THEMSELVES = {"web/home/worklist.html", "web/home/search.html", "web/signals/words.html"}


def test_only_the_gate_opens_the_fence():
    """`fence.line` and `fence.pass` are set in one place; the side-door prover does it as an
    attacker would."""
    setters = [
        place(p) for p in FILES if re.search(r"set_config\('fence\.(line|pass)'", p.read_text())
    ]
    assert sorted(setters) == [
        "gate/perform.py",
        "gate/pool.py",
        "sidedoors/planned.py",
        "sidedoors/raw.py",
    ]


def test_doors_and_queries_change_nothing():
    """State changes stand in actions.py, or `<what>_actions.py` beside it, and what acts call
    there."""
    verbs = {"create", "bulk_create", "update", "delete", "save"}
    allowed = {"actions.py", "port.py", "region.py"}
    said = []
    for path, tree in TREES.items():
        if (
            path.name in allowed
            or path.stem.endswith("_actions")
            or path.relative_to(SOURCE).parts[0] in ("engine", "kernel", "project")
        ):
            continue
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Attribute)
                and node.attr in verbs
                and "objects" in ast.unparse(node.value)
            ):
                said.append(f"{place(path)}:{node.lineno} {ast.unparse(node)}")
    assert said == []


def test_every_source_a_docstring_cites_exists():
    known = {a for a in BOOK.articles} | set(BOOK.vocabulary.acts)
    wrong = []
    for path in FILES:
        for cited in re.findall(
            r"\b((?:wgs|bgs|wpg|huisregels|voorbeeldwet|werkwijze):[0-9a-z.]+)", path.read_text()
        ):
            cited = cited.rstrip(".")
            if not any(cited == a or cited.startswith(f"{a}.") for a in known):
                wrong.append(f"{place(path)}: {cited}")
    assert wrong == []


def test_nothing_committed_names_a_machine_or_a_registry():
    hosts = ("pypi" + ".org", "python" + "hosted", "npm" + "js.org")
    for path in ROOT.rglob("*"):
        if path.is_file() and path.suffix in (
            ".py",
            ".md",
            ".toml",
            ".lock",
            ".yaml",
            ".yml",
            ".sql",
            ".html",
        ):
            inside = path.relative_to(ROOT).parts[0]
            if inside.startswith(".") or inside in ("uv.lock", "build"):
                continue
            text = path.read_text()
            assert not [host for host in hosts if host in text], path


def test_people_are_recognisably_invented_and_numbers_come_from_the_test_range():
    text = " ".join(
        p.read_text() for folder in ("stories", "region") for p in data(folder).rglob("*.yaml")
    )
    for number in re.findall(r"\b\d{9}\b", text):
        assert number.startswith("9999") or number == "123456789", number
    assert ".example" in (SOURCE / "stories" / "region.py").read_text()


@pytest.mark.parametrize("region", sorted(p.name for p in data("region").iterdir()))
def test_every_region_can_be_read(region):
    entry = read(data("region") / region / "region.yaml")
    districts = {m["district"] for m in entry["municipalities"]}
    assert districts
    assert any(seat.get("chair") for seat in entry["steering_group"])
