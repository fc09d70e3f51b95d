"""A norm that a jurist takes out of the law files: the program does what is left of the law, on the
screen as well."""

from __future__ import annotations

from openprisma.gate.law import lawbook
from openprisma.gate.perform import perform
from tests.builders import ANALYST, POLICE, REPORTER, a_pass, draft, played, without

WEIGHED = {
    "soort": "eigen waarneming",
    "omvang": "vijf wagens",
    "gewicht": "past in een patroon",
    "vergelijkbaar": "nee",
}


def test_a_criterion_left_open_is_shown_as_open_and_is_no_yes(live, connect, other_law, as_person):
    signal = played("gemeld", connect("owner"))["signaal"]
    said = {"criteria": {"a": True, "b": True, "c": True, "d": True}, "afweging": WEIGHED}
    with other_law(without(lawbook(), "bgs:2.16.2/oordeel")):
        perform(a_pass(POLICE), "signaal_beoordelen", file=signal, **said)
    verdict = connect("postgres").execute(
        "select positive, criteria from signals_verdict where file_id = %s", [signal]
    )
    assert verdict.fetchone() == (False, said["criteria"])
    page = as_person(REPORTER).get(f"/signalen/{signal}").content.decode()
    assert page.count("niet ingevuld") == 1


def test_a_word_that_nobody_explained_is_kept_in_the_text_and_noted_nowhere(
    live, connect, other_law
):
    file = draft()
    fact = {
        "wat": "Een wagen met een Belgisch kenteken.",
        "wanneer": "2025-09-30",
        "waar": "Testlaan",
        "functie": "boa",
        "bron": "rapport",
    }
    with other_law(without(lawbook(), "bgs:1.9.1/twijfel")):
        perform(a_pass(REPORTER), "feit_toevoegen", file=file, **fact)
    own = connect("postgres")
    assert own.execute("select what from signals_fact where file_id = %s", [file]).fetchone() == (
        fact["wat"],
    )
    assert own.execute(
        "select count(*) from files_wordnote where file_id = %s", [file]
    ).fetchone() == (0,)


def test_a_finding_that_rests_on_nothing_is_kept_as_long_as_a_datum_of_today(
    world, connect, other_law, as_person
):
    claim = {
        "onderdeel": "oorzaken",
        "uitspraak": "De verhuurder bestaat vooral op papier.",
        "gegevens": [],
    }
    with other_law(without(lawbook(), "werkwijze:handhavingsknelpunt.11")):
        made = world.do(ANALYST, "bevinding_vastleggen", **claim)
    own = connect("postgres")
    kept = own.execute(
        "select keep_until - interval '5 years' = on_day from analysis_finding where id = %s",
        [made],
    ).fetchone()
    assert kept == (True,)
    page = as_person(ANALYST).get(f"/knelpunten/{world.bottleneck}/analyse").content.decode()
    assert claim["uitspraak"] in page
