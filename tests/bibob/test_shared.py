"""What a body says of persons only the body reads, and of an adviser only who was asked last reads
what was shared: raw SQL under lines of honest acts. Source: bibob:28.2.d, bibob:29."""

from __future__ import annotations

from uuid import uuid4

import pytest

from openprisma.gate.perform import perform
from openprisma.stories.region import person_id
from tests.builders import AUTHORISER, a_pass, played

BODY, FIRST, SECOND = "wieke-toetsbaar", "adriaan-raadgever", "berend-bijstand"
TEXTS = {"bibob_occasion": "reasons", "bibob_question": "text", "bibob_counsel": "text"}
ROWS = {**TEXTS, "bibob_found": "text", "bibob_party": "name"}


@pytest.fixture
def file(live, connect, day):
    """A file about which one adviser advised, and another is asked now."""
    made = played("bibob-onderzoek", connect("owner"))
    day("2025-04-09")
    _ask(made["dossier"], FIRST, "Over de lening?", made["lening"])
    perform(a_pass(FIRST), "bibob_adviseren", file=made["dossier"], advies="Vraag door.")
    _ask(made["dossier"], SECOND, "Over de stukken?", made["jaarstukken"])
    return made["dossier"]


def _ask(file, whom, question, finding):
    perform(
        a_pass(BODY),
        "bibob_advies_vragen",
        file=file,
        medewerker=person_id("den-haag", whom),
        vraag=question,
        delen=[finding],
    )


@pytest.fixture
def read(connect):
    """What somebody reads in raw SQL under a line for an act: of each table the words."""

    def reading(person, act, file):
        raw = connect()
        raw.autocommit = False
        line = str(uuid4())
        backend, began = raw.execute("select pg_backend_pid(), transaction_timestamp()").fetchone()
        connect().execute(
            "select fence.open(%s, %s, %s, '', '', '', '', %s, '{}', false, %s, %s)",
            [line, a_pass(person), act, [file], backend, began],
        )
        found = {
            table: {words for (words,) in raw.execute(f"select {column} from {table}")}
            for table, column in ROWS.items()
        }
        raw.rollback()
        return {table: words for table, words in found.items() if words}

    return reading


def test_the_adviser_who_was_asked_last_reads_its_own_question_and_what_was_shared(file, read):
    assert read(SECOND, "bibob_inzien", file) == {
        "bibob_question": {"Over de stukken?"},
        "bibob_found": {"Er zijn drie jaar geen jaarstukken."},
        "bibob_party": {"Testrup Sport B.V."},
    }


def test_who_was_asked_before_reads_nothing_more(file, read):
    _ask(file, FIRST, "Toch weer over de lening?", _finding(file, read))
    assert read(SECOND, "bibob_inzien", file) == {}


def _finding(file, read):
    lines = perform(a_pass(BODY), "bibob_inzien", file=file).findings
    return next(number for number, text in lines if text.startswith("Een lening"))


@pytest.mark.parametrize(
    ("person", "act"),
    [
        (SECOND, "waarom_lezen"),
        (AUTHORISER, "waarom_lezen"),
        (AUTHORISER, "logboek_eigen_inzien"),
        (BODY, "waarom_lezen"),
    ],
)
def test_an_act_that_does_not_read_the_file_opens_no_words_of_it(file, read, person, act):
    assert read(person, act, file) == {}


def test_the_body_reads_all_of_it(file, read):
    found = read(BODY, "bibob_inzien", file)
    assert found["bibob_question"] == {"Over de lening?", "Over de stukken?"}
    assert found["bibob_counsel"] == {"Vraag door."}
    assert found["bibob_occasion"] == {"De branche staat in de beleidslijn."}
