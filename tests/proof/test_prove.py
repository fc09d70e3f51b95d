"""Norms and working methods hold what is promised in every case, and a broken copy of either is
noticed with a case that shows it."""

from __future__ import annotations

import json
import shutil
from datetime import date

import pytest
import yaml

from openprisma.engine.groups import surroundings
from openprisma.engine.lawbook import load_lawbook
from openprisma.engine.norms import load_article
from openprisma.engine.procedures import load_procedures
from openprisma.gate.acts import with_prose
from openprisma.gate.law import lawbook
from openprisma.kernel.errors import LawError
from openprisma.kernel.places import data
from openprisma.project.main import main
from openprisma.proof.differences import ALLOWED, FORBIDDEN, differences
from openprisma.proof.invariants import load_invariants
from openprisma.proof.model import Question
from openprisma.proof.norms import about_norms, refused_alone
from openprisma.proof.procedures import about_procedures
from openprisma.proof.rights import about_rights, load_rights

DAY = date(2026, 3, 9)
# The acts for which the authority agrees (wpg:20.3).
WITH_CONSENT = "binds: [gegeven_verstrekken, gegeven_verbeteren]"
# How a case is closed, as its working method says it.
CLOSING = (
    "{act: casus_sluiten, by: [tafelvoorzitter], turn: besluit, to: [{stage: casus_beeindigd}]}"
)


@pytest.fixture
def folder(tmp_path):
    """A copy of law and procedures, to break."""
    for name in ("law", "procedures"):
        shutil.copytree(data(name), tmp_path / name)
    return tmp_path


def changed(folder, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} does not stand in {file}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def book_of(folder):
    return load_lawbook(folder / "law", surroundings(folder / "procedures", with_prose()))


def read_of(folder):
    book = book_of(folder)
    methods = load_procedures(folder / "procedures", book.vocabulary)
    wanted = load_rights(folder / "law" / "autorisatiematrix.yaml", book, methods)
    return (
        book,
        methods,
        load_invariants(folder / "law" / "invarianten.yaml", book.vocabulary, wanted),
    )


def failing(folder, *acts: str) -> dict[str, list]:
    """What fails in a copy, by question; of these acts, or of the working methods when none is
    named."""
    book, methods, invariants = read_of(folder)
    answers = (
        about_norms(book, invariants, DAY, only=acts)
        if acts
        else about_procedures(book, methods, invariants, DAY)
    )
    found: dict[str, list] = {}
    for one in answers:
        if one.state == "fails":
            found.setdefault(one.asked, []).append(one)
    return found


