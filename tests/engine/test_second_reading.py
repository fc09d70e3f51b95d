"""Whether a datum may be supplied is what a second reading of the statutes says, made without
looking at `law/`: for every row of bgs:2.15, body, ground, phase and role of the subject."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from openprisma.engine.lawbook import NormSet
from openprisma.engine.reading import read
from openprisma.gate.law import lawbook

READ = read(Path(__file__).parent / "second_reading.yaml")
ON = date(2025, 10, 1)
# Of these articles: the others ask what a person wrote or did, the same for every row.
ARTICLES = ("bgs:2.15", "wgs:2.22", "wgs:1.5", "wpg:20", "bpbo:2", "bibob:28")
# The table of bgs:2.15 counts the BSN to its first row; ours has a row of its own for it.
ROWS = {f"row{nr}": [nr + 1] if nr > 1 else [1, 2] for nr in range(1, 17)}
BODIES = {"provincie": "provinciebestuur"}  # the others have the same name
ROLES = ("subject_person", "subject_entity", "direct_circle")
GROUNDS = tuple(lawbook().vocabulary.lists["verstrekgronden"])
POLICE = tuple(one for one in GROUNDS if one.startswith("wpg"))
JUSTICE = tuple(one for one in GROUNDS if one.startswith("wjsg"))
PLAIN = ("geen", "icov")
# Along which grounds a datum may come in where the second reading says so; along none of the
# others.
ALONG = {
    "yes": PLAIN,
    "P1": PLAIN,
    "P2": PLAIN,
    "J1": PLAIN,
    "F1": PLAIN,
    "G": PLAIN,
    "PG": ("wpg_8", "wpg_13"),
    "BOD": ("wpg_8", "wpg_13"),
    "P3": ("wpg_9", "wpg_10_1a", "wpg_10_1c"),
    "B3": ("wpg_9", "wpg_10_1a"),
    "W": JUSTICE,
}
# Said of a person in the row itself: our first row of a company is its name and number, and what
# is a person's alone nobody can write of a company. Asked of the text, not of these norms.
OF_A_PERSON_ALONE = "NA"
SILENT = ("silent", "F2")


@cache
def norms() -> NormSet:
    chosen = [
        norm
        for norm in lawbook().norms
        if norm.article in ARTICLES and norm.valid_from <= ON < norm.until
    ]
    return NormSet(chosen, lawbook().vocabulary)


@cache
def categories() -> dict[int, object]:
    return {row.nr: row for row in lawbook().categories(ON).values()}


def comes(nr: int, body: str, ground: str, phase: int, **otherwise) -> bool:
    """May this body supply a datum of this row along this ground, all else in order?"""
    row = categories()[nr]
    organs = set(lawbook().vocabulary.lists["organen"])
    facts = {
        "gegeven.categorie": row.code,
        "gegeven.fase": row.phase,
        "gegeven.werkwijzen": frozenset(row.methods),
        "gegeven.bronnen": frozenset((set(row.sources) or organs) - set(row.not_sources)),
        "gegeven.orgaan": BODIES.get(body, body),
        "gegeven.grond": ground,
        "gegeven.politiesysteem": ground in POLICE,
        "gegeven.politieonderzoek": False,
        "gegeven.gezag": "officier",
        "gegeven.in_gebruik": True,
        "tekst.zeker": frozenset(),
        "gegeven.noodzaak": True,
        "tekst.noemt_bibob": False,
        "gegeven.binnen_kolom": True,
        "gegeven.toereikend": True,
        "gegeven.plicht": "geen",
        "betrokkene.kring_staat": True,
        "gegeven.uit_handelsregister": True,
        "gegeven.naast_strafrechtelijk": True,
        "dossier.uitbuiting": True,
        "dossier.fase": phase,
        "dossier.werkwijze": "casusoverleg",
    } | otherwise
    return not norms().judge("gegeven_verstrekken", facts, ON).objections


def cells():
    for row, bodies in READ["matrix"].items():
        for body, roles in bodies.items():
            for role in ROLES:
                for phase in (1, 2, 3):
                    word, _, code = roles[role][phase].partition(":")
                    yield row, body, role, phase, word, code


CELLS = [one for one in cells() if one[4] != "silent" and one[5] != OF_A_PERSON_ALONE]


def found(nr: int, body: str, phase: int) -> set[str]:
    return {ground for ground in GROUNDS if comes(nr, body, ground, phase)}


@pytest.mark.parametrize("row", ROWS)
def test_a_datum_comes_in_where_and_along_what_the_second_reading_says(row):
    unlike = [
        (body, role, phase, f"{word}:{code}", sorted(found(nr, body, phase)))
        for there, body, role, phase, word, code in CELLS
        for nr in ROWS[there]
        if there == row
        and code != "X"
        and found(nr, body, phase) != set(ALONG[code or word] if word != "no" else ())
    ]
    assert unlike == []


def test_where_the_second_reading_is_silent_the_fiod_is_another_than_the_tax_administration():
    """Of both readings one, everywhere (Q7): the FIOD is not barred where the tax administration
    is, and is no source where that alone is one."""
    silent = {(row, body) for row, body, _, _, word, code in cells() if (word, code) == SILENT}
    assert silent == {("row5", "fiod"), ("row8", "fiod"), ("row12", "fiod")}
    for row in ("row5", "row8"):
        for nr in ROWS[row]:
            assert found(nr, "fiod", 1) == set(PLAIN)
            assert found(nr, "rijksbelastingdienst", 1) == set()
    for nr in ROWS["row12"]:
        assert found(nr, "fiod", 2) == set()
        assert found(nr, "rijksbelastingdienst", 2) == set(PLAIN)


def test_what_is_not_said_to_be_within_the_second_column_or_too_much_does_not_come_in():
    for missing in ("gegeven.binnen_kolom", "gegeven.toereikend"):
        assert not comes(4, "college", "geen", 1, **{missing: False})
    assert not comes(8, "college", "geen", 1, **{"gegeven.uit_handelsregister": False})
    assert comes(4, "college", "geen", 1, **{"gegeven.uit_handelsregister": False})


def test_sexual_behaviour_comes_in_beside_criminal_data_against_exploitation():
    """From every participant; what that participant always supplies along a road of its own, along
    that road."""
    for _, body, _, phase, _, code in CELLS:
        if code == "X":
            assert found(16, body, phase)
            for missing in ("gegeven.naast_strafrechtelijk", "dossier.uitbuiting"):
                assert not any(
                    comes(16, body, ground, phase, **{missing: False}) for ground in GROUNDS
                )


def test_no_datum_of_the_police_comes_in_without_the_authority_nor_a_third_phase_in_a_scan():
    for there, body, _, phase, _, code in CELLS:
        for nr in ROWS[there]:
            if code in ("PG", "BOD", "P3", "B3"):
                assert not any(
                    comes(nr, body, ground, phase, **{"gegeven.gezag": "geen"})
                    for ground in GROUNDS
                )
            if code in ("P3", "B3"):
                assert not any(
                    comes(nr, body, ground, phase, **{"dossier.werkwijze": "scan"})
                    for ground in GROUNDS
                )


def test_beyond_the_direct_circle_nobody_comes_in():
    said = {
        answer
        for bodies in READ["matrix"].values()
        for roles in bodies.values()
        for answer in roles["beyond"]
    }
    assert said == {"no:BEY"}
    verdict = norms().judge(
        "subject_voorstellen", {"betrokkene.rol": "anders", "tekst.zeker": frozenset()}, ON
    )
    assert [one.norm.id for one in verdict.objections] == ["wgs:2.22.1/niemand-anders"]


def test_the_second_reading_speaks_of_everything():
    organs = set(lawbook().vocabulary.lists["organen"])
    assert set(READ["matrix"]) == set(ROWS)
    for bodies in READ["matrix"].values():
        assert {BODIES.get(body, body) for body in bodies} == organs
    assert {nr for rows in ROWS.values() for nr in rows} == set(categories())
    assert len(CELLS) > 1000
