"""What writers said of doubtful words, counted; and a few of one's own signals to look at, another
few every day."""

from __future__ import annotations

import random

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openprisma.files.my_work import my_work
from openprisma.gate.clock import today
from openprisma.gate.perform import perform, visit
from openprisma.signals.queries import WordCounts
from openprisma.web.places import file_url

SAMPLE = 5


def words(request: HttpRequest) -> HttpResponse:
    """The counts, and a sample that is the same all day for everybody who looks."""
    found: WordCounts = perform(request.by, "woorden_tellen")  # type: ignore[attr-defined]
    with visit(request.by) as actor:  # type: ignore[attr-defined]
        now = today()
        work = [one for one in my_work(actor, now, kind="signaal", running=True)]
    chosen = random.Random(now.isoformat()).sample(work, min(SAMPLE, len(work)))
    context = {
        "counts": found.counts,
        "rows": [(one, file_url(one.kind, one.id)) for one in chosen],
        "today": now,
    }
    return render(request, "signals/words.html", context)
