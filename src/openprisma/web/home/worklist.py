"""The worklist and the lists of files: one's own work, without a name in it and without a line in the log."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openprisma.files.queries import Work, how_much_work, my_work
from openprisma.gate.clock import today
from openprisma.gate.perform import visit
from openprisma.web.places import file_url

# Files looked at for the worklist, shown in a list (the newest first), and counted at most.
MOST, LISTED, COUNTED = 500, 200, 1_000


def worklist(request: HttpRequest) -> HttpResponse:
    """What waits for me, what runs with others, which terms end."""
    with visit(request.by) as actor:  # type: ignore[attr-defined]
        now = today()
        work = my_work(actor, now, running=True, most=MOST)
    mine = [one for one in work if one.mine and one.running]
    others = [one for one in work if not one.mine and one.running]
    terms = sorted((one for one in work if one.ends_on), key=lambda one: one.ends_on or now)
    told = {
        "today": now,
        "mine": [(one, file_url(one.kind, one.id), one.mine) for one in mine[:12]],
        "more": len(mine) - 12,
        "count": len(mine),
        "others": [
            ("met-u", "Met u gedeeld, ligt bij een ander", _rows([one for one in others if not one.shared_by_me][:50])),
            ("door-u", "Door u gedeeld, ligt bij een ander", _rows([one for one in others if one.shared_by_me][:50])),
        ],
        "terms": [(one, file_url(one.kind, one.id), (one.ends_on - now).days) for one in terms if one.ends_on][:8],
    }
    return render(request, "home/worklist.html", told)


def _rows(work: list[Work]) -> list[tuple[Work, str]]:
    return [(one, file_url(one.kind, one.id)) for one in work]


def file_list(request: HttpRequest, kind: str, template: str) -> HttpResponse:
    """All my files of one kind, the newest first, at most 200."""
    with visit(request.by) as actor:  # type: ignore[attr-defined]
        now = today()
        work = my_work(actor, now, kind=kind, most=LISTED)
        count = how_much_work(actor, now, kind=kind, most=COUNTED)
    many = f"meer dan {COUNTED}" if count > COUNTED else count
    told = {"rows": _rows(work), "count": count, "many": many, "listed": LISTED, "today": now}
    return render(request, template, told)
