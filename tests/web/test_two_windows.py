"""Of two windows on one text the second is told; and what somebody empties is empty."""

from __future__ import annotations

import re

import pytest

from openprisma.gate.perform import perform
from tests.builders import REPORTER, a_pass, draft

SAYS = "Intussen is er in een ander venster"


def shown(client, address: str) -> dict[str, str]:
    """What a form carries along."""
    page = client.get(address).content.decode()
    (seen,) = re.findall(r'name="gezien"\s+value="([^"]+)"', page)
    return {"gezien": seen}


def held(file):
    return perform(a_pass(REPORTER), "signaal_inzien", file=file).signal


TEXT = {"titel": "Wagens", "vorm": "georganiseerde_drugscriminaliteit", "gemeenten": ["GM0603"]}


def test_the_second_window_is_told_and_its_text_is_still_there(as_person):
    client, file = as_person(REPORTER), draft()
    address = f"/dossier/{file}/signaal-herzien"
    first, second = shown(client, address), shown(client, address)
    good = client.post(address, TEXT | first | {"samenvatting": "Uit het eerste venster."})
    assert good.status_code == 302
    late = client.post(address, TEXT | second | {"samenvatting": "Uit het tweede venster."})
    page = late.content.decode()
    assert late.status_code == 400 and SAYS in page and "Uit het tweede venster." in page
    assert held(file).summary == "Uit het eerste venster."
    (seen,) = re.findall(r'name="gezien"\s+value="([^"]+)"', page)
    again = TEXT | {"gezien": seen, "samenvatting": "Uit het tweede venster."}
    assert client.post(address, again).status_code == 302
    assert held(file).summary == "Uit het tweede venster."


@pytest.mark.parametrize(
    "emptied", ["geprobeerd", "deelbeperking", "criteria.a", "kwaliteit_reden"]
)
def test_what_somebody_empties_is_empty(as_person, emptied):
    client, file = as_person(REPORTER), draft()
    address = f"/dossier/{file}/signaal-aanvullen"
    full = {
        "criteria.a": "Eigen waarneming.",
        "criteria.b": "Drugs.",
        "georganiseerd": "Elke week.",
        "geprobeerd": "Zelf gekeken.",
        "deelbeperking": "Niet aan derden.",
        "kwaliteit": "gecontroleerd",
        "kwaliteit_reden": "Twee keer gezien.",
    }
    assert client.post(address, full | shown(client, address)).status_code == 302
    assert client.post(address, full | {emptied: ""} | shown(client, address)).status_code == 302
    one = held(file)
    now = {
        "geprobeerd": one.tried,
        "deelbeperking": one.restrictions,
        "criteria.a": one.criteria.get("a", ""),
        "kwaliteit_reden": one.quality_reason,
    }
    assert now.pop(emptied) == ""
    assert all(now.values()) and one.organised == "Elke week."
