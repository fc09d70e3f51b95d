"""Sending a file with a signal, and getting it back."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from openprisma.kernel.places import data
from openprisma.sidedoors.bombs import wide_png
from openprisma.sidedoors.pdf_bombs import doubled
from tests.builders import POLICE, REPORTER, draft

PHOTO = (data("stories") / "bijlagen" / "loods.jpg").read_bytes()


def send(client, file, content: bytes, name: str = "foto van Jan.jpg"):
    sent = {"omschrijving": "Foto van de loods", "inhoud": SimpleUploadedFile(name, content)}
    return client.post(f"/dossier/{file}/bijlage-toevoegen", sent)


def test_a_picture_comes_back_without_what_the_camera_kept(live, as_person):
    file, client = draft(), as_person(REPORTER)
    assert send(client, file, PHOTO).status_code == 302
    page = client.get(f"/signalen/{file}").content.decode()
    assert "Foto van de loods" in page and "plaats (GPS)" in page and "foto van Jan" not in page
    address = page.split(f"/signalen/{file}/bijlagen/")[1].split('"')[0]
    got = client.get(f"/signalen/{file}/bijlagen/{address}")
    assert (
        got.status_code == 200
        and got["Content-Type"] == "image/jpeg"
        and got["Cache-Control"] == "no-store"
    )
    assert (
        got["Content-Disposition"].startswith("attachment;")
        and b"Kameramerk" in PHOTO
        and b"Kameramerk" not in got.content
    )
    assert as_person(POLICE).get(f"/signalen/{file}/bijlagen/{address}").status_code == 404


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"MZ" + bytes(500), "Dit is geen PDF, JPEG of PNG"),
        (b"", "Dit bestand is leeg."),
        (b"\xff\xd8\xff" + bytes(200_000_000), "hoogstens 10 MB"),
        (wide_png(), "7700 bij 7700 beeldpunten, hoogstens 40 miljoen samen"),
        (doubled(), "te ingewikkeld"),
    ],
    ids=[
        "a renamed program",
        "nothing",
        "200 megabytes",
        "a picture that fills the memory",
        "a PDF without end",
    ],
)
def test_what_is_no_attachment_is_told_in_a_sentence_and_nothing_is_kept(
    live, as_person, content, says
):
    file, client = draft(), as_person(REPORTER)
    answer = send(client, file, content)
    assert answer.status_code == 400 and says in answer.content.decode()
    assert "Foto van de loods" in answer.content.decode(), "what was typed is still there"
    assert "Bijlagen</h2>" not in client.get(f"/signalen/{file}").content.decode()
