"""What a region may choose (Q11), and what nobody may slip in: ids of other files."""

from __future__ import annotations

from contextlib import contextmanager
from uuid import uuid4

import pytest

from openprisma.gate.perform import perform
from openprisma.kernel.errors import BadInput, Refused
from openprisma.kernel.places import data
from openprisma.stories.reading import read_story
from openprisma.stories.region import person_id
from openprisma.stories.runner import Player
from tests.builders import CHAIR, POLICE, REPORTER, SECRETARY, TAX, World, a_pass, move_clock
from tests.conftest import CLUSTER


def played(own, name: str) -> dict:
    """The names of a story, played."""
    player = Player(
        read_story(data("stories") / "basis" / f"{name}.yaml"),
        lambda when, backend: move_clock(own, when, backend),
    )
    assert all(step.good for step in player.play())
    own.execute("delete from fence.clock where backend <> 0")
    return player.names


@pytest.fixture
def chosen(connect):
    """Let the region choose something for a while."""
    own = connect("postgres")

    @contextmanager
    def choose(name: str, value: str):
        before = own.execute("select parameters from partners_alliance").fetchone()[0]
        own.execute(
            "update partners_alliance set parameters = parameters || "
            "jsonb_build_object(%s::text, %s::text)",
            [name, value],
        )
        try:
            yield
        finally:
            import json

            own.execute("update partners_alliance set parameters = %s", [json.dumps(before)])

    return choose


VERDICT = {"afweging": {"soort": "x", "omvang": "x", "gewicht": "x", "vergelijkbaar": "nee"}}


def judged(own, signal, *answers: bool) -> str:
    """The stage of a reported signal after these verdicts of police and tax."""
    for person, answer in zip((POLICE, TAX), answers, strict=True):
        criteria = dict.fromkeys("abcde", True) | {"c": answer}
        perform(a_pass(person), "signaal_beoordelen", file=signal, criteria=criteria, **VERDICT)
    return own.execute("select stage from files_file where id = %s", [signal]).fetchone()[0]


@pytest.mark.parametrize(
    ("rule", "answers", "stage"),
    [
        ("allen", (True, False), "afgewezen"),
        ("allen", (True, True), "in_behandeling"),
        ("meerderheid", (True, False), "afgewezen"),
        ("meerderheid", (True, True), "in_behandeling"),
    ],
)
def test_how_participants_decide_on_a_signal_is_the_regions_choice(
    live, connect, chosen, rule, answers, stage
):
    signal = played(connect("owner"), "gemeld")["signaal"]
    with chosen("signaal_oordeel", rule):
        assert judged(connect("postgres"), signal, *answers) == stage


def test_a_majority_takes_up_what_one_of_three_rejects(live, connect, chosen):
    own = connect("postgres")
    by = a_pass(REPORTER)
    from tests.builders import draft

    signal = draft(by=by)
    perform(
        by,
        "feit_toevoegen",
        file=signal,
        wat="Vijf wagens.",
        wanneer="2025-09-01",
        waar="Testlaan",
        functie="boa",
        taak="toezicht",
        bron="rapport",
    )
    perform(
        by,
        "signaal_aanvullen",
        file=signal,
        criteria=dict.fromkeys("abcde", "x"),
        kwaliteit="gecontroleerd",
        georganiseerd="x",
        tekort=["inzicht"],
        verwachte_deelnemers=["politie", "belastingdienst", "ind"],
    )
    perform(by, "signaal_melden", file=signal)
    with chosen("signaal_oordeel", "meerderheid"):
        judged(own, signal, True, False)
        perform(
            a_pass("kim-verbeelding"),
            "signaal_beoordelen",
            file=signal,
            criteria=dict.fromkeys("abcde", True),
            **VERDICT,
        )
    assert own.execute("select stage from files_file where id = %s", [signal]).fetchone() == (
        "in_behandeling",
    )


DECISION = {
    "deelnemers": ["gm0603-college", "politie"],
    "categorieen": [
        "bedrijfsgegevens",
        "toezicht_en_handhaving",
        "fiscale_gegevens",
        "politiegegevens_8_13",
        "verblijfsstatus",
        "inkomensgegevens",
    ],
    "motivering": "Nodig.",
}


def test_one_vote_against_stops_a_decision_only_where_the_region_says_so(
    live, connect, chosen, day
):
    file = played(connect("owner"), "getoetst")["knelpunt"]
    day("2025-09-18")
    necessity = {"norm": "wgs:2.23.4/noodzaak", "positief": True, "motivering": "Nodig."}
    perform(a_pass("ursula-steekproef"), "noodzaak_beoordelen", file=file, **necessity)
    for name, vote in (
        ("pieter-testers", True),
        ("liesbeth-verzinsel", True),
        ("ineke-modelman", True),
        ("noor-proefstra", False),
    ):
        perform(a_pass(name), "stemmen", file=file, voor=vote)
    with pytest.raises(Refused) as refusal:
        perform(a_pass(CHAIR), "knelpunt_aanwijzen", file=file, **DECISION)
    assert refusal.value.norms == ["werkwijze:stuurgroep.3/tegen"]
    with chosen("besluit_regel", "meerderheid"):
        perform(a_pass(CHAIR), "knelpunt_aanwijzen", file=file, **DECISION)


def test_ids_of_another_file_are_no_choice(world, connect):
    other = World.thread(CLUSTER)
    task = other.do(
        SECRETARY,
        "taak_toevoegen",
        soort="actie",
        tekst="Iets.",
        eigenaar=person_id("den-haag", CHAIR),
        uiterlijk="2026-01-01",
    )
    datum = other.deliver()
    for person, act, given in (
        (SECRETARY, "taak_afronden", {"taak": task, "resultaat": "x"}),
        (REPORTER, "gegeven_intrekken", {"gegeven": datum}),
        (POLICE, "fout_melden", {"gegeven": datum, "waarom": "x"}),
        (POLICE, "verbetering_bevestigen", {"gegeven": datum}),
        (
            "rob-voorproef",
            "bevinding_vastleggen",
            {"onderdeel": "ernst", "uitspraak": "x", "gegevens": [datum]},
        ),
        (
            REPORTER,
            "gegeven_verstrekken",
            {
                "betrokkene": other.company,
                "categorie": "bedrijfsgegevens",
                "tekst": "x",
                "bronsysteem": "Handelsregister",
                "vastgesteld_op": "2025-09-25",
                "eerst_verwerkt": "2025-09-25",
                "noodzaak": "x",
                "rechtmatig": True,
                "binnen_kolom": True,
                "toereikend": True,
            },
        ),
        (
            SECRETARY,
            "agenderen",
            {"vergadering": uuid4(), "besluit": "knelpunt_sluiten", "voorstel": "x"},
        ),
    ):
        with pytest.raises((BadInput, Refused)) as told:
            world.do(person, act, **given)
        assert isinstance(told.value, BadInput) or told.value.hidden, (act, told.value)
