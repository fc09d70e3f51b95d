"""A working method is one record in its own package: a toy is added with its package, its law and
one installed app, works, and is gone again. What it forgets is named before anything starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from openprisma.project.baseline import begin
from tests.conftest import CLUSTER
from tests.toy.adding import with_toy

PROGRAM = [sys.executable, "-m", "openprisma.project.main"]


def run(folder: Path, *arguments: str, ok: bool = True) -> str:
    """A program with the toy in it, over the law of a folder."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.toy.settings",
        "DATABASE_URL": CLUSTER.url("toy"),
        "OPENPRISMA_LAW": str(folder / "law"),
        "OPENPRISMA_PROCEDURES": str(folder / "procedures"),
    }
    environment.pop("OPENPRISMA_ROLE", None)
    done = subprocess.run(arguments, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode == 0) == ok, done.stderr[-4000:] + done.stdout[-2000:]
    return done.stdout if ok else done.stdout + done.stderr


def ask(folder: Path, *question: str):
    return json.loads(run(folder, sys.executable, "-m", "tests.toy.inside", *question))


@pytest.fixture(scope="module")
def house(django_db_setup, tmp_path_factory):
    """A database made with the toy in it, and what a secretary does with a box in it."""
    folder = with_toy(tmp_path_factory.mktemp("toy"))
    with CLUSTER.connect() as own:
        own.execute("drop database if exists toy with (force)")
    begin(CLUSTER, "toy")
    run(folder, *PROGRAM, "migrate", "--born", "demo", "--region", "den-haag")
    on_day("2025-10-01")
    yield folder, ask(folder, "used")
    with CLUSTER.connect() as own:
        own.execute("drop database if exists toy with (force)")


def on_day(when: str) -> None:
    with CLUSTER.connect("owner", "toy") as own:
        own.execute("delete from fence.clock")
        own.execute("insert into fence.clock values (0, %s)", [when])


def test_law_and_start_find_nothing_wrong_with_it(house):
    assert ask(house[0], "checked") == []
    assert " 0 fout" in run(house[0], *PROGRAM, "law", "check")


def test_it_stands_in_the_menu_with_its_list_and_what_begins_a_file(house):
    _, seen = house
    assert "[/speelgoed] Speelgoed" in seen["home"]
    assert "[/speelgoed/nieuw/speelgoed-uitpakken] Speelgoed uitpakken" in seen["list"]
    assert "Er is geen dossier waar u bij hoort." in seen["list"]
    assert "Hoe heet de doos?" in seen["begin"]
    assert f"[{seen['box']}] Blokken" in seen["listed"]


def test_a_file_of_it_is_opened_and_acted_on(house):
    _, seen = house
    assert "De secretaris speelt" in seen["opened"] and "Blokken" in seen["opened"]
    assert f"[/dossier/{seen['file']}/speelgoed-toevoegen] Speelgoed toevoegen" in seen["opened"]
    assert "Wat legt u erin?" in seen["asked"] and "Tot welke dag" in seen["asked"]
    assert seen["done"] == f"{seen['box']}?gedaan=speelgoed_toevoegen"
    assert "Tien rode blokken." in seen["after"]


def test_it_has_the_tabs_of_its_records(house):
    _, seen = house
    assert f"[{seen['box']}] Overzicht" in seen["opened"]
    assert f"[{seen['box']}/telling] Telling" in seen["opened"]
    assert "Logboek" not in seen["opened"]  # offered to the CFG only
    assert "Aantal 1" in seen["tab"]
    assert f"[/dossier/{seen['file']}/waarom/speelgoed-bekijken]" in seen["opened"]
    assert "Wie een doos heeft, mag ermee spelen." in seen["why"]


def test_others_find_nothing_and_it_lives_at_no_other_address(house):
    _, seen = house
    assert (seen["stranger"], seen["elsewhere"]) == (404, 404)


def test_it_expires_by_its_own_act_and_what_it_held_is_erased(house):
    folder, seen = house
    on_day("2025-11-01")
    after = ask(folder, "expired", seen["file"])
    assert after["moved"] == 1
    assert "De doos is opgeruimd" in after["box"] and "de doos ging dicht op" in after["box"]
    assert "De gegevens over personen in dit dossier zijn vernietigd" in after["box"]
    assert "Tien rode blokken." not in after["box"]
    with CLUSTER.connect("postgres", "toy") as own:
        acts = own.execute("select act from fence.line where act ~ 'opruimen|verlopen'").fetchall()
        left = own.execute("select count(*) from speelgoed_toy").fetchone()[0]
    assert (acts, left) == ([("speelgoed_opruimen",)], 0)


