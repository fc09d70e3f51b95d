"""Two browsers at once: what one person does bites on the next click of the other."""

from __future__ import annotations

from openprisma.gate.perform import perform
from openprisma.stories.region import person_id
from tests.browser.people import CHAIR, MEMBERS, SECRETARY
from tests.builders import a_pass, played
from tests.conftest import START


def test_two_browsers_at_once_a_subject_that_is_removed_is_gone_on_the_next_click(
    live, connect, page_of
):
    made = played("casus-gestart", connect("owner"))
    case, company = made["casus"], made["bedrijf"]
    police = page_of("Sanne Spelbos")
    police.goto(f"/casussen/{case}/informatie")
    assert police.get_by_text("geen personeel").is_visible()
    by = {name: a_pass(name) for name in (SECRETARY, CHAIR, *MEMBERS)}
    meeting = perform(
        by[SECRETARY], "vergadering_plannen", vorm="zitting", datum=START, overleg="E"
    )
    perform(
        by[SECRETARY],
        "agenderen",
        file=case,
        vergadering=meeting,
        besluit="casus_subjecten",
        verwijderen=[company],
        voorstel="Haal nummer 1 eraf.",
    )
    perform(
        by[SECRETARY],
        "vergadering_openen",
        file=meeting,
        aanwezig=[person_id("den-haag", n) for n in (CHAIR, *MEMBERS)],
    )
    for name in MEMBERS:
        perform(by[name], "stemmen", file=case, voor=True)
    perform(
        by[CHAIR],
        "casus_subjecten",
        file=case,
        verwijderen=[company],
        motivering="Hoort hier niet.",
    )
    police.reload()
    assert police.get_by_text("geen personeel").count() == 0


def test_two_browsers_at_once_who_leaves_the_team_finds_nothing_on_the_next_click(
    live, connect, person, day
):
    made = played("casus-gestart", connect("owner"))
    case, authoriser = made["casus"], a_pass("els-tekenbevoegd")
    for name, until in (("yvonne-demonstra", None), ("mark-nagemaakt", "2025-10-15")):
        perform(
            authoriser,
            "medewerker_toewijzen",
            file=case,
            medewerker=person_id("den-haag", name),
            tot=until,
        )
    leaving, replacing = person("yvonne-demonstra"), person("mark-nagemaakt")
    for page in (leaving, replacing):
        page.goto(f"/casussen/{case}/informatie")
        assert page.get_by_text("geen personeel").is_visible()
    perform(
        authoriser,
        "medewerker_afmelden",
        file=case,
        medewerker=person_id("den-haag", "yvonne-demonstra"),
    )
    assert leaving.reload().status == 404
    assert leaving.get_by_text("geen personeel").count() == 0
    assert replacing.reload().status == 200
    day("2025-10-15")
    assert replacing.reload().status in (403, 404), "on the day itself the replacement is over"
    assert replacing.get_by_text("geen personeel").count() == 0
