"""The worklist and the lists of files: one's own work, without a name in it and without a line in
the log."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openprisma.engine.terms import SUNDAY
from openprisma.files.my_work import Work, page_of, work_and_terms
from openprisma.gate.clock import today
from openprisma.gate.law import lawbook, procedures
from openprisma.gate.perform import visit
from openprisma.gate.turns import Awaited, Turn, my_turns, turns_of_others
from openprisma.kernel.days import FOREVER
from openprisma.kernel.errors import BadInput
from openprisma.partners.queries import participants
from openprisma.web.places import act_url, file_url

# Turns shown, those of others, and files whose term ends looked at; files of a list shown (the
# newest first), and counted at most.
SHOWN, OTHERS, MOST, LISTED, COUNTED = 50, 20, 100, 100, 500


def worklist(request: HttpRequest) -> HttpResponse:
    """What I must do and by when, what others must do that I wait for, which terms end."""
    with visit(request.by) as actor:  # type: ignore[attr-defined]
        now = today()
        turns, others = my_turns(), turns_of_others()
        turns.sort(key=lambda one: (_last(one, now), one.says))
        mine = {(one.file, one.kind.turn) for one in turns}
        others = [one for one in others if (one.file, one.kind.turn) not in mine]
        others.sort(key=lambda one: one.due or FOREVER)
        named = {one.file for one in turns[:SHOWN]} | {one.file for one in others[:OTHERS]}
        files = {one.id: one for one in work_and_terms(actor, now, named, MOST)}
        names = dict(participants(now)) if any(one.participants for one in others) else {}
    rows = [_row(one, files[one.file], now) for one in turns[:SHOWN]]
    told = {
        "today": now,
        "waiting": len(turns),
        "late": sum(_when(one, now) == LATE for one in turns),
        "groups": [(title, [row for row in rows if row["when"] == title]) for title in WHEN],
        "first": rows[0] if rows else None,
        "more": len(turns) - len(rows),
        "others": [_awaited(one, files[one.file], names, now) for one in others[:OTHERS]],
        "more_others": len(others) - OTHERS,
        "terms": [_ending(one, now) for one in files.values() if one.ends_on and one.running][:8],
        "reminded": lawbook().term("herinneren", now).days,
    }
    return render(request, "home/worklist.html", told)


LATE, TODAY, WEEK, LATER = "Te laat", "Vandaag", "Deze week", "Later"
WHEN = (LATE, TODAY, WEEK, LATER)


def _last(turn: Turn, now: date) -> date:
    """The last day on which it is in time: of what may not be left lying today, of what has no day
    none."""
    if turn.due is not None:
        return turn.due - timedelta(days=1)
    return now if turn.kind.at_once else FOREVER


def _when(turn: Turn, now: date) -> str:
    last = _last(turn, now)
    if last <= now:
        return LATE if last < now else TODAY
    return WEEK if last <= now + timedelta(days=SUNDAY - now.weekday()) else LATER


def _row(turn: Turn, work: Work, now: date) -> dict[str, Any]:
    """A turn in the list. Where it can be done by one act its button is that act; else the file."""
    acts = lawbook().vocabulary.acts
    one = turn.acts[0] if len(turn.acts) == 1 else ""
    last = _last(turn, now)
    return {
        "when": _when(turn, now),
        "says": turn.says,
        "rules": turn.kind.source,
        "last": None if last == FOREVER else last,
        "at_once": turn.kind.at_once,
        "work": work,
        "url": _tab(work, turn.acts[0]),
        "reminded": turn.reminded,
        "button": acts[one].button if one else "Openen",
        "there": act_url(work.id, one) if one else _tab(work, turn.acts[0]),
    }


def _tab(work: Work, act: str) -> str:
    """Where in a file the thing stands that an act is about."""
    acts = lawbook().vocabulary.acts
    tab = acts[acts[act].on].tab if acts[act].on else None
    return file_url(work.kind, work.id) + (f"/{tab.path}" if tab and not tab.of_any else "")


def _awaited(one: Awaited, work: Work, names: dict[str, str], now: date) -> dict[str, Any]:
    """What I wait for: of whom, by role or, when my own participant asked for it, by name."""
    roles = lawbook().vocabulary.lists["rollen"]
    whose = [names.get(code, code) for code in one.participants] or [
        roles[role] for role in one.roles
    ]
    return {
        "work": work,
        "url": file_url(work.kind, work.id),
        "what": one.kind.waits,
        "who": ", ".join(whose),
        "due": one.due,
        "late": one.due is not None and one.due <= now,
        "reminded": one.reminded,
        "remind": "" if one.reminded == now else _remind(work, one.kind.turn),
    }


REMIND = "herinneren"


def _remind(work: Work, turn: str) -> str:
    """Where I remind of a turn; nowhere when no role of mine on the file can."""
    mine = {
        offer.entry.act
        for offer in procedures()[work.kind].at(work.stage.stage)
        if work.roles & set(offer.entry.by)
    }
    return f"{act_url(work.id, REMIND)}?waarop={turn}&terug=/" if REMIND in mine else ""


def _ending(work: Work, now: date) -> tuple[Work, str, int]:
    return work, file_url(work.kind, work.id), ((work.ends_on or now) - now).days


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
