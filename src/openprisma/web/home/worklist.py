"""The worklist and the lists of files: one's own work, without a name in it and without a line in
the log."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openprisma.files.my_work import Work, my_work, page_of, work_on
from openprisma.gate.clock import today
from openprisma.gate.perform import visit
from openprisma.kernel.days import FOREVER
from openprisma.kernel.errors import BadInput
from openprisma.results.due import feedback_due
from openprisma.sharing.request_queries import Unanswered, my_unanswered
from openprisma.web.places import file_url

# Files looked at for the worklist, shown in a list (the newest first), and counted at most.
MOST, LISTED, COUNTED = 500, 100, 500


def worklist(request: HttpRequest) -> HttpResponse:
    """What waits for me, what runs with others, which terms end."""
    with visit(request.by) as actor:  # type: ignore[attr-defined]
        now = today()
        work = my_work(actor, now, running=True, most=MOST)
        asked, due = my_unanswered(actor), feedback_due(now)
        heard = work_on(actor, now, due) if due else []
    mine = [one for one in work if one.mine and one.running]
    others = [one for one in work if not one.mine and one.running]
    terms = sorted((one for one in work if one.ends_on), key=lambda one: one.ends_on or now)
    told = {
        "today": now,
        "mine": [(one, file_url(one.kind, one.id), one.mine) for one in mine[:12]],
        "asked": _asked(work, asked),
        "due": [(one, f"{file_url(one.kind, one.id)}/resultaten", due[one.id]) for one in heard],
        "more": len(mine) - 12,
        "count": len(mine),
        "others": [
            (
                "met-u",
                "Met u gedeeld, ligt bij een ander",
                _rows([one for one in others if not one.shared_by_me][:50]),
            ),
            (
                "door-u",
                "Door u gedeeld, ligt bij een ander",
                _rows([one for one in others if one.shared_by_me][:50]),
            ),
        ],
        "terms": [
            (one, file_url(one.kind, one.id), (one.ends_on - now).days)
            for one in terms
            if one.ends_on
        ][:8],
    }
    return render(request, "home/worklist.html", told)


def _asked(work: list[Work], asked: dict[UUID, Unanswered]) -> list[tuple[Work, str, Unanswered]]:
    """The files in which a question waits for an answer of mine, the most urgent first."""
    found = [
        (one, f"{file_url(one.kind, one.id)}/informatie", asked[one.id])
        for one in work
        if one.id in asked
    ]
    return sorted(found, key=lambda row: row[2].first or FOREVER)


def _rows(work: list[Work]) -> list[tuple[Work, str]]:
    return [(one, file_url(one.kind, one.id)) for one in work]


def file_list(request: HttpRequest, kind: str, template: str, **more: object) -> HttpResponse:
    """My files of one kind, the newest first, a hundred at a time: `?na=<file>` what comes after
    it, `?oudste` the last. `more` is what its page shows besides."""
    after, oldest = _after(request.GET.get("na", "")), "oudste" in request.GET
    with visit(request.by) as actor:  # type: ignore[attr-defined]
        now = today()
        part = page_of(
            actor, now, kind=kind, most=LISTED, counted=COUNTED, after=after, oldest=oldest
        )
    told = more | {
        "rows": _rows(part.work),
        "pages": part.count > len(part.work) or not part.exact,
        "many": part.count if part.exact else f"meer dan {part.count}",
        "today": now,
        "first": not (after or oldest),
        "older": part.work[-1].id if part.older else None,
        "oldest": oldest,
    }
    return render(request, template, told)


def _after(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise BadInput(
            "Dit stuk van de lijst bestaat niet.", remedy="Begin weer bij de nieuwste."
        ) from None
