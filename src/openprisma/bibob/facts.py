"""What the law may ask of a Bibob file."""

from __future__ import annotations

from datetime import date
from operator import itemgetter
from typing import Any

from django.db import connection

from openprisma.bibob.models import (
    BureauAdvice,
    BureauNotice,
    BureauRequest,
    Conclusion,
    Form,
    Found,
    Intention,
    Objection,
    Occasion,
    Party,
    Question,
    Ruling,
    View,
)
from openprisma.bibob.terms import passed_in_time
from openprisma.engine.terms import end_of
from openprisma.gate.facts import fact
from openprisma.gate.law import lawbook
from openprisma.gate.references import referred
from openprisma.gate.run import Run
from openprisma.language.lexicon import lexicon
from openprisma.language.prose import prose

NOTHING = "geen"
REFRAINED = "afgezien"
OPEN = "open"
SIXTH = "zesde_lid"
ADVISER = "bibob_adviseur"
# Decisions that somebody may give a view on first (bibob:33.1).
HEARD_FIRST = ("voorschriften", "weigeren", "intrekken")
LIGHTER = "voorschriften"  # than what else somebody is heard on
ADVICE, FINDINGS = "advies", "bevindingen"


def last(run: Run, model: Any, *columns: str) -> tuple[Any, ...] | None:
    """The columns of the row of a table that was laid down last in the file of a run."""
    rows = sorted(run.rows(model, "at", *columns), key=itemgetter(0))
    return rows[-1][1:] if rows else None


@fact("tekst.noemt_bibob", ahead=False)
def _from_bibob(run: Run) -> bool:
    """Does what somebody writes say, of its source or in words, that it comes from advice or
    research under the Wet Bibob? Source: bibob:28."""
    source = str(run.inputs.get("bronsysteem") or "")
    given = (run.inputs.get(name) for name in prose(run.act))
    texts = [source, *(one for one in given if isinstance(one, str))]
    words = lexicon()
    return words.says("bron_is_bibob", source) or any(words.says("uit_bibob", t) for t in texts)


@fact("bibob.tipgever", ahead=False)
def _sender(run: Run) -> str:
    return str(run.inputs.get("van", ""))


@fact("bibob.nodig", ahead=False)
def _needed(run: Run) -> bool:
    return last(run, Occasion, "needed") == (True,)


@fact("bibob.formulier_volledig")
def _complete(run: Run) -> bool:
    return (True,) in run.rows(Form, "complete")


@fact("bibob.bron", ahead=False)
def _source(run: Run) -> str:
    return str(run.inputs.get("bron", ""))


@fact("bibob.rol", ahead=False)
def _role(run: Run) -> str:
    return referred(run, "over", Party).role


@fact("bibob.verkregen_in_vijf_jaar", ahead=False)
def _passed_on_in_time(run: Run) -> bool:
    """Had the other body obtained this no longer than five years before it passed it on? A day
    that is not said is not in time (bibob:28.2.m, 2°)."""
    obtained, received = run.inputs.get("verkregen_op"), run.inputs.get("ontvangen_op")
    if not obtained or not received:
        return False
    return passed_in_time(obtained, received, lawbook().term("bibob_doorgeven", run.today))


@fact("bibob.aantal_bevindingen", ahead=False)
def _findings(run: Run) -> int:
    return len(run.rows(Found, "id"))


@fact("bibob.adviseur_kan", ahead=False)
def _can_advise(run: Run) -> bool:
    """Does the person who is asked hold the function, and do all norms about a person let them work
    here today? The database says it."""
    with connection.cursor() as cursor:
        cursor.execute("select person from fence.holders(%s)", [[ADVISER]])
        return run.inputs.get("medewerker") in {person for (person,) in cursor.fetchall()}


@fact("bibob.aan_u_gevraagd", ahead=False)
def _asked_of_me(run: Run) -> bool:
    asked = sorted(run.rows(Question, "at", "adviser_id"))
    return bool(asked) and asked[-1][1] == run.actor.person


@fact("bibob.ingelicht", ahead=False)
def _told(run: Run) -> bool:
    return bool(run.inputs.get("ingelicht"))


@fact("bibob.verlengingen")
def _extensions(run: Run) -> int:
    return sum(
        extended > 0
        for extended, ended in run.rows(BureauRequest, "extended", "ended_on")
        if not ended
    )


@fact("bibob.verlengingsweken", ahead=False)
def _weeks(run: Run) -> int:
    return int(run.inputs.get("weken", 0))


@fact("bibob.afgezien", ahead=False)
def _refrained(run: Run) -> bool:
    """Did the Bureau answer the last time that it gives no advice (bibob:9.5)?"""
    return last(run, BureauAdvice, "outcome") == (REFRAINED,)


