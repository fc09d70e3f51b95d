"""What writers said of doubtful words, counted; which exceptions wait for a decision; and a few of
one's own signals to look at, another few every day."""

from __future__ import annotations

import random

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openprisma.files.my_work import my_work, work_on
from openprisma.gate.clock import today
from openprisma.gate.perform import perform, visit
from openprisma.web.places import file_url

SAMPLE = 5


def words(request: HttpRequest) -> HttpResponse:
    """The counts, and a sample that is the same all day for everybody who looks."""
    told = perform(request.by, "woorden_tellen")  # type: ignore[attr-defined]
    with visit(request.by) as actor:  # type: ignore[attr-defined]
        now = today()
        work = [
            one
            for one in my_work(actor, now, kind="signaal", running=True)
            if "privacyjurist" in one.roles
        ]
        waiting = work_on(actor, now, told.waiting)
    chosen = random.Random(now.isoformat()).sample(work, min(SAMPLE, len(work)))
    context = {
        "counts": told.rows,
        "waiting": [(one, f"{file_url(one.kind, one.id)}/uitzonderingen") for one in waiting],
        "rows": [(one, file_url(one.kind, one.id)) for one in chosen],
        "today": now,
    }
    return render(request, "signals/words.html", context)
