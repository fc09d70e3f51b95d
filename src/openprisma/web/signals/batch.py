"""Answer one question about many signals at once: does my participant have a similar one?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openprisma.files.my_work import Work, work_on
from openprisma.gate.clock import today
from openprisma.gate.perform import perform, visit
from openprisma.gate.turns import my_turns
from openprisma.kernel.errors import BadInput, Refused
from openprisma.web.places import file_url
from openprisma.web.signals.forms import JUDGE, answers

ACT = "overeenkomst_beantwoorden"


def batch(request: HttpRequest) -> HttpResponse:
    """Signals that wait for the verdict of my participant, each with the question; each answer is
    an act of its own."""
    with visit(request.by) as actor:  # type: ignore[attr-defined]
        mine = {turn.file for turn in my_turns() if JUDGE.act in turn.acts}
        waiting = work_on(actor, today(), mine) if mine else []
    rows = [_row(request, one) for one in waiting]
    done = sum(row["done"] for row in rows)
    context = {
        "rows": rows,
        "options": answers(None),
        "done_count": done,
        "sent": request.method == "POST",
    }
    return render(request, "signals/batch.html", context)


def _row(request: HttpRequest, work: Work) -> dict[str, Any]:
    """One signal: what was answered now, and what stood in the way."""
    said, agreed = (
        request.POST.get(f"antwoord.{work.id}", ""),
        request.POST.get(f"gezag.{work.id}", ""),
    )
    row = {
        "work": work,
        "url": file_url(work.kind, work.id),
        "said": said,
        "agreed": agreed,
        "done": False,
        "why": "",
    }
    if request.method != "POST" or not said:
        return row
    if request.POST.get(f"gezien.{work.id}") != work.since:
        return row | {"said": "", "agreed": "", "why": CAME_AGAIN}
    return row | _answered(request, work.id, said, agreed)


CAME_AGAIN = (
    "Dit signaal is teruggegeven en opnieuw gemeld nadat u deze bladzijde opende. "
    "Lees wat er nu staat, en antwoord daarover."
)


def _answered(request: HttpRequest, file: UUID, said: str, agreed: str) -> dict[str, Any]:
    try:
        perform(request.by, ACT, file=file, antwoord=said, gezag=agreed)  # type: ignore[attr-defined]
    except (Refused, BadInput) as error:
        return {"why": f"{error.what} {error.remedy}"}
    return {"done": True}
