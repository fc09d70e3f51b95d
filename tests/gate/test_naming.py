"""What a row names by number is there, no number is given twice, and what rests on data says of
them what they say themselves: raw SQL under lines of honest acts. Source: bgs:1.7.1, wgs:2.20.2."""

from __future__ import annotations

from uuid import UUID, uuid4

import psycopg
import pytest
from django.apps import apps
from psycopg.types.json import Jsonb

from openprisma.gate.constraints import Fenced, guarded
from openprisma.gate.naming import Names, every_number_is_told, named, numbers
from openprisma.gate.perform import perform
from openprisma.subjects.models import Subject
from tests.builders import ANALYST, LAWYER, POLICE, REPORTER
from tests.conftest import CLUSTER, START

Refusal = psycopg.errors.InsufficientPrivilege
INSERT = "insert into {table} select * from jsonb_populate_record(null::{table}, %s)"


@pytest.fixture
def datum(shared):
    return shared.deliver(tekst="Een vestiging in Delft.")


@pytest.fixture
def row_of():
    """A row as it stands, past every act."""

    def row(table, id_):
        with CLUSTER.connect("postgres", "tests") as root:
            (found,) = root.execute(
                f"select to_jsonb(x) from {table} x where id = %s", [id_]
            ).fetchone()
        return found

    return row


@pytest.fixture
def add(raw, enter, shared):
    """Under a line of an act, add a row like another with something else in it."""

    def adding(person, act, table, like, **other):
        line = enter(by=shared.by(person), act=act, writes=True)
        row = like | {"id": str(uuid4()), "receipt": str(line)} | other
        return raw.execute(INSERT.format(table=table), [Jsonb(row)]).rowcount

    return adding


@pytest.fixture
def finding(shared, datum, row_of):
    made = perform(
        shared.by(ANALYST),
        "bevinding_vastleggen",
        file=shared.bottleneck,
        onderdeel="patronen",
        uitspraak="De vestiging draait op zondag.",
        gegevens=[datum],
    )
    return row_of("analysis_finding", made)


def test_every_number_in_a_fenced_table_is_told():
    assert not every_number_is_told()
    assert numbers(Subject) == {"linked"}
    told = [n for m, one in guarded() if isinstance(one, Fenced) for n in named(m).values()]
    assert sum(isinstance(one, Names) for one in told) >= 10
    assert all(apps.get_model(one.model) for one in told if isinstance(one, Names))


def test_a_number_that_nobody_tells_is_named(monkeypatch):
    monkeypatch.delattr(Subject, "named")
    assert [error.id for error in every_number_is_told()] == ["gate.E011"]


def test_what_was_withdrawn_does_not_come_back_with_a_row_of_its_number(
    raw, add, shared, datum, finding, row_of
):
    like = row_of("sharing_statement", datum)
    perform(shared.by(REPORTER), "gegeven_intrekken", file=shared.bottleneck, gegeven=datum)
    with raw.transaction(force_rollback=True):
        assert add(REPORTER, "gegeven_verstrekken", "sharing_statement", like) == 1
    with pytest.raises(Refusal, match="al eens gegeven"), raw.transaction():
        add(REPORTER, "gegeven_verstrekken", "sharing_statement", like, id=str(datum))


@pytest.mark.parametrize("wrong", ["a number of nothing", "of another file"])
def test_a_finding_rests_on_data_of_its_file(raw, add, shared, finding, wrong):
    number = uuid4() if wrong == "a number of nothing" else _elsewhere(shared.bottleneck)
    with raw.transaction(force_rollback=True):
        assert add(ANALYST, "bevinding_vastleggen", "analysis_finding", finding) == 1
    with pytest.raises(Refusal, match="statements een rij die er niet is"), raw.transaction():
        add(
            ANALYST,
            "bevinding_vastleggen",
            "analysis_finding",
            finding,
            statements=[*finding["statements"], str(number)],
        )


def _elsewhere(file: UUID) -> UUID:
    with CLUSTER.connect("postgres", "tests") as root:
        (number,) = root.execute(
            """with s as (select * from sharing_statement where file_id = %s limit 1),
                 f as (select id from files_file where id <> %s limit 1)
               insert into sharing_statement
               select (jsonb_populate_record(null::sharing_statement, to_jsonb(s) ||
                 jsonb_build_object('id', gen_random_uuid(), 'file_id', f.id))).* from s, f
               returning id""",
            [file, file],
        ).fetchone()
    return number


def test_a_circle_is_of_somebody_who_is_there(raw, add, shared, row_of):
    like = row_of("subjects_subject", shared.company) | {"known_on": START}
    with raw.transaction(force_rollback=True):
        assert add(REPORTER, "betrokkene_toevoegen", "subjects_subject", like) == 1
    with pytest.raises(Refusal, match="linked een rij die er niet is"), raw.transaction():
        add(REPORTER, "betrokkene_toevoegen", "subjects_subject", like, linked=str(uuid4()))


@pytest.mark.parametrize(
    "lie",
    [
        {"suppliers": []},
        {"suppliers": ["politie"]},
        {"categories": []},
        {"versions": []},
        {"versions": [str(uuid4())]},
        {"sensitive": []},
        {"keep_until": "9999-12-31"},
    ],
    ids=lambda lie: next(iter(lie)),
)
def test_a_result_says_what_its_data_say(raw, add, shared, row_of, lie):
    under = shared.deliver(tekst="Een vestiging in Rijswijk, met vonnis.", gevoelig=True)
    honest = perform(
        shared.by(ANALYST),
        "resultaat_opstellen",
        file=shared.bottleneck,
        aan="riec",
        ontvanger="RIEC Rotterdam",
        activiteit="Een knelpunt daar",
        tekst="Verhuur aan schijnhuurders.",
        gegevens=[under],
    )
    like = row_of("results_result", honest)
    assert like["sensitive"] and like["suppliers"], "there is something to lie about"
    with raw.transaction(force_rollback=True):
        assert add(ANALYST, "resultaat_opstellen", "results_result", like) == 1
    with pytest.raises(Refusal, match="klopt niet"), raw.transaction():
        add(ANALYST, "resultaat_opstellen", "results_result", like, **lie)


def test_by_letter_only_who_left_takes_back(raw, enter, shared, datum):
    with raw.transaction(force_rollback=True):
        enter(by=shared.by(LAWYER), act="intrekking_vastleggen", writes=True)
        assert raw.execute("select fence.partaking()").fetchone()[0]
        assert raw.execute("delete from sharing_statement").rowcount == 0


def test_an_outcome_keeps_no_words(raw, enter, shared):
    told = {"act": "gegevens_inzien", "facts": {"x": "Jan Testpersoon woont hier."}}
    for verdict in (told, {"act": "gegevens_inzien", "eigen": "woord"}):
        with pytest.raises(psycopg.errors.InvalidParameterValue), raw.transaction():
            line = enter()
            raw.execute(
                "select fence.close(%s, %s, 'failed', '{}', %s)",
                [line, shared.by(POLICE), Jsonb(verdict)],
            )


def test_a_line_that_opens_something_names_an_article(raw, enter, connect):
    with raw.transaction(force_rollback=True):
        line = enter()
        ground = (
            connect("auditor")
            .execute("select ground from fence.line where id = %s", [line])
            .fetchone()[0]
        )
    assert ground and len(set(ground.split())) == len(ground.split())
