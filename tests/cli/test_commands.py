"""The command line: the same answers for people and programs, and one clear sentence when something
is wrong."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from openprisma.project.main import main, parser
from openprisma.stories.testing import play_all
from tests.builders import POLICE, REPORTER
from tests.conftest import CLUSTER


def test_law_check_counts_examples_and_finds_nothing_wrong(live, capsys):
    assert main(["law", "check", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["wrong"] == []
    assert told["examples"] > 90


def test_law_show_gives_a_norm_in_words(live, capsys):
    assert main(["law", "show", "wgs:2.23.6.c", "--json"]) == 0
    norm, shut, *_ = json.loads(capsys.readouterr().out)
    assert (norm["citation"], norm["certainty"]) == ("2.23 lid 6 onder c Wgs", "seen")
    assert shut["id"] == "wgs:2.23.6.c/dicht"
    assert main(["law", "show", "wgs:99"]) == 1


def test_law_list_gives_duties_powers_and_deferred_provisions_too(live, capsys):
    assert main(["law", "list", "--json"]) == 0
    every = json.loads(capsys.readouterr().out)
    states = {row["state"] for row in every}
    assert states == {"modelled", "deferred", "duty", "power", "definition", "covered", "other"}
    assert main(["law", "list", "--state", "duty"]) == 0
    duties = capsys.readouterr().out.splitlines()
    assert len(duties) == len([row for row in every if row["state"] == "duty"])
    assert any(line.startswith("wgs:1.10 lid 3") for line in duties)
    assert main(["law", "list", "--state", "onzin"]) == 1
    assert "geen stand" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [["run", "--json", "x.yaml"], ["run", "x.yaml", "--json"], ["--json", "run", "x.yaml"]]
)
def test_options_stand_before_or_after_the_words_of_a_command(words):
    options = parser().parse_args(["story", *words])
    assert (options.what, options.stories, options.json) == ("run", ["x.yaml"], True)


def test_act_list_gives_parameters_norms_and_procedures(live, capsys):
    assert main(["act", "list", "--json"]) == 0
    acts = {row["act"]: row for row in json.loads(capsys.readouterr().out)}
    assert {p["name"] for p in acts["stemmen"]["parameters"]} == {
        "voor",
        "motivering",
        "bezwaar",
        "gezien",
        "woorden",
    }
    assert "wgs:2.18.1.a/overzicht" in acts["stemmen"]["norms"]
    assert acts["stemmen"]["offered_by"] == ["casusoverleg", "handhavingsknelpunt", "scan"]


def test_offered_tells_what_somebody_may_do_and_why_not_the_rest(world, capsys):
    assert main(["offered", "--as", REPORTER, "--file", str(world.bottleneck), "--json"]) == 0
    rows = {row["act"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["gegeven_verstrekken"]["allowed"]
    assert (
        main(["offered", "--as", "ursula-steekproef", "--file", str(world.bottleneck), "--json"])
        == 0
    )
    rows = {row["act"]: row for row in json.loads(capsys.readouterr().out)}
    said = {reason["norm"] for reason in rows["fase_ophogen"]["reasons"]}
    assert {"wgs:2.23.6.b/noodzaak", "wgs:2.23.6.b/deelnemers"} <= said
    assert main(["offered", "--as", "bram-voorbeeldsma", "--file", str(world.bottleneck)]) == 1
    assert "Deze pagina bestaat niet" in capsys.readouterr().err
    assert main(["offered", "--as", POLICE, "--file", "onzin"]) == 1


def test_what_is_missing_for_real_data_is_listed_by_article(live, capsys):
    assert main(["gereed"]) == 1
    assert "wgs:1.8.7" in capsys.readouterr().out


def test_a_database_not_born_as_demo_does_not_start(live, monkeypatch):
    from openprisma.gate import birth
    from openprisma.kernel.errors import Unavailable

    monkeypatch.setattr(birth, "born", lambda _: "production")
    with pytest.raises(Unavailable, match="vernietigen of anonimiseren"):
        birth.fit_to_start()


def test_a_process_with_other_law_than_the_database_does_not_start(live, monkeypatch):
    from openprisma.gate import install
    from openprisma.kernel.errors import Unavailable

    install.same_law()
    monkeypatch.setattr(install, "fingerprint", lambda *_: "anders")
    with pytest.raises(Unavailable, match="andere versie van de wet"):
        install.same_law()


@pytest.mark.parametrize(
    "change",
    [
        "alter policy app_reads on subjects_subject using (true)",
        "set role vault; create or replace function fence.writes() returns boolean language sql "
        "stable as 'select true'; reset role",
        "alter table fence.line disable trigger seal",
    ],
)
def test_a_process_does_not_start_on_a_database_in_which_a_guard_was_changed(live, connect, change):
    from openprisma.gate import install
    from openprisma.kernel.errors import Unavailable

    own = connect("postgres")
    own.autocommit = False
    assert own.execute(f"select shape = ({install.SHAPE}) from fence.law").fetchone() == (True,)
    own.execute(change)
    assert own.execute(f"select shape = ({install.SHAPE}) from fence.law").fetchone() == (False,)
    own.rollback()
    install.same_law()
    with connect("owner") as owner:
        kept = owner.execute("select shape from fence.law").fetchone()[0]
        owner.execute("update fence.law set shape = 'anders'")
        try:
            with pytest.raises(Unavailable, match="een wacht veranderd"):
                install.same_law()
        finally:
            owner.execute("update fence.law set shape = %s", [kept])


def test_a_change_of_law_is_rehearsed_on_stories_from_another_folder(tmp_path, capsys):

    from openprisma.kernel.places import data

    assert main(["story", "run", "voorbeeldwet", "--law", str(tmp_path)]) == 1
    assert "staat geen wet" in capsys.readouterr().err
    shutil.copytree(data("law"), tmp_path / "law")
    path = tmp_path / "law" / "voorbeeldwet" / "3.yaml"
    text = path.read_text(encoding="utf-8")
    assert "permits:" in text
    path.write_text(text.replace("permits:", "forbids:", 1), encoding="utf-8")

    command = [
        sys.executable,
        "-m",
        "openprisma.project.main",
        "story",
        "run",
        "voorbeeldwet",
        "--law",
        str(tmp_path / "law"),
    ]
    kept = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "OPENPRISMA_ROLE")}
    done = subprocess.run(command, env=kept, capture_output=True, text=True)
    assert done.returncode == 1
    assert "FOUT" in done.stdout


README = Path(__file__).parents[2] / "README.md"
EXAMPLES = [
    line.split(" > ")[0].split()[1:]  # where a shell puts the answer is the shell's
    for line in README.read_text(encoding="utf-8").splitlines()
    if line.startswith("openprisma ")
]


@pytest.fixture(scope="module")
def told_of_2024(django_db_setup, django_db_blocker):
    """The money of 2024, which the examples ask about."""
    with django_db_blocker.unblock(), CLUSTER.connect("owner", "tests") as own:
        ((_, steps),) = play_all(["30-geld-en-activiteiten-2024"], own)
    assert steps and all(step.good for step in steps)


@pytest.mark.parametrize("words", EXAMPLES, ids=" ".join)
def test_the_examples_of_the_readme_do_what_they_say(told_of_2024, world, capsysbinary, words):
    file = str(world.bottleneck)
    wanted = 1 if words == ["gereed"] else 0  # until nothing is missing for real data
    assert main([file if word == "FILE" else word for word in words]) == wanted
    told = capsysbinary.readouterr()
    assert told.out.startswith(b"%PDF-") if "--pdf" in words else told.out.strip()
    assert told.err == b""


def test_every_question_takes_json_in_front(live, capsys):
    assert main(["--json", "law", "show", "wgs:2.23.6.c"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["citation"] == "2.23 lid 6 onder c Wgs"


@pytest.mark.parametrize(
    "words",
    [
        ["report", "operational-results", "--year", "2024"],
        ["offered", "--as", POLICE, "--file", "9"],
        ["audit", "verify"],
    ],
    ids=lambda words: words[0],
)
def test_without_a_database_or_a_demo_one_sentence_says_what_to_do(tmp_path, words):
    environment = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL",)}
    done = subprocess.run(
        [sys.executable, "-m", "openprisma.project.main", *words],
        env=environment | {"OPENPRISMA_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        f"openprisma: Er draait geen demo in {tmp_path}, en DATABASE_URL noemt geen database. "
        "Start een demo met `make demo`, wijs met OPENPRISMA_HOME de map aan van een demo die "
        "draait, of zet DATABASE_URL."
    ]


def test_whoever_stops_reading_gets_no_traceback():
    command = f"{sys.executable} -m openprisma.project.main act list --json | head -c 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("[", "")