@fact("bibob.gevaar", ahead=False)
def _level(run: Run) -> str:
    return str(run.inputs.get("conclusie", NOTHING))


@fact("bibob.aantal_gronden", ahead=False)
def _grounds(run: Run) -> int:
    """Those of the first paragraph: the sixth is a ground by itself, and says nothing of danger."""
    return len(set(run.inputs.get("gronden") or ()) - {SIXTH})


@fact("bibob.conclusie", ahead=False)
def _concluded(run: Run) -> str:
    found = last(run, Conclusion, "level")
    return found[0] if found else NOTHING


@fact("bibob.zesde_lid", ahead=False)
def _sixth(run: Run) -> bool:
    found = last(run, Conclusion, "grounds")
    return found is not None and SIXTH in found[0]


@fact("bibob.besluit", ahead=False)
def _decision(run: Run) -> str:
    return str(run.inputs.get("besluit", ""))


@fact("bibob.evenredig", ahead=False)
def _proportionate(run: Run) -> bool:
    return bool(str(run.inputs.get("evenredig", "")).strip())


def intended(run: Run) -> tuple[Any, ...] | None:
    """The last intention: when, what, and whether a third is named. One from before the last
    conclusion is none any more: it rests on another judgement."""
    found, judged = last(run, Intention, "at", "decision", "third"), last(run, Conclusion, "at")
    return None if found is None or (judged is not None and judged[0] > found[0]) else found


def still_to_hear(run: Run) -> set[str]:
    """Who may give a view on the last intention and was not asked yet (bibob:33.1)."""
    found = intended(run)
    if found is None or found[1] not in HEARD_FIRST:
        return set()
    since, _, third = found
    wanted = {"betrokkene", "derde"} if third else {"betrokkene"}
    return wanted - {of for at, of in run.rows(View, "at", "of") if at > since}


@fact("bibob.zienswijze_nodig", ahead=False)
def _to_hear(run: Run) -> bool:
    return bool(still_to_hear(run))


@fact("bibob.zienswijze_geboden", ahead=False)
def _heard(run: Run) -> bool:
    """Was there an intention to decide against somebody, and could all of them give a view on what
    is now decided? A view is about what was intended: it serves that decision, or the lighter one
    of conditions, and no heavier or other one."""
    found = intended(run)
    if found is None or found[1] not in HEARD_FIRST or still_to_hear(run):
        return False
    return run.inputs.get("besluit", found[1]) in (found[1], LIGHTER)


@fact("bibob.melding_open", ahead=False)
def _this_open(run: Run) -> bool:
    """Does something of the kind that is named wait to be reported?"""
    asked = (run.inputs.get("melding"), None)
    return asked in run.rows(BureauNotice, "kind", "done_on")


@fact("bibob.open_meldingen")
def _to_report(run: Run) -> int:
    return sum(done is None for (done,) in run.rows(BureauNotice, "done_on"))


@fact("bibob.open_bezwaren")
def _objections(run: Run) -> int:
    return sum(outcome == OPEN for (outcome,) in run.rows(Objection, "outcome"))


@fact("bibob.bezwaar_tot", ahead=False)
def _objecting_until(run: Run) -> date:
    """The first day after the time to object to the decision, or to appeal against what was decided
    on an objection; without a decision there is nothing to wait for."""
    found = last(run, Ruling, "sent_on")
    if found is None:
        return run.today
    book = lawbook()
    days = [found[0], *(day for (day,) in run.rows(Objection, "decided_on") if day)]
    return end_of(max(days), book.term("bibob_bezwaartijd", run.today), book.holidays)


@fact("bibob.gebruik", ahead=False)
def _purpose(run: Run) -> str:
    return str(run.inputs.get("voor", ""))


@fact("bibob.bruikbaar_tot", ahead=False)
def _usable_until(run: Run) -> date:
    """Of what is used here; what is not there cannot be used any more."""
    days = usable_until(run)
    return days.get(str(run.inputs.get("wat", "")), run.today)


def usable_until(run: Run) -> dict[str, date]:
    """Of the advice of the Bureau and of the own findings the first day on which they may not be
    used any more: five years after the advice was issued, or after the last finding came in
    (bibob:29). Of an advice that was not given there is nothing to use."""
    given = [
        issued
        for outcome, issued in run.rows(BureauAdvice, "outcome", "issued_on")
        if outcome != REFRAINED
    ]
    found = [day for (day,) in run.rows(Found, "received_on")]
    term, holidays = lawbook().term("bibob_gebruik", run.today), lawbook().holidays
    return {
        what: end_of(max(days), term, holidays)
        for what, days in ((ADVICE, given), (FINDINGS, found))
        if days
    }