def test_the_norms_and_procedures_of_today_hold(live, capsys):
    assert main(["prove", "--day", "2026-03-09", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["failed"] == 0 and told["asked"] > 1000 and told["stages"] >= 15
    asked = {one["asked"] for one in told["answers"]}
    assert len(asked) >= 8, asked


def test_on_the_first_day_of_the_law_they_hold_but_for_employment(live, capsys):
    """Staff had to stay employed by who designated them from 1 July 2025 on (wgs:1.4.3, first
    sentence): the one invariant that says so fails before."""
    assert main(["prove", "--day", "2025-03-01", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert {one["about"] for one in told["answers"] if one["state"] == "fails"} == {"in-dienst"}


def test_a_norm_that_is_gone_breaks_an_invariant_and_the_case_is_an_example_that_runs(folder):
    changed(folder, "law/wpg/20.yaml", WITH_CONSENT, "binds: [gegevens_vragen]")
    (wrong,) = failing(folder, "gegeven_verstrekken")["klopt dit in elk geval dat mag?"]
    assert (wrong.about, wrong.act) == ("politie-met-gezag", "gegeven_verstrekken")
    book, facts = (
        book_of(folder),
        {k: frozenset(v) if isinstance(v, list) else v for k, v in wrong.case.items()},
    )
    assert book.on(DAY).judge(wrong.act, facts, DAY).allowed, (
        "the case is allowed by the broken law"
    )
    assert not lawbook().on(DAY).judge(wrong.act, facts, DAY).allowed, "and not by ours"


def test_an_act_left_out_of_work_of_people_shows_in_the_matrix(folder):
    """Norms take their acts from the working methods, invariants from the matrix: a hole in one
    shows in the other."""
    changed(
        folder,
        "law/vocabulary.yaml",
        "    but:\n      wacht",
        "    but:\n      tweede_factor_vervangen: vergeten\n      wacht",
    )
    wrong = failing(folder, "tweede_factor_vervangen")[ALWAYS]
    assert {one.about for one in wrong} == {"wie-mag-werken", "in-dienst"}


def test_an_act_that_somebody_adds_is_work_of_people_and_missed_in_the_matrix(folder):
    """The forgotten act: in a working method and nowhere else. Who may not work may not do it, and
    the matrix is told."""
    (folder / "law" / "handelingen" / "vergeten.yaml").write_text(
        "label: Vergeten\npurpose: niets\n", encoding="utf-8"
    )
    start = "{act: toegang_bevestigen, by: [autorisator]}"
    changed(folder, "procedures/huis.yaml", start, start + "\n  - {act: vergeten, by: [analist]}")
    book, methods, _ = read_of(folder)
    people = {norm.id for norm in book.norms if "vergeten" in norm.acts}
    assert {
        "wgs:1.3.1",
        "wgs:1.4.3",
        "wgs:1.8.2/aangewezen",
        "wgs:1.8.2.a",
        "bgs:1.11.1",
        "huisregels:3.1",
    } <= people
    wanted = load_rights(folder / "law" / "autorisatiematrix.yaml", book, methods)
    missed = [one for one in about_rights(wanted, methods) if one.state == "fails"]
    assert [one.case for one in missed] == [{"te_veel": ["vergeten aan analist"]}]


ALWAYS, ALONE = "klopt dit in elk geval dat mag?", "beslist deze norm ooit alleen?"


@pytest.mark.parametrize(
    ("file", "old", "new", "act", "asked"),
    [
        (
            "law/wgs/1.7.yaml",
            "resultaat.rac in {positief, negatief}",
            "resultaat.rac in {positief, negatief, geen}",
            "resultaat_verstrekken",
            ALWAYS,
        ),
        (
            "law/wgs/1.8.yaml",
            "requires: vraag.medewerker_aangewezen",
            "requires: waar",
            "medewerker_toewijzen",
            ALWAYS,
        ),
        (
            "law/wgs/2.23.yaml",
            "forbids: feit.aard = fase_3",
            "forbids: feit.aard = fase_3 en feit.aard != fase_3",
            "feit_toevoegen",
            ALONE,
        ),
        (
            "law/wgs/2.23.yaml",
            "permits: dossier.fase < 3",
            "permits: dossier.fase < 0",
            "noodzaak_vastleggen",
            "kan dit ooit?",
        ),
    ],
    ids=[
        "a test that need not be there",
        "access for who was not designated",
        "a dead norm",
        "an act nobody can do",
    ],
)
def test_a_broken_norm_is_noticed(folder, file, old, new, act, asked):
    changed(folder, file, old, new)
    assert asked in failing(folder, act)


def test_a_database_that_keeps_out_what_the_norms_allow_is_noticed(folder):
    """One ground of two is asked of every case: what the other ground carries would be shut in the
    database."""
    changed(
        folder,
        "law/werkwijze/handhavingsknelpunt.yaml",
        "groep:toetsing]\n        permits: waar",
        "groep:toetsing]\n        kernel: true\n        permits: dossier.fase = 3",
    )
    (wrong,) = failing(folder, "knelpunt_evalueren")[
        "laat de database door wat de normen toestaan?"
    ]
    assert (wrong.about, wrong.act) == ("werkwijze:handhavingsknelpunt.6", "knelpunt_evalueren")
    assert wrong.case["dossier.fase"] != 3


def test_an_offer_to_who_may_not_have_it_is_noticed(folder):
    changed(
        folder,
        "procedures/casusoverleg.yaml",
        "act: fase_ophogen, by: [privacyjurist]",
        "act: fase_ophogen, by: [privacyjurist, casusregisseur]",
    )
    wrong = failing(folder)["biedt dit niemand anders aan?"]
    assert len(wrong) == 2, "at both stages where it is offered"
    assert all(
        one.about.startswith("fase-openen") and one.case == {"ook": ["casusregisseur"]}
        for one in wrong
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("to: [{stage: casus_informatie}]", "to: [{stage: casus_interventies}]"),
        (
            CLOSING,
            CLOSING.replace("casus_beeindigd", "casus_informatie"),
        ),
    ],
    ids=["a stage beside all transitions", "an end that nothing leads to"],
)
def test_a_working_method_with_a_stage_out_of_reach_is_not_read(folder, old, new):
    changed(folder, "procedures/casusoverleg.yaml", old, new)
    with pytest.raises(LawError, match="niet te bereiken"):
        failing(folder)


def test_a_stage_from_which_no_end_is_reached_is_noticed(folder):
    changed(
        folder,
        "procedures/casusoverleg.yaml",
        "to: [{stage: casus_afgewezen}]",
        "to: [{stage: casus_vast}]",
    )
    changed(
        folder,
        "procedures/casusoverleg.yaml",
        "  - stage: casus_afgewezen\n",
        """  - stage: casus_vast
    title: Vast
    offers:
      - {act: taak_toevoegen, by: [secretaris], to: [{stage: casus_vast}]}
      - {act: casus_afwijzen, by: [tafelvoorzitter], turn: besluit, to: [{stage: casus_vast}]}
  - stage: casus_afgewezen
""",
    )
    with pytest.raises(LawError, match="niet te bereiken"):
        failing(folder)  # nothing leads to the rejected stage any more
    changed(
        folder,
        "procedures/casusoverleg.yaml",
        CLOSING,
        CLOSING.replace("}]", "}, {stage: casus_afgewezen}]"),
    )
    (wrong,) = failing(folder)["is hiervandaan een einde te bereiken?"]
    assert wrong.about == "casusoverleg: casus_vast"


def test_two_exceptions_that_quarrel_are_found(folder):
    path = folder / "law" / "wgs" / "1.5.yaml"
    article = yaml.safe_load(path.read_text(encoding="utf-8"))
    for letter, condition in (("a", "gegeven.rechtmatig"), ("b", "gegeven.noodzaak")):
        article["versions"][0]["norms"].append(
            {
                "id": f"9/{letter}",
                "binds": ["gegeven_verstrekken"],
                "if": condition,
                "requires": "gegeven.in_gebruik",
                "exception_to": "wgs:1.5.1",
                "says": "x",
                "refusal": "Dit kan niet, want x.",
                "remedy": "y.",
            }
        )
    path.write_text(yaml.safe_dump(article, allow_unicode=True), encoding="utf-8")
    (wrong,) = failing(folder, "gegeven_verstrekken")["botsen deze uitzonderingen?"]
    assert wrong.case["gegeven.rechtmatig"] and wrong.case["gegeven.noodzaak"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("acts: [fase_ophogen]", "acts: [fase_verhogen]"),
        ("only: [cfg]", "only: [cgf]"),
        ("id: derde", "id: p1-nationaliteit"),
        ("casusoverleg of betrokkene.toegelaten", "casusoverleg of betrokkene.toegelatn"),
        ("[matrix:mensen]", "[matrix:dieren]"),
        ("but:\n      wacht", "but:\n      taken_tellen: omdat\n      wacht"),
    ],
    ids=[
        "an unknown act",
        "an unknown role",
        "an id that stands twice",
        "an unknown fact",
        "a kind the matrix has not",
        "an exception that excepts nothing",
    ],
)
def test_a_mistake_in_the_invariants_is_named(folder, old, new):
    changed(folder, "law/invarianten.yaml", old, new)
    with pytest.raises(LawError):
        read_of(folder)


def test_for_a_norm_there_is_a_case_that_it_alone_refuses():
    book = lawbook()
    norm = book.norm("wgs:1.7.6", DAY)
    case = refused_alone(book, norm, "resultaat_verstrekken", DAY)
    facts = {k: frozenset(v) if isinstance(v, list) else v for k, v in case.items()}
    verdict = book.on(DAY).judge("resultaat_verstrekken", facts, DAY)
    assert [one.norm.id for one in verdict.objections] == ["wgs:1.7.6"]


def test_the_solver_allows_what_the_engine_allows(folder):
    """Every case that the solver finds is judged by the engine as the solver said."""
    book = lawbook()
    for act in (
        "gegeven_verstrekken",
        "resultaat_verstrekken",
        "casus_starten",
        "medewerker_toewijzen",
        "signaal_melden",
        "stemmen",
    ):
        question = Question(book, act, DAY)
        case = question.find(question.allowed())
        facts = {k: frozenset(v) if isinstance(v, list) else v for k, v in case.items()}
        answered = {one.norm.id: True for one in question.norms if one.norm.kind == "judgement"}
        assert book.on(DAY).judge(act, facts, DAY, judgements=answered).allowed, act


def test_what_a_change_of_the_law_changed_is_told_with_a_case(live, capsys):
    assert main(["law", "diff", "2025-06-30", "2025-07-01", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {one["became"] for one in told} == {FORBIDDEN}
    assert {one["norms"][0] for one in told} <= {"wgs:1.4.3", "wgs:1.4.3/toewijzen"}
    employed = ("wie.in_dienst", "vraag.medewerker_in_dienst")
    assert all(any(one["case"].get(fact) is False for fact in employed) for one in told)
    assert main(["law", "diff", "2025-06-30", "2025-07-01"]) == 0
    shown = capsys.readouterr().out
    assert "Mag niet meer, om 1.4 lid 3 Wgs" in shown
    assert "in dienst van de deelnemer die u aanwees: nee" in shown
    assert main(["law", "diff", "2025-07-02", "2025-07-04", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [], "nothing changed in those days"
    assert main(["law", "diff", "2025-07-02", "eergisteren"]) == 1


def test_a_law_that_lets_more_through_is_told_too(folder):
    changed(
        folder,
        "law/wgs/1.5.yaml",
        "    norms:",
        "    norms: []\n  - valid_from: 2027-01-01\n    published: x\n    certainty: assumed\n   "
        " summary: x\n    norms:",
    )
    book = book_of(folder)
    there = [
        one
        for one in differences(book, date(2027, 1, 1), date(2026, 12, 31))
        if one.act == "gegeven_verstrekken"
    ]
    assert {one.became for one in there} == {ALLOWED}
    assert load_article(folder / "law" / "wgs" / "1.5.yaml", book.vocabulary).norms
