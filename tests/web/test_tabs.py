"""What can be done on a file stands on the tab that the record of the act names, and its form
brings one back there."""

from __future__ import annotations

import pytest

from tests.builders import ANALYST, POLICE, SECRETARY


@pytest.mark.parametrize(
    ("tab", "there", "elsewhere"),
    [
        ("overzicht", {"fout_melden", "inzet_toezeggen"}, {"verband_leggen", "resultaat_reageren"}),
        ("informatie", {"fout_melden", "verbetering_bevestigen"}, {"inzet_toezeggen"}),
        ("analyse", {"onbekend_vastleggen", "gelijkheid_beoordelen"}, {"fout_melden"}),
        ("resultaten", {"resultaat_reageren"}, {"fout_melden", "inzet_toezeggen"}),
    ],
)
def test_an_act_stands_on_its_tab(shared, as_person, tab, there, elsewhere):
    where = "" if tab == "overzicht" else f"/{tab}"
    links = as_person(POLICE).get(f"/knelpunten/{shared.bottleneck}{where}").context
    shown = {pair[0].act for kind in ("can", "cannot", "nothing") for pair in links["links"][kind]}
    assert there <= shown and not elsewhere & shown


def test_a_form_on_a_tab_of_its_own_brings_one_back_to_it(shared, as_person):
    sent = {"vraag": "Wie huurt de loods?"}
    url = f"/dossier/{shared.bottleneck}/onbekend-vastleggen"
    there = as_person(ANALYST).post(url, sent)
    assert there.status_code == 302, there.content.decode()
    assert there["Location"].startswith(f"/knelpunten/{shared.bottleneck}/analyse?gedaan=")


def test_the_form_that_begins_another_file_leads_back_to_the_one_it_begins_on(shared, as_person):
    """It led to the signal at the address of the file that was not there yet."""
    page = as_person(SECRETARY).get(f"/dossier/{shared.signal}/casus-voordragen")
    assert page.status_code == 200
    assert f'href="/signalen/{shared.signal}"' in page.content.decode()
    assert f"/casussen/{shared.signal}" not in page.content.decode()
