"""What is hidden answers as what is not there: every address of a file, the general pages, and what
the side-door prover found."""

from __future__ import annotations

import uuid

import pytest
from django.urls import get_resolver

from openprisma.gate.perform import perform
from openprisma.kernel.errors import Refused
from openprisma.stories.region import person_id
from tests.builders import OUTSIDER, POLICE, SECRETARY, a_pass


def urls_of(file: uuid.UUID) -> list[str]:
    """Every address that names a file, for this file."""
    found = []
    for pattern in get_resolver().url_patterns:
        text = str(pattern.pattern)
        if "<uuid:file>" in text:
            text = text.replace("<uuid:file>", str(file)).replace(
                "<uuid:collega>", str(person_id("den-haag", POLICE))
            )
            text = text.replace("<uuid:bijlage>", str(uuid.uuid4())).replace(
                "<uuid:dossier>", str(file)
            )
            text = text.replace("<uuid:stuk>", str(uuid.uuid4()))
            found.append("/" + text.replace("<slug:handeling>", "gegevens-inzien"))
    return found


@pytest.mark.parametrize(
    "name",
    [
        OUTSIDER,
        *(
            pytest.param(one, marks=pytest.mark.long)
            for one in (
                "kim-verbeelding",
                "chantal-oefening",
                "xandra-sleutelbos",
                "joris-zonderpapier",
            )
        ),
    ],
)
def test_every_address_of_a_hidden_file_answers_as_one_that_does_not_exist(shared, as_person, name):
    client, looked = as_person(name), 0
    for file in (shared.signal, shared.bottleneck):
        absent = uuid.uuid4()
        for hidden, missing in zip(urls_of(file), urls_of(absent), strict=True):
            for method in ("get", "post"):
                answers = [
                    getattr(client, method)(url, {"doel": "interne_controle"})
                    for url in (hidden, missing)
                ]
                one, other = (
                    (a.status_code, a.content, sorted(a.headers.items())) for a in answers
                )
                assert one == other, (method, hidden)
                assert b"Autoverhuur" not in one[1]
                assert b"Verhuurwagens op bedrijventerreinen" not in one[1]
                looked += 1
    assert looked > 80


def test_nothing_of_a_file_shows_on_the_general_pages_of_others(shared, as_person):
    for name in (OUTSIDER, "kim-verbeelding"):
        client = as_person(name)
        for url in ("/", "/signalen", "/knelpunten", "/mensen", "/recht", "/signalen/nieuw"):
            page = client.get(url).content.decode()
            for canary in (
                "Autoverhuur",
                "Verhuurwagens op bedrijventerreinen",
                "Testrup",
                str(shared.bottleneck)[:8],
            ):
                assert canary not in page, (name, url, canary)


def test_a_hidden_signal_answers_as_none_to_who_wants_to_begin_something_on_it(shared, live):
    def told(signal: uuid.UUID) -> tuple:
        with pytest.raises(Refused) as refusal:
            perform(
                a_pass(OUTSIDER),
                "knelpunt_voordragen",
                signaal=signal,
                titel="Onbekend",
                soort="branche",
                doel="x",
                binnen="x",
                buiten="x",
                niet_naleving="x",
                georganiseerd="x",
                ernst="x",
            )
        return refusal.value.hidden, [reason.as_dict() for reason in refusal.value.reasons]

    assert told(shared.signal) == told(uuid.uuid4())
    assert told(shared.signal)[0]


def test_a_file_has_no_page_and_no_form_of_another_working_method(shared, as_person):
    client, file = as_person(SECRETARY), shared.bottleneck
    for address in (
        f"/casussen/{file}",
        f"/signalen/{file}",
        f"/vergaderingen/{file}",
        f"/casussen/{file}/beschrijving.pdf",
        f"/dossier/{file}/casus-subjecten",
        f"/dossier/{file}/stuk-toevoegen",
    ):
        assert client.get(address).status_code == 404, address
    assert client.get(f"/knelpunten/{file}").status_code == 200
    assert client.get(f"/dossier/{shared.meeting}/agenderen").status_code == 404
    assert client.get(f"/dossier/{file}/agenderen").status_code == 200


def test_who_is_suspended_reads_the_same_of_a_file_of_theirs_as_of_none(world, as_person, connect):
    own, police = connect("postgres"), person_id("den-haag", POLICE)
    client = as_person(POLICE)
    assert client.get(f"/knelpunten/{world.bottleneck}").status_code == 200
    own.execute("update partners_clearance set confirmed = false where person_id = %s", [police])
    try:
        answers = [client.get(f"/knelpunten/{file}") for file in (world.bottleneck, uuid.uuid4())]
    finally:
        own.execute("update partners_clearance set confirmed = true where person_id = %s", [police])
    assert [one.status_code for one in answers] == [403, 403]
    assert answers[0].content == answers[1].content
    assert "wacht op bevestiging" in answers[0].content.decode()


def test_the_address_of_a_meeting_is_told_only_to_who_takes_part(shared, as_person):
    linked = f"/vergaderingen/{shared.meeting}"
    pages = {
        name: as_person(name).get(f"/knelpunten/{shared.bottleneck}").content.decode()
        for name in (SECRETARY, POLICE)
    }
    assert linked in pages[SECRETARY]
    assert linked not in pages[POLICE] and str(shared.meeting) not in pages[POLICE]
    assert "Op de agenda" in pages[POLICE]
