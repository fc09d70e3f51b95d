"""Asking, in the form of any act, that nationality may stand in it because somebody cannot be
recognised without: what the writer typed is not kept, and the privacy jurist is asked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from openprisma.files.notes import ASK
from openprisma.gate.acts import EXPLAINED
from openprisma.gate.perform import perform
from openprisma.kernel.errors import BadInput, Refused
from openprisma.language.check import Reading
from openprisma.language.facts import NATIONALITY, TITLE, UNAVOIDABLE
from openprisma.language.prose import readings_to_show
from openprisma.web.forms import WHY, Form, read

UNDECIDED = "bgs:1.9.1/beslist"


def asked(request: HttpRequest, form: Form, file: UUID, refusal: Refused) -> list[str]:
    """The words about which the privacy jurist was asked now: only when nothing else stands in the
    way and the writer said why. Raises `Refused` or `BadInput` when that cannot be asked."""
    why = request.POST.get(WHY, "").strip()
    if not why or set(refusal.norms) != {UNDECIDED}:
        return []
    given = read(form, request.POST)
    said: dict[str, str] = given.get(EXPLAINED, {})
    found = {
        reading.words(one): _sentence(reading, one)
        for where, reading in readings_to_show(form.act, given).items()
        for one in reading.findings
        if one.kind == NATIONALITY
        and where != TITLE
        and said.get(reading.words(one)) == UNAVOIDABLE
    }
    reason = "\n".join([why, *dict.fromkeys(found.values())])
    words: dict[str, Any] = dict.fromkeys(found, UNAVOIDABLE)
    try:
        perform(
            request.by,  # type: ignore[attr-defined]
            ASK,
            file=file,
            reden=reason,
            woorden=words,
        )
    except BadInput as error:
        raise BadInput(
            error.what, fields={WHY: next(iter(error.fields.values()), error.what)}
        ) from error
    return list(found)


def _sentence(reading: Reading, one: Any) -> str:
    """The line in which a word stands, as far as its sentence goes."""
    start = max(reading.text.rfind(end, 0, one.start) for end in ".!?\n") + 1
    ends = [at for end in ".!?\n" if (at := reading.text.find(end, one.end)) >= 0]
    return reading.text[start : min(ends, default=len(reading.text) - 1) + 1].strip()
