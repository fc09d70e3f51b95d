"""What ends on a day has ended on that day, whether or not a worker runs."""

from __future__ import annotations

from openprisma.files.jobs import look_at_terms
from openprisma.stories.runner import text_of
from tests.builders import ANALYST, POLICE, REPORTER, SECRETARY, as_worker, opened, seen
from tests.gate.bottleneck import refused


def test_on_the_end_date_page_and_raw_sql_are_empty_and_the_refusal_names_its_ground(
    world, day, connect
):
    assert "twee vestigingen" in text_of(world.do(POLICE, "gegevens_inzien"))
    day("2026-09-17")
    assert "twee vestigingen" in text_of(world.do(POLICE, "gegevens_inzien"))
    day("2026-09-18")  # no worker runs in this test
    assert refused(world, POLICE, "gegevens_inzien") == ["werkwijze:handhavingsknelpunt.1"]
    assert refused(
        world,
        REPORTER,
        "gegeven_verstrekken",
        betrokkene=world.company,
        categorie="bedrijfsgegevens",
        tekst="x",
        bronsysteem="Handelsregister",
        vastgesteld_op="2025-09-25",
        eerst_verwerkt="2025-09-25",
        noodzaak="x",
        rechtmatig=True,
        binnen_kolom=True,
        toereikend=True,
    ) == ["werkwijze:handhavingsknelpunt.1"]
    raw = connect()
    with raw.transaction():
        opened(raw, world, connect)
        assert seen(raw) == 0


def test_after_five_years_a_datum_is_not_there_any_more_even_in_an_open_file(world, day, connect):
    world.deliver(tekst="Bijna vijf jaar oud.", eerst_verwerkt="2020-10-02")
    assert "Bijna vijf jaar oud." in text_of(world.do(POLICE, "gegevens_inzien"))
    day("2025-10-02")
    assert "Bijna vijf jaar oud." not in text_of(world.do(POLICE, "gegevens_inzien"))


def test_a_finding_goes_with_the_first_datum_under_it(world, day):
    def data():
        return [d for phase in world.do(POLICE, "gegevens_inzien").phases for d in phase.data]

    world.deliver(tekst="Bijna vijf jaar oud.", eerst_verwerkt="2020-10-02")
    found = {
        "onderdeel": "oorzaken",
        "uitspraak": "De loods bestond al.",
        "gegevens": [d.id for d in data()],
    }
    world.do(ANALYST, "bevinding_vastleggen", **found)
    assert "De loods bestond al." in text_of(world.do(POLICE, "analyse_inzien"))
    day("2025-10-02")
    assert len(data()) == len(found["gegevens"]) - 1
    assert "De loods bestond al." not in text_of(world.do(POLICE, "analyse_inzien"))


def test_the_worker_says_afterwards_what_already_was_so(world, day, auditor):
    day("2026-09-18")
    with as_worker():
        assert look_at_terms() >= 1
    assert world.do(SECRETARY, "dossier_inzien").head.stage.end
    with as_worker():
        assert look_at_terms() == 0