# What is changed in the law of the toy, and what is said of it then.
FORGOTTEN = {
    "a record": (
        ("law/handelingen/speelgoed_toevoegen.yaml", "", None),
        ["biedt 'speelgoed_toevoegen' aan, en law/handelingen/speelgoed_toevoegen.yaml is er niet"],
    ),
    "a function": (
        ("law/handelingen/speelgoed_weggooien.yaml", "", "label: Weggooien\npurpose: spelen\n"),
        [
            "law/handelingen/speelgoed_weggooien.yaml: de handeling heeft geen functie",
            "geen norm bindt de handeling speelgoed_weggooien",
            "geen werkwijze biedt de handeling speelgoed_weggooien aan",
        ],
    ),
    "a norm": (
        ("law/werkwijze/speelgoed.yaml", ", speelgoed_toevoegen]", "]"),
        ["geen norm staat de handeling speelgoed_toevoegen toe"],
    ),
    "an offer": (
        ("procedures/speelgoed.yaml", "      - {act: speelgoed_natellen, by: [secretaris]}\n", ""),
        [
            "geen werkwijze biedt de handeling speelgoed_natellen aan",
            "autorisatiematrix.yaml: speelgoed_natellen aan secretaris biedt speelgoed niet aan",
        ],
    ),
    "the matrix": (
        ("law/autorisatiematrix.yaml", "  - speelgoed_natellen\n", ""),
        [
            "speelgoed.yaml, regel 25: speelgoed_natellen aan secretaris staat niet in "
            "autorisatiematrix.yaml (speelgoed, doos_open)"
        ],
    ),
    "the course": (
        ("law/verloop.yaml", "  erases: bgs:1.16.1.b\n", ""),
        ["hier vernietigt onder bgs:1.16.1.b, staat niet in verloop.yaml"],
    ),
    "what happens when the term has passed": (
        ("procedures/speelgoed.yaml", "on_expiry: {act: speelgoed_opruimen}\n", ""),
        ["speelgoed.yaml", "staat bij on_expiry"],
    ),
    "a place": (
        ("procedures/speelgoed.yaml", "place: speelgoed\n", ""),
        ["speelgoed.yaml", "er staat geen plaats (place)"],
    ),
    "an address of a tab": (
        ("law/handelingen/speelgoed_bekijken.yaml", "writes", "tab: {path: kijken}\nwrites"),
        ["speelgoed_bekijken.yaml has a tab, and web/urls.py no speelgoed/…/kijken"],
    ),
}


def changed(folder: Path, file: str, old: str, new: str | None) -> None:
    """Take a file away (no `new`), make one (no `old`), or replace in it: the last time that it
    stands there."""
    path = with_toy(folder) / file
    if new is None:
        return path.unlink()
    text = path.read_text("utf-8") if old else ""
    before, found, after = text.rpartition(old) if old else ("", True, "")
    assert found, f"{old!r} does not stand in {file}"
    path.write_text(before + new + after, "utf-8")


def test_what_it_forgets_is_named_before_anything_starts(house, tmp_path):
    for name, (change, _) in FORGOTTEN.items():
        changed(tmp_path / name, *change)
    folders = [str(tmp_path / name) for name in FORGOTTEN]
    told = dict(zip(FORGOTTEN, ask(house[0], "forgotten", *folders), strict=True))
    for name, (_, wanted) in FORGOTTEN.items():
        said = "\n".join(told[name])
        assert all(one in said for one in wanted), (name, told[name])


def test_a_question_that_its_act_does_not_take_refuses_the_start(house, tmp_path):
    field = "fields:\n  kleur:\n    label: Welke kleur?\n"
    changed(tmp_path, "law/handelingen/speelgoed_toevoegen.yaml", "fields:\n", field)
    said = run(tmp_path, sys.executable, "-m", "tests.toy.inside", "checked", ok=False)
    assert "handelingen/speelgoed_toevoegen.yaml: 'kleur' vraagt de handeling niet" in said
    assert "openprisma/speelgoed/actions.py, regel " in said
