"""Whose turn it is in a scan, and in which order its flags stand."""

from __future__ import annotations

import pytest

from openprisma.areascans.models import FollowUp
from openprisma.gate.perform import perform
from openprisma.stories.region import person_id
from tests.builders import ANALYST, POLICE, a_pass, played

MUNICIPALITY = "anneke-van-zomaar"


@pytest.fixture
def turns(live, connect):
    """The codes of the turns of somebody in a file."""
    own = connect("postgres")

    def of(name, file) -> set[str]:
        asked = "select turn from fence.turns_for(array[%s]::uuid[], array[%s]::uuid[], null)"
        return {code for (code,) in own.execute(asked, [person_id("den-haag", name), file])}

    return of


def _flags(file):
    return perform(a_pass(ANALYST), "vlaggen_inzien", file=file).flags


def _judge(file, flag, answer="waar"):
    perform(
        a_pass(ANALYST),
        "vlag_duiden",
        file=file,
        vlag=flag,
        oordeel=answer,
        reden="Bekeken op de plek.",
        onschuldig="Het is toegestaan." if answer == "vals_alarm" else "",
    )


def _bound(file, dpia):
    perform(
        a_pass(ANALYST),
        "scan_afbakenen",
        file=file,
        soort="bedrijventerrein",
        regels=["BT01"],
        binnen="Drie terreinen.",
        buiten="De rest.",
        bronnen="Adressen.",
        nieuw=["niets"],
        dpia=dpia,
    )


def test_bounds_wait_until_they_say_which_assessment_covers_them(turns, connect):
    file = played("scan-intake", connect("owner"))["scan"]
    for dpia, waits in (("", True), ("Van 2024.", False), ("  ", True)):
        _bound(file, dpia)
        assert ("afbakening" in turns(ANALYST, file)) is waits, dpia


def test_a_report_that_is_not_right_waits_for_who_writes_it(turns, connect):
    file = played("scan-met-vlaggen", connect("owner"))["scan"]
    for one in _flags(file):
        _judge(file, one.flag.id)
    perform(a_pass(ANALYST), "duiding_afronden", file=file)
    assert "rapport" in turns(ANALYST, file)
    _write(file)
    assert "rapport" not in turns(ANALYST, file)
    _check(POLICE, file, klopt=False)
    assert "rapport" in turns(ANALYST, file)
    _check(MUNICIPALITY, file, klopt=True)
    assert "rapport" in turns(ANALYST, file)
    _check(POLICE, file, klopt=True)
    assert "rapport" not in turns(ANALYST, file)
    _check(POLICE, file, klopt=False)
    _write(file)
    assert "rapport" not in turns(ANALYST, file)
    assert "rapport_nakijken" in turns(POLICE, file)


def _write(file):
    perform(
        a_pass(ANALYST),
        "scan_rapport_schrijven",
        file=file,
        bevindingen="Eén terrein.",
        aanbevelingen="Kijk daar.",
    )


def _check(name, file, *, klopt):
    perform(a_pass(name), "scan_rapport_nakijken", file=file, klopt=klopt, opmerking="Gelezen.")


def test_only_what_was_found_true_weighs_and_what_nobody_saw_comes_first(live, connect):
    file = played("scan-met-vlaggen", connect("owner"))["scan"]
    first, second = (one.flag for one in _flags(file))
    _judge(file, first.id)
    assert [one.flag.id for one in _flags(file)] == [second.id, first.id]
    _judge(file, second.id)
    _judge(file, first.id, "vals_alarm")
    assert [one.flag.id for one in _flags(file)] == [second.id, first.id]


def test_doing_nothing_with_a_flag_is_done_at_once(turns, connect):
    file = played("scan-met-vlaggen", connect("owner"))["scan"]
    for one in _flags(file):
        _judge(file, one.flag.id)
    perform(a_pass(ANALYST), "duiding_afronden", file=file)
    _write(file)
    for name in (POLICE, MUNICIPALITY):
        _check(name, file, klopt=True)
    perform(a_pass("quirine-testcase"), "scan_opleveren", file=file)
    perform(
        a_pass(POLICE),
        "opvolging_kiezen",
        file=file,
        vlag=_flags(file)[0].flag.id,
        wijze="geen",
        wat="Dit is niet van ons.",
        uiterlijk="2099-12-01",
    )
    states = connect("postgres").execute(
        f"select state from {FollowUp._meta.db_table} where file_id = %s", [file]
    )
    assert states.fetchall() == [("klaar",)]
    assert "opvolging" not in turns(POLICE, file)
