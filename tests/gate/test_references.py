"""What an act names is there, in its file and visible to who acts, before anything is judged; a
fact of a row that is not there has no answer, so it is never yes."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest

from openprisma.gate import acts
from openprisma.gate import perform as gate
from openprisma.gate.checks import gaps
from openprisma.gate.facts import registered
from openprisma.gate.references import referred_each
from openprisma.gate.run import Actor, Run
from openprisma.kernel.errors import BadInput
from openprisma.sharing.models import Statement
from tests.builders import ANALYST, REPORTER, World
from tests.conftest import CLUSTER

NOWHERE = UUID(int=0)
ASK = {"categorie": "bedrijfsgegevens", "vraag": "Welke vestigingen heeft dit bedrijf?"}


def test_every_id_that_an_act_takes_names_a_row(live):
    assert [text for text in gaps() if "zegt niet wat" in text] == []
    found = {
        (n, f)
        for n, a in acts.registered().items()
        for f, i in a.inputs.model_fields.items()
        if "UUID" in str(i.annotation)
    }
    assert len(found) > 50
    assert found == {(n, f) for n, a in acts.registered().items() for f in a.references}


@pytest.mark.parametrize("hint", [UUID, list[UUID], UUID | None], ids=str)
def test_an_id_that_says_not_which_row_does_not_start(live, monkeypatch, hint):
    monkeypatch.setattr(acts, "_registry", dict(acts._registry))

    def send(run: Run, *, iets: UUID) -> None:
        """Nothing."""

    send.__annotations__["iets"] = hint
    acts.act("post_versturen")(send)
    assert [
        text
        for text in gaps()
        if text.startswith("de handeling post_versturen zegt niet wat iets is")
    ]


@pytest.fixture
def unjudged(monkeypatch):
    """Judging is a mistake: it comes after the look."""

    def judge(run, **_):
        raise AssertionError("judged before what it names was looked up")

    monkeypatch.setattr(gate, "judge", judge)


@pytest.fixture
def other(live):
    """Another world, with a bottleneck of its own."""
    return World.thread(CLUSTER)


def test_what_is_nowhere_and_what_is_in_another_file_get_one_answer_before_any_judgement(
    world, other, unjudged
):
    assert other.company != world.company
    told = []
    for subject in (NOWHERE, other.company):
        with pytest.raises(BadInput) as bad:
            world.do(REPORTER, "gegevens_vragen", betrokkene=subject, **ASK)
        told.append((bad.value.what, bad.value.fields))
    assert (
        told == [("Deze keuze bestaat niet.", {"betrokkene": "Kies iemand uit dit dossier."})] * 2
    )
    with pytest.raises(AssertionError, match="judged before"):
        world.do(REPORTER, "gegevens_vragen", betrokkene=world.company, **ASK)


def test_one_of_several_that_is_not_there_stops_all(world, unjudged):
    with pytest.raises(BadInput, match="Een gegeven is er niet"):
        world.do(
            ANALYST,
            "bevinding_vastleggen",
            onderdeel="omvang",
            uitspraak="Er zijn er twee.",
            gegevens=[NOWHERE],
        )


def test_of_several_that_may_be_left_out_none_is_named(live):
    """A result may rest on no data; that broke."""
    run = Run(
        uuid4(),
        "resultaat_opstellen",
        Actor(uuid4(), "", "politie", False),
        date(2025, 10, 1),
        None,
        uuid4(),
    )
    for given in ({}, {"gegevens": None}, {"gegevens": []}):
        run.inputs = given
        assert referred_each(run, "gegevens", Statement) == []


ASKED_OF_A_ROW = {
    "gegeven.van_eigen_deelnemer": ("gegeven_intrekken", "gegeven"),
    "betrokkene.zelf_ingebracht": ("betrokkene_weghalen", "betrokkene"),
    "betrokkene.inbrenger_betrokken": ("betrokkene_weghalen", "betrokkene"),
    "levering.zonder_fouten": ("levering_vastleggen", "levering"),
    "interventie.van_eigen_deelnemer": ("interventie_uitvoeren", "interventie"),
    "interventie.deelnemer_betrokken": ("interventie_uitvoeren", "interventie"),
    "interventie.stand": ("interventie_uitvoeren", "interventie"),
    "maatregel.van_eigen_deelnemer": ("maatregel_bijwerken", "maatregel"),
    "bekendheid.open": ("bekendheid_vastleggen", "vraag"),
    "resultaat.verbeterd": ("ontvanger_inlichten", "resultaat"),
    "resultaat.verstrekt": ("resultaat_terugkoppelen", "resultaat"),
    "resultaat.ontvanger_deelnemer": ("resultaat_verstrekken", "resultaat"),
    "resultaat.kwaliteit": ("resultaat_verstrekken", "resultaat"),
    "resultaat.taak": ("resultaat_verstrekken", "resultaat"),
}


@pytest.mark.parametrize("path", ASKED_OF_A_ROW)
def test_a_fact_about_a_row_that_is_not_there_has_no_answer(world, path):
    """Each of these said yes until now: “the act itself says so”."""
    act, field = ASKED_OF_A_ROW[path]
    with gate.entered(
        world.by(REPORTER), acts.registered()["dossier_inzien"], [world.bottleneck], {}
    ) as open_run:
        run = Run(
            uuid4(),
            act,
            Actor(open_run.actor.person, "", "politie", False),
            date(2025, 10, 1),
            None,
            world.bottleneck,
        )
        run.inputs = {field: NOWHERE}
        with pytest.raises(BadInput):
            registered()[path].provider(run)


def test_whom_no_table_admitted_is_not_admitted(world):
    with gate.entered(
        world.by(REPORTER), acts.registered()["dossier_inzien"], [world.bottleneck], {}
    ) as run:
        run.file, run.file_id = gate.dossiers().header(world.bottleneck), world.bottleneck
        run.inputs = {"betrokkene": world.company}
        assert registered()["betrokkene.toegelaten"].provider(run) is False
