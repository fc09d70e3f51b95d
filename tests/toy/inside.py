"""What a house with the toy in it does, asked in a process of its own: `python -m tests.toy.inside
<question> [file]`. Says it as JSON."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import django

django.setup()

from django.core.checks import run_checks  # noqa: E402
from django.test import Client  # noqa: E402

from openprisma.files.jobs import look_at_terms  # noqa: E402
from openprisma.gate import law  # noqa: E402
from openprisma.gate.checks import gaps  # noqa: E402
from openprisma.gate.login import WORKER, logged_in_as  # noqa: E402
from openprisma.kernel.errors import LawError  # noqa: E402
from openprisma.proof.forgotten import forgotten as missing  # noqa: E402
from openprisma.stories.region import person_id  # noqa: E402
from openprisma.web.checks import every_tab_has_an_address  # noqa: E402

SECRETARY, REPORTER = "sara-namaak", "anneke-van-zomaar"


def checked() -> list[str]:
    """What a start says."""
    return [one.msg for one in run_checks() if not one.is_silenced()]


def forgotten(*folders: str) -> list[list[str]]:
    """What is said of each folder of law and working methods before anything starts."""
    return [_said(Path(folder)) for folder in folders]


def _said(folder: Path) -> list[str]:
    os.environ["OPENPRISMA_LAW"] = str(folder / "law")
    os.environ["OPENPRISMA_PROCEDURES"] = str(folder / "procedures")
    law.forget()
    try:
        book, methods = law.lawbook(), law.procedures()
        start = [one.msg for one in every_tab_has_an_address()]
        return [*gaps(), *missing(folder / "law", book, methods), *start]
    except LawError as error:
        return [str(error)]


def used() -> dict[str, object]:
    """A box from the menu to the last tab, clicked by a secretary; and what others get."""
    her = _browser(SECRETARY)
    home, listed = _shown(her, "/"), _shown(her, "/speelgoed")
    begin = "/speelgoed/nieuw/speelgoed-uitpakken"
    box = her.post(begin, {"titel": "Blokken"})["Location"]
    file = box.removeprefix("/speelgoed/")
    opened = _shown(her, box)
    form = f"/dossier/{file}/speelgoed-toevoegen"
    asked = _shown(her, form)
    done = her.post(form, {"wat": "Tien rode blokken.", "tot": "2025-11-01"})["Location"]
    return {
        "home": home,
        "list": listed,
        "begin": _shown(her, begin),
        "box": box,
        "file": file,
        "opened": opened,
        "asked": asked,
        "done": done,
        "after": _shown(her, done),
        "tab": _shown(her, f"{box}/telling"),
        "why": _shown(her, f"/dossier/{file}/waarom/speelgoed-bekijken"),
        "listed": _shown(her, "/speelgoed"),
        "stranger": _browser(REPORTER).get(box).status_code,
        "elsewhere": her.get(f"/knelpunten/{file}").status_code,
    }


def expired(file: str) -> dict[str, object]:
    """The box after its day: moved by the system, under its own act."""
    with logged_in_as(WORKER):
        moved = look_at_terms()
    her = _browser(SECRETARY)
    return {"moved": moved, "box": _shown(her, f"/speelgoed/{file}")}


def _browser(name: str) -> Client:
    client = Client(REMOTE_ADDR="127.0.0.1")
    told = client.post("/demo", {"persoon": str(person_id("den-haag", name))})
    assert told.status_code == 302, told.status_code
    return client


def _shown(client: Client, url: str) -> str:
    """The text and addresses of a page, without its marks."""
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code, answer.content.decode()[:2000])
    page = re.sub(r'<a[^>]*href="([^"]*)"[^>]*>', r" [\1] ", answer.content.decode())
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


if __name__ == "__main__":
    asked = {one.__name__: one for one in (checked, forgotten, used, expired)}
    question = asked[sys.argv[1]]
    print(json.dumps(question(*sys.argv[2:])))
