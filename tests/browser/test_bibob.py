"""A Bibob file in a browser, from the request to the register: the municipality decides, an adviser
reads what was shared for as long as the advice takes; axe looks on the way."""

from __future__ import annotations

import pytest

from openprisma.stories.region import person_id
from tests.browser.test_scan import seen
from tests.browser.walking import act

BODY, ADVISER, OTHER = "wieke-toetsbaar", "adriaan-raadgever", "nanda-elders"
TODAY, PERMIT = "2025-10-01", "vergunning"


def begun(body) -> str:
    """A file at its own research, with two persons and two findings; its address."""
    act(
        body,
        "/bibob",
        "Bibob-dossier beginnen",
        titel="Vergunning voor een café",
        soort="vergunning",
    )
    file = body.url.split("?")[0]
    seen(body, file)
    act(body, file, "Tip vastleggen", van="officier", ontvangen_op=TODAY)
    act(
        body,
        file,
        "Aanleiding toetsen",
        nodig="ja",
        aanleiding="beleidslijn",
        motivering="Horeca staat in de beleidslijn.",
    )
    act(body, file, "Formulier vastleggen", versie="2025-03", ontvangen_op=TODAY, volledig="ja")
    for role, name, text in (
        ("betrokkene", "Testrup Horeca B.V.", "Er zijn geen jaarstukken."),
        ("vermogensverschaffer", "Verzonnen Beheer B.V.", "Een lening zonder rente."),
    ):
        act(body, file, "Iemand noemen", rol=role, naam=name)
        body.goto(f"{file.replace('bibob', 'dossier')}/bibob-bevinding-vastleggen")
        seen(body)
        body.locator("[name=over]").select_option(label=f"{name}, {ROLES[role]}")
        body.locator("[name=bron]").select_option("openbaar")
        body.locator("[name=ontvangen_op]").fill(TODAY)
        body.locator("[name=bevinding]").fill(text)
        body.get_by_role("button", name="Bevinding vastleggen").click()
        assert body.locator("[role=alert]").count() == 0
    return file


ROLES = {"betrokkene": "betrokkene", "vermogensverschaffer": "wie betrokkene vermogen verschaft"}


@pytest.mark.long
def test_a_bibob_file_from_request_to_register(live, person):
    body, adviser = person(BODY), person(ADVISER)
    file = begun(body)
    assert adviser.goto(file).status == 404, "an adviser reads nothing that was not shared"
    body.goto(file)
    body.get_by_role("link", name="Advies vragen aan het RIEC").click()
    body.locator("[name=medewerker]").select_option(str(person_id("den-haag", ADVISER)))
    body.locator("[name=vraag]").fill("Is deze lening te verklaren?")
    body.get_by_label("Een lening zonder rente.").check()
    body.get_by_role("button", name="Advies vragen aan het RIEC").click()
    if body.locator("button[name=nagekeken]").count():
        body.locator("button[name=nagekeken]").click()
    seen(adviser, file)
    assert adviser.get_by_text("Een lening zonder rente.").count()
    assert "geen jaarstukken" not in adviser.content(), "what was not shared"
    act(adviser, file, "Adviseren", advies="Vraag het Bureau.")
    assert adviser.goto(file).status == 404, "the advice is there: the adviser reads no more"

    act(body, file, "Onderzoek afronden zonder advies van het Bureau")
    act(body, file, "Gevaar beoordelen", conclusie="minder", gronden="a", motivering="Eén feit.")
    act(
        body,
        file,
        "Voornemen vastleggen",
        besluit="voorschriften",
        derde_genoemd="nee",
        motivering="Met een controle is het te dragen.",
    )
    act(body, file, "Zienswijze vastleggen", gegeven="nee")
    act(
        body,
        file,
        "Besluiten",
        besluit="voorschriften",
        motivering="Met een controle is het te dragen.",
        evenredig="Eén dag per jaar.",
        verzonden_op=TODAY,
    )
    seen(body, file)
    assert body.get_by_text("De gemeente meldt aan het Bureau").count()
    body.get_by_role("link", name="Melden aan het Bureau").click()
    chosen = body.locator("[name=melding] option:checked").inner_text()
    assert chosen == "gevaarsconclusie zonder advies van het Bureau", "nothing else waits"
    body.locator("[name=gemeld_op]").fill(TODAY)
    body.get_by_role("button", name="Melden aan het Bureau").click()
    assert body.get_by_text("De bezwaartermijn loopt, of een bezwaar").count()
    assert person(OTHER).goto(file).status == 404, "another municipality finds nothing"
    seen(adviser, "/bibob/cijfers")
