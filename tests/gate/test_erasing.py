"""What is rejected is gone: from the tables, the log, the jobs, and so from a dump."""

from __future__ import annotations

import subprocess

import pytest

from openprisma.gate.perform import perform
from openprisma.kernel.places import data
from tests.builders import LAWYER, POLICE, REPORTER, SECRETARY, a_pass
from tests.conftest import BIN, CLUSTER

CANARIES = [f"kanarie{number:02}zanger" for number in range(24)]
PHOTO = (data("stories") / "bijlagen" / "loods.jpg").read_bytes()


def dump() -> str:
    """Everything the database would give away."""
    command = [str(BIN / "pg_dump"), "-h", str(CLUSTER.socket), "-U", "postgres", "tests"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def signal(live):
    """A reported signal with a canary in every field that takes words; gives the file and the
    canaries still unused."""
    words = iter(CANARIES)
    by = a_pass(REPORTER)
    file = perform(
        by,
        "signaal_opstellen",
        titel=next(words),
        vorm="mensenhandel_en_smokkel",
        gemeenten=["GM0603"],
        samenvatting=f"{next(words)} Fins nummerbord",
        woorden={"Fins nummerbord": "kenteken"},
    )
    perform(
        by,
        "feit_toevoegen",
        file=file,
        wat=next(words),
        wanneer="2025-09-01",
        waar=next(words),
        functie=next(words),
        taak=next(words),
        bron=f"{next(words)} Maltees rijbewijs",
        woorden={"Maltees rijbewijs": "onvermijdelijk"},
    )
    perform(
        by,
        "subject_noemen",
        file=file,
        soort="natuurlijk_persoon",
        naam=next(words),
        rol="hoofdsubject",
        kenmerk="999991772",
    )
    perform(
        by,
        "signaal_aanvullen",
        file=file,
        criteria={letter: next(words) for letter in "abcde"},
        kwaliteit="niet_mogelijk",
        kwaliteit_reden=next(words),
        verwachte_deelnemers=["politie"],
        georganiseerd=next(words),
        geprobeerd=next(words),
        deelbeperking=next(words),
        tekort=["inzicht"],
    )
    perform(by, "bijlage_toevoegen", file=file, omschrijving=next(words), inhoud=PHOTO)
    perform(by, "signaal_melden", file=file)
    perform(a_pass(SECRETARY), "signaal_teruggeven", file=file, reden=next(words))
    perform(by, "signaal_melden", file=file)
    necessity = {"norm": "bgs:1.9.1/onvermijdelijk", "positief": True, "motivering": next(words)}
    perform(a_pass(LAWYER), "noodzaak_beoordelen", file=file, **necessity)
    return file, words


def present(text: str) -> set[str]:
    return {
        canary
        for canary in (*CANARIES, "999991772", "Maltees rijbewijs", "Fins nummerbord")
        if canary in text
    }


def test_after_a_rejection_with_canaries_in_every_field_a_full_dump_holds_none(signal, connect):
    file, words = signal
    said = {"criteria": dict.fromkeys("abcde", False), "toelichting": next(words)}
    weighing = {name: next(words, "x") for name in ("soort", "omvang", "gewicht")} | {
        "vergelijkbaar": "nee"
    }
    assert len(present(dump())) >= 21, "the canaries are where we think they are"
    perform(a_pass(POLICE), "signaal_beoordelen", file=file, afweging=weighing, **said)
    assert present(dump()) == set()
    own = connect("postgres")
    assert own.execute(
        "select count(*) from signals_attachment where file_id = %s", [file]
    ).fetchone() == (0,)
    ground, counts = own.execute(
        "select ground, counts from files_erasure where file_id = %s", [file]
    ).fetchone()
    assert (
        ground,
        counts["feiten"],
        counts["betrokkenen"],
        counts["woorden"],
        counts["bijlagen"],
    ) == (
        "bgs:1.16.1.b",
        1,
        1,
        2,
        1,
    )
    kept = own.execute(
        "select positive, criteria from signals_verdict where file_id = %s", [file]
    ).fetchone()
    assert kept == (False, dict.fromkeys("abcde", False))


def test_what_is_withdrawn_is_gone_too(signal):
    file, _ = signal
    perform(a_pass(REPORTER), "signaal_intrekken", file=file)
    assert present(dump()) == set()
