"""A new row begins with nothing in the columns that other acts fill in later: what raw SQL under a
line of an honest act may not lay down for somebody else, nor say of another day or hour."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import psycopg
import pytest
from django.core.exceptions import FieldDoesNotExist
from psycopg.types.json import Jsonb

from openprisma.files.models import WordNote
from openprisma.gate import acts
from openprisma.gate.compiled_acts import effects
from openprisma.gate.initial import first, misdeclared, told_of
from openprisma.gate.law import lawbook, procedures
from openprisma.gate.writes import TODAY, Listed, Within, adds, as_told, changes, together
from openprisma.panels.models import Task, Vote
from openprisma.results.models import Reaction
from openprisma.stories.region import person_id
from tests.builders import ANALYST, AUTHORISER, LAWYER, REPORTER, SECRETARY
from tests.conftest import CLUSTER, START

Refusal = psycopg.errors.InsufficientPrivilege
INSERT = "insert into {table} select * from jsonb_populate_record(null::{table}, %s)"
# What each act may add: who, and a row as it is written; `{person}` is who acts.
HONEST = {
    "gegeven_verstrekken": (
        REPORTER,
        "files_wordnote",
        {
            "words": "marokkaanse",
            "kind": "nationaliteit",
            "meaning": "onvermijdelijk",
            "reason": "",
            "state": "",
            "decision": "",
        },
    ),
    "levering_vastleggen": (
        REPORTER,
        "sharing_statement",
        {
            "subject_id": "{company}",
            "participant_id": "{participant}",
            "category": "{category}",
            "text": "Een vestiging in Rijswijk.",
            "source_system": "ondernemersdossier",
            "noted_on": "2025-09-25",
            "delivered_on": "{today}",
            "first_processed_on": "2025-09-25",
            "keep_until": "2030-09-25",
            "necessity": "Maakt duidelijk om welke vestiging het gaat.",
            "authority": "",
            "gateway": "",
            "in_use": False,
            "care": "",
            "within": False,
            "secret": False,
            "sensitive": False,
            "withdrawn": False,
            "dispute": "",
            "restriction": "",
        },
    ),
    "resultaat_opstellen": (
        ANALYST,
        "results_result",
        {
            "way": "deelnemer",
            "recipient": "politie",
            "private": False,
            "ground": "publieke_taak",
            "task": "",
            "compatible": "",
            "activity": "",
            "mode": "geen",
            "alliance_kind": "geen",
            "mandate": "",
            "care": "niet_nagegaan",
            "text": "Een advies.",
            "basis": "",
            "statements": [],
            "versions": [],
            "categories": [],
            "suppliers": [],
            "sensitive": [],
            "keep_until": "2030-01-01",
            "quality": "",
            "asked": [],
            "rac_text": "",
            "state": "opgesteld",
        },
    ),
    "taak_toevoegen": (
        SECRETARY,
        "panels_task",
        {
            "kind": "actie",
            "text": "Bel de gemeente.",
            "owner_id": "{person}",
            "due": "2026-01-01",
            "round": 0,
            "result": "",
        },
    ),
    "bezwaar_vastleggen": (
        SECRETARY,
        "results_reaction",
        {"participant_id": "politie", "answer": "bezwaar", "reason": "", "result_id": "{result}"},
    ),
    "maatregel_voorstellen": (
        REPORTER,
        "bottlenecks_measure",
        {
            "kind": "toezicht",
            "participant_id": "politie",
            "text": "Controle.",
            "goal": "Minder.",
            "due": "2026-01-01",
            "state": "voorgesteld",
            "result": "",
        },
    ),
    "medewerker_toewijzen": (
        AUTHORISER,
        "files_assignment",
        {
            "participant_id": "{participant}",
            "role": "behandelaar",
            "until_day": "9999-12-31",
        },
    ),
}
# What attackers wrote under these, that others decide: the decision of the privacy lawyer (found by
# an attack), a result that was tested and given, a task done by somebody who never did it, consent
# of the police by the secretary.
FORGED = [
    ("gegeven_verstrekken", {"state": "toegestaan"}),
    ("gegeven_verstrekken", {"state": "gevraagd"}),
    ("gegeven_verstrekken", {"decided_by_id": "{lawyer}"}),
    ("gegeven_verstrekken", {"decided_by_id": "{person}"}),
    ("gegeven_verstrekken", {"decided_on": "2025-09-30"}),
    ("gegeven_verstrekken", {"decision": "Akkoord."}),
    ("gegeven_verstrekken", {"on_day": "2020-01-01"}),
    ("levering_vastleggen", {"keep_until": "9999-12-31"}),
    ("levering_vastleggen", {"keep_until": "2030-09-26"}),
    ("levering_vastleggen", {"keep_until": "2098-09-25", "first_processed_on": "2093-09-25"}),
    ("levering_vastleggen", {"delivered_on": "2020-01-01"}),
    ("levering_vastleggen", {"disputed_on": "2025-09-30"}),
    ("levering_vastleggen", {"dispute": "Dit klopt niet."}),
    ("levering_vastleggen", {"corrected_on": "{today}"}),
    ("resultaat_opstellen", {"state": "verstrekt"}),
    ("resultaat_opstellen", {"rac": True}),
    ("resultaat_opstellen", {"rac": False}),
    ("resultaat_opstellen", {"rac_text": "De RAC stemt in."}),
    ("resultaat_opstellen", {"quality": "goed"}),
    ("resultaat_opstellen", {"given_on": "2025-09-30"}),
    ("resultaat_opstellen", {"due": "2099-01-01"}),
    ("resultaat_opstellen", {"asked": ["politie"]}),
    ("taak_toevoegen", {"done_on": "2025-09-30"}),
    ("taak_toevoegen", {"result": "Ik heb dit gedaan."}),
    ("bezwaar_vastleggen", {"answer": "instemming"}),
    ("bezwaar_vastleggen", {"at": "2099-01-01"}),
    ("bezwaar_vastleggen", {"at": "infinity"}),
    ("bezwaar_vastleggen", {"at": None}),
    ("maatregel_voorstellen", {"state": "uitgevoerd"}),
    ("maatregel_voorstellen", {"result": "Klaar."}),
    ("medewerker_toewijzen", {"from_day": "2020-01-01"}),
]


@pytest.fixture(scope="module")
def result(shared):
    """A result in the bottleneck, past every act."""
    row = HONEST["resultaat_opstellen"][2] | {
        "id": str(uuid4()),
        "alliance_id": "den-haag",
        "file_id": str(shared.bottleneck),
        "receipt": str(uuid4()),
        "person_id": str(person_id("den-haag", ANALYST)),
        "on_day": str(START),
    }
    with CLUSTER.connect("postgres", "tests") as root:
        root.execute(INSERT.format(table="results_result"), [Jsonb(row)])
    yield row["id"]
    with CLUSTER.connect("postgres", "tests") as root:
        root.execute("delete from results_result where id = %s", [row["id"]])


@pytest.fixture
def adding(raw, enter, shared, result, connect):
    """Under a line of an act, add its honest row with something else in it."""
    root = connect("postgres")

    def add(act, forged):
        person, table, row = HONEST[act]
        line = enter(by=shared.by(person), act=act, writes=True)
        assert raw.execute("select (fence.permit()).writes").fetchone() == (True,), "the line holds"
        query = "select clock_timestamp(), fence.today(), (fence.permit()).participant"
        now, day, participant = raw.execute(query).fetchone()
        query = "select max(category) from sharing_statement where file_id = %s"
        category = root.execute(query, [shared.bottleneck]).fetchone()[0]
        names = {
            "{person}": str(person_id("den-haag", person)),
            "{lawyer}": str(person_id("den-haag", LAWYER)),
            "{participant}": participant,
            "{result}": str(result),
            "{company}": str(shared.company),
            "{category}": category,
            "{today}": str(day),
        }
        whole = {
            "id": str(uuid4()),
            "alliance_id": "den-haag",
            "file_id": str(shared.bottleneck),
            "receipt": str(line),
            "person_id": "{person}",
            "on_day": str(day),
            "from_day": str(day),
            "at": now.isoformat(),
            **row,
            **forged,
        }
        given = {name: names.get(str(value), value) for name, value in whole.items()}
        return raw.execute(INSERT.format(table=table), [Jsonb(given)]).rowcount

    return add


@pytest.mark.parametrize("act", HONEST)
def test_an_act_adds_what_it_adds(raw, adding, act):
    with raw.transaction(force_rollback=True):
        assert adding(act, {}) == 1


@pytest.mark.parametrize(("act", "forged"), FORGED, ids=lambda one: str(one))
def test_an_act_adds_nothing_that_others_lay_down_later(raw, adding, act, forged):
    column = next(iter(forged))
    with pytest.raises(Refusal, match=f"begint {column} van"), raw.transaction():
        adding(act, forged)


# Who, under which act, in SQL: and to which value the act may change the same.
CHANGED = {
    "access that ended is given back": (
        AUTHORISER,
        "medewerker_afmelden",
        "update files_assignment set until_day = {} "
        "where participant_id = (fence.permit()).participant",
        "'2098-01-01'",
        "fence.today()",
    ),
    "a task opened again is done": (
        SECRETARY,
        "taak_heropenen",
        "update panels_task set done_on = {}",
        "'2020-01-01'",
        "null",
    ),
    "a task is done on another day": (
        SECRETARY,
        "taak_afronden",
        "update panels_task set done_on = {}",
        "'2020-01-01'",
        "fence.today()",
    ),
    "a datum was corrected on another day": (
        REPORTER,
        "gegeven_verbeteren",
        "update sharing_statement set corrected_on = {}",
        "'2099-01-01'",
        "fence.today()",
    ),
}


@pytest.fixture
def task(shared):
    """A task of the bottleneck."""
    return shared.do(
        SECRETARY,
        "taak_toevoegen",
        soort="actie",
        tekst="Bel de gemeente.",
        eigenaar=person_id("den-haag", SECRETARY),
        uiterlijk="2026-01-01",
    )


@pytest.mark.parametrize(
    ("person", "act", "statement", "forged", "right"), CHANGED.values(), ids=CHANGED
)
def test_a_column_changes_to_what_the_act_is_for(
    raw, enter, shared, task, person, act, statement, forged, right
):
    with raw.transaction(force_rollback=True):
        enter(by=shared.by(person), act=act, writes=True)
        with pytest.raises(Refusal, match="verandert"), raw.transaction():
            raw.execute(statement.format(forged))
        assert raw.execute(statement.format(right)).rowcount > 0


def test_a_column_that_names_who_decided_names_who_acts(raw, adding, other_acts):
    """Also where an act is declared to fill it in."""
    declared = (adds(WordNote, sets=("decided_by", "decided_on", "decision")),)
    with other_acts("gegeven_verstrekken", writes=declared):
        with raw.transaction(force_rollback=True):
            assert adding("gegeven_verstrekken", {"decided_by_id": "{person}"}) == 1
        with pytest.raises(Refusal, match="begint decided_by_id van"), raw.transaction():
            adding("gegeven_verstrekken", {"decided_by_id": "{lawyer}"})


@pytest.mark.parametrize("role", ["app", "worker", "van_later"])
def test_whoever_logs_in_is_bound(connect, shared, role):
    """The trigger speaks before any policy, without a line as well."""
    root = connect("postgres")
    with root.transaction(force_rollback=True):
        if role == "van_later":
            root.execute("create role van_later in role app")
        root.execute(f"set local role {role}")
        with pytest.raises(Refusal, match="begint done_on van"):
            root.execute(
                INSERT.format(table="panels_task"),
                [Jsonb({"file_id": str(shared.bottleneck), "done_on": "2025-09-30", "result": ""})],
            )


def test_a_document_is_not_read_to_judge_its_row(live):
    """Its bytes would be written out as text, and take a thousand times as long."""
    from openprisma.sharing.models import Document

    assert told_of(Document, effects(lawbook(), procedures()))["without"] == {"content": None}


def test_what_is_later_follows_from_what_acts_declare(live):
    writes = effects(lawbook(), procedures())
    assert first(Vote, writes).keys() == {"on_day", "at"}
    assert first(Task, writes) == {"done_on": [None], "result": [""]}
    nothing = {"state": [""], "decided_by_id": [None], "decided_on": [None], "decision": [""]}
    assert first(WordNote, writes) == nothing | {"on_day": [{"today": True}]}
    more = dict(writes) | {"taak_afronden": (changes(Task, "owner", only={"result": ("",)}),)}
    assert "owner_id" in first(Task, more), "what some act changes"
    assert first(Task, {"een": (changes(Task, only={"result": ("",)}),)}) == {}, "only emptied"


def test_what_two_declare_is_taken_together():
    (one,) = together(
        (adds(Reaction, only={"answer": ("bezwaar",)}), adds(Reaction, only={"answer": ("geen",)}))
    )
    assert one.allowed == {"answer": ("bezwaar", "geen")}
    (one,) = together((adds(Reaction, only={"answer": ("bezwaar",)}), adds(Reaction)))
    assert one.allowed == {"answer": ("bezwaar",)}, "who says nothing of it fills in nothing"
    (one,) = together((adds(Reaction, only={"answer": ("x",)}), adds(Reaction, sets=("answer",))))
    assert one.allowed == {} and one.columns == {"answer"}


def test_values_are_told_in_one_order(live):
    values = (TODAY, None, date(2025, 1, 2), Listed("toetsers"), "ja", Within("bewaren", "op"))
    told = as_told(values, lawbook())
    assert told == as_told(values[::-1], lawbook())
    assert {"today": True} in told and None in told
    assert {"after": "op", "within": "5 years 0 months 0 days"} in told
    words = {"2025-01-02", "ja", *lawbook().vocabulary.lists["toetsers"]}
    assert {one for one in told if isinstance(one, str)} == words


def test_a_declaration_that_names_no_column_does_not_start(live, monkeypatch):
    with pytest.raises(FieldDoesNotExist):
        adds(Task, sets=("anders",))
    with pytest.raises(FieldDoesNotExist):
        changes(Task, only={"anders": ("x",)})
    assert list(misdeclared(effects(lawbook(), procedures()))) == []
    wrong = acts.registered()["taak_toevoegen"]
    declared = vars(wrong) | {"writes": (adds(Task, sets=("text",)),)}
    monkeypatch.setitem(acts._registry, "taak_toevoegen", acts.Act(**declared))
    assert list(misdeclared(effects(lawbook(), procedures()))) == [
        "de handeling taak_toevoegen zegt dat zij panels_task.text vult, en geen handeling wijzigt "
        "die kolom later: elke nieuwe rij mag haar vullen"
    ]


def test_a_declaration_that_forgets_a_column_does_not_start(live, monkeypatch):
    wrong = acts.registered()["resultaat_reageren"]
    declared = vars(wrong) | {"writes": (adds(Reaction),)}
    monkeypatch.setitem(acts._registry, "resultaat_reageren", acts.Act(**declared))
    assert list(misdeclared(effects(lawbook(), procedures()))) == [
        "de handeling resultaat_reageren zegt niet wat zij in results_reaction.answer zet, en die "
        "kolom vult zichzelf niet"
    ]
