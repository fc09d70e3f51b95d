"""Bad and unlucky input in a case: hostile files, very many subjects, two people who write one
text."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from openprisma.gate.perform import perform
from openprisma.kernel.places import data
from openprisma.stories.region import person_id
from tests.builders import POLICE, REPORTER, SECRETARY, a_pass, played, today_is
from tests.conftest import CLUSTER

PHOTO = (data("stories") / "bijlagen" / "loods.jpg").read_bytes()
OUTSIDER, BUREAU, MEMBER = "nico-zogenaamd", "quirine-testcase", "bram-voorbeeldsma"
DATUM = {
    "nagekeken": "ja",
    "categorie": "bedrijfsgegevens",
    "tekst": "De loods met het uithangbord.",
    "bronsysteem": "Handelsregister",
    "vastgesteld_op": "2025-09-20",
    "eerst_verwerkt": "2025-09-20",
    "noodzaak": "Wie er zit.",
    "rechtmatig": "ja",
    "binnen_kolom": "ja",
    "toereikend": "ja",
    "grond": "geen",
}


@pytest.fixture
def made(live, connect) -> dict[str, UUID]:
    """What the story of a running case made."""
    return played("casus-gestart", connect("owner"))


@pytest.fixture
def browse(live):
    """A client of somebody."""

    def sign_in(name: str) -> Client:
        client = Client(REMOTE_ADDR="127.0.0.1")
        client.post("/demo", {"persoon": str(person_id("den-haag", name))})
        return client

    return sign_in


def deliver(client: Client, made: dict[str, UUID], content: bytes):
    sent = SimpleUploadedFile("huurcontract van Jan.pdf", content)
    return client.post(
        f"/dossier/{made['casus']}/gegeven-verstrekken",
        DATUM | {"betrokkene": str(made["bedrijf"]), "inhoud": sent},
    )


def test_a_document_comes_with_a_datum_without_its_traces_and_only_its_readers_open_it(
    made, browse
):
    assert deliver(browse(REPORTER), made, PHOTO).status_code == 302
    page = browse(POLICE).get(f"/casussen/{made['casus']}/informatie").content.decode()
    assert "De loods met het uithangbord." in page and "huurcontract" not in page
    address = re.search(r'href="(/casussen/[^"]+/documenten/[^"]+)"', page)
    assert address is not None
    got = browse(POLICE).get(address[1])
    assert (
        got.status_code == 200
        and got["Content-Disposition"].startswith("attachment;")
        and got["Cache-Control"] == "no-store"
    )
    assert b"Kameramerk" in PHOTO and b"Kameramerk" not in got.content
    assert browse(OUTSIDER).get(address[1]).status_code == 404
    assert browse(MEMBER).get(address[1]).status_code == 403


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"MZ" + bytes(500), "Dit is geen PDF, JPEG of PNG"),
        (b"%PDF-" + bytes(200_000_000), "hoogstens 10 MB"),
    ],
    ids=["a renamed program", "200 megabytes"],
)
def test_a_hostile_document_is_refused_in_words_and_nothing_is_kept(made, browse, content, says):
    answer = deliver(browse(REPORTER), made, content)
    assert answer.status_code == 400 and says in answer.content.decode()
    assert "De loods met het uithangbord." in answer.content.decode(), (
        "what was typed is still there"
    )
    assert (
        "uithangbord"
        not in browse(POLICE).get(f"/casussen/{made['casus']}/informatie").content.decode()
    )


def written(client: Client, case: UUID, text: str, seen: str):
    return client.post(
        f"/dossier/{case}/besluit-voorbereiden",
        {
            "deelnemers": ["gm0603-college", "politie"],
            "categorieen": ["bedrijfsgegevens"],
            "noodzaak": text,
            "evenredigheid": "Twee deelnemers.",
            "minder_ingrijpend": "Controles hielpen niet.",
            "gezien": seen,
        },
    )


def seen_in(answer) -> str:
    return re.search(r'name="gezien" value="([^"]+)"', answer.content.decode())[1]


def test_of_two_secretaries_who_write_one_decision_the_second_is_told_and_loses_nothing(
    live, connect, browse
):
    case = played("casus-voorgedragen", connect("owner"))["casus"]
    first, second = browse(SECRETARY), browse(BUREAU)
    form = f"/dossier/{case}/besluit-voorbereiden"
    mine, theirs = seen_in(first.get(form)), seen_in(second.get(form))
    assert mine == theirs
    assert written(first, case, "De eerste schrijft dit.", mine).status_code == 302
    told = written(second, case, "De tweede schrijft dat.", theirs)
    assert told.status_code == 400 and "Iemand anders schreef intussen" in told.content.decode()
    assert "De tweede schrijft dat." in told.content.decode(), (
        "what the second wrote is still there"
    )
    assert "De eerste schrijft dit." in second.get(form).content.decode(), (
        "and what the first wrote was not lost"
    )
    assert written(second, case, "Samen schrijven wij dit.", seen_in(told)).status_code == 302


def test_ten_thousand_subjects_are_proposed_and_read(made, connect, browse):
    """As rows, for the gate takes one at a time; the pages must still come."""
    with connect("postgres") as own:
        own.execute(
            """insert into subjects_subject
                 (id, receipt, alliance_id, file_id, role, kind, name, identifier, link)
               select gen_random_uuid(), s.receipt, s.alliance_id, s.file_id, 'directe_kring',
                      'natuurlijk_persoon', 'P. Proefpersoon ' || n, '', 'Huurt bij het bedrijf.'
                 from subjects_subject s, generate_series(1, 10000) n where s.id = %s""",
            [made["bedrijf"]],
        )
        made_now = own.execute(
            """insert into subjects_admission (id, receipt, alliance_id, file_id, person_id,
                      on_day, subject, kind, role, need, state, at)
               select gen_random_uuid(), a.receipt, a.alliance_id, a.file_id, a.person_id,
                      a.on_day, s.id, s.kind, s.role, 'Huurt bij het bedrijf.', 'toegelaten', now()
                 from subjects_subject s, subjects_admission a
                where s.file_id = %s and s.role = 'directe_kring'
                  and a.subject = %s and a.state = 'toegelaten'""",
            [made["casus"], made["bedrijf"]],
        ).rowcount
    assert made_now == 10_000
    for page in ("", "/informatie", "/analyse", "/resultaten"):
        answer = browse(REPORTER).get(f"/casussen/{made['casus']}{page}")
        assert answer.status_code == 200, page
        assert len(answer.content) < 3_000_000, page
    perform(
        a_pass(BUREAU),
        "subject_voorstellen",
        file=made["casus"],
        soort="natuurlijk_persoon",
        naam="V. Verzonnen",
        rol="directe_kring",
        verband="Huurt ook.",
        verband_met=made["bedrijf"],
        noodzaak="Huurt ook.",
    )
    assert (
        "V. Verzonnen"
        in browse(REPORTER).get(f"/dossier/{made['casus']}/gegeven-verstrekken").content.decode()
    )


VOTE = {"voor": "ja", "motivering": "Gelezen."}


def test_who_votes_or_decides_reads_what_it_is_about_and_a_form_of_before_is_refused(
    live, connect, browse
):
    case = played("casus-voorgedragen", connect("owner"))["casus"]
    met = "select day from panels_agendaitem where dossier_id = %s"
    today_is(CLUSTER, str(connect("postgres").execute(met, [case]).fetchone()[0]))
    member, chair = browse(MEMBER), browse("liesbeth-verzinsel")
    form = f"/dossier/{case}/stemmen"
    shown = member.get(form)
    assert "Niemand ziet alleen wie achter de huur zit." in shown.content.decode()
    decides = chair.get(f"/dossier/{case}/casus-starten")
    assert "Niemand ziet alleen wie achter de huur zit." in decides.content.decode()
    assert seen_in(decides) == seen_in(shown)
    secretary = browse(SECRETARY)
    text = seen_in(secretary.get(f"/dossier/{case}/besluit-voorbereiden"))
    assert written(secretary, case, "Dit las nog niemand.", text).status_code == 302
    late = member.post(form, VOTE | {"gezien": seen_in(shown)})
    assert late.status_code == 403 and "nadat u dit scherm opende" in late.content.decode()
    assert "Dit las nog niemand." in late.content.decode(), "what it is about now stands there"
    assert member.post(form, VOTE).status_code == 400, "a form says what it showed"
    last = member.post(form, VOTE | {"gezien": seen_in(late)})
    assert last.status_code == 302, last.content.decode().split('role="alert"')[1][:600]
