"""What the law may ask of a request."""

from __future__ import annotations

from datetime import date
from operator import itemgetter
from typing import Any
from uuid import UUID

from openprisma.engine.terms import end_of
from openprisma.gate.facts import fact
from openprisma.gate.law import lawbook
from openprisma.gate.references import names, referred, referred_each
from openprisma.gate.run import Run
from openprisma.partners.facts import participants
from openprisma.rights.actions import FIRST
from openprisma.rights.letter import code_of_letter
from openprisma.rights.models import (
    Answer,
    AnswerLetter,
    Ask,
    CitizenRequest,
    Extension,
    Hit,
    HitVerdict,
    Identity,
    LetterCheck,
    Search,
)

YES, UNSURE = "ja", "weet_niet"
OBJECTION = "verzoek_bezwaar"  # six weeks (6:7 Awb)


def _said(run: Run, name: str) -> bool:
    return bool(str(run.inputs.get(name) or "").strip())


def _last(run: Run, model: type[Any], *columns: str) -> tuple[Any, ...] | None:
    rows = sorted(run.rows(model, "at", *columns), key=itemgetter(0))
    return rows[-1] if rows else None


@fact("verzoek.namens", ahead=False)
def _by_whom(run: Run) -> str:
    return str(run.inputs.get("namens", ""))


@fact("verzoek.machtiging", ahead=False)
def _basis(run: Run) -> bool:
    return _said(run, "machtiging")


@fact("verzoek.identiteit")
def _verified(run: Run) -> bool:
    return bool(run.rows(Identity, "id"))


@fact("verzoek.uiterlijk")
def _due(run: Run) -> date:
    ((due,),) = run.rows(CitizenRequest, "due")
    return date.fromisoformat(str(due))


@fact("verzoek.eerste_maand_tot")
def _first_month(run: Run) -> date:
    ((received,),) = run.rows(CitizenRequest, "received_on")
    book = lawbook()
    return end_of(received, book.term(FIRST, run.today), book.holidays)


@fact("verzoek.verlengd")
def _extended(run: Run) -> bool:
    return bool(run.rows(Extension, "id"))


@fact("verzoek.reden", ahead=False)
def _reason(run: Run) -> bool:
    return _said(run, "reden")


@fact("verzoek.ingelicht", ahead=False)
def _told(run: Run) -> bool:
    return bool(run.inputs.get("bericht"))


@fact("verzoek.afgesproken", ahead=False)
def _agreed(run: Run) -> bool:
    return bool(run.inputs.get("akkoord"))


@fact("verzoek.andere_overheid", ahead=False)
def _other_body(run: Run) -> bool:
    other = run.inputs.get("deelnemer")
    return other in participants(run) and other != run.actor.participant


@fact("verzoek.beslisser")
def _decider(run: Run) -> str:
    ((decider,),) = run.rows(CitizenRequest, "decider_id")
    return str(decider)


@fact("verzoek.gezocht")
def _searched(run: Run) -> bool:
    return bool(run.rows(Search, "id"))


def _verdicts(run: Run) -> dict[UUID, str]:
    rows = run.rows(HitVerdict, "at", "hit", "answer")
    return {hit: answer for _, hit, answer in sorted(rows, key=itemgetter(0))}


@fact("verzoek.open_treffers", ahead=False)
def _open(run: Run) -> int:
    said = _verdicts(run)
    return sum(said.get(hit, UNSURE) == UNSURE for (hit,) in run.rows(Hit, "id"))


@fact("verzoek.zelf_geoordeeld", ahead=False)
def _judged_myself(run: Run) -> bool:
    """Did whoever acts say of one of the hits that they do not know, and nobody else since?"""
    rows = sorted(run.rows(HitVerdict, "at", "hit", "answer", "person_id"), key=itemgetter(0))
    last = {hit: (answer, who) for _, hit, answer, who in rows}
    mine = (UNSURE, run.actor.person)
    return any(last.get(one.id) == mine for one in referred_each(run, "treffers", Hit))


@fact("verzoek.is_de_verzoeker", ahead=False)
def _is_requester(run: Run) -> bool:
    said = _verdicts(run)
    return all(said.get(one.id) == YES for one in referred_each(run, "treffers", Hit))


@fact("verzoek.antwoord_tot")
def _answer_before(run: Run) -> date:
    asked = [before for (before,) in run.rows(Ask, "before")]
    return max(asked, default=date.max)


def _answered(run: Run) -> set[tuple[UUID | None, str]]:
    return {(hit, of) for hit, of in run.rows(Answer, "hit", "participant_id")}


@fact("verzoek.ontbrekende_antwoorden", ahead=False)
def _missing(run: Run) -> int:
    """Of each hit that is the requester, each participant ever involved that did not answer."""
    said, answered = _verdicts(run), _answered(run)
    return sum(
        (hit, of) not in answered
        for hit, involved in run.rows(Hit, "id", "participants")
        if said.get(hit) == YES
        for of in involved
    )


@fact("verzoek.vertellen", ahead=False)
def _tell(run: Run) -> bool:
    return bool(run.inputs.get("vertellen"))


@fact("verzoek.grond", ahead=False)
def _ground(run: Run) -> str:
    return str(run.inputs.get("grond") or "geen")


@fact("verzoek.alles_gewogen", ahead=False)
def _all_weighed(run: Run) -> bool:
    weighed = set(run.inputs.get("gewogen") or ())
    return weighed == set(lawbook().vocabulary.lists["onthoudfactoren"])


@fact("verzoek.onthouden_door_u", ahead=False)
def _withheld_by_me(run: Run) -> bool:
    if not names(run, "antwoord"):
        return False
    one = referred(run, "antwoord", Answer)
    return one.participant_id == run.actor.participant and not one.tell


@fact("verzoek.brief_van_u", ahead=False)
def _my_letter(run: Run) -> bool:
    written = _last(run, AnswerLetter, "person_id")
    return written is not None and written[1] == run.actor.person


@fact("verzoek.brief_gezien", ahead=False)
def _letter_as_seen(run: Run) -> bool:
    """Is the letter still the one that stood on the form? It can be found wrong and be written
    again. Who names none reads it as it is: a command."""
    written = _last(run, AnswerLetter, "id")
    return run.inputs.get("gezien") in (None, code_of_letter(written[1] if written else None))


@fact("verzoek.brief_akkoord", ahead=False)
def _letter_right(run: Run) -> bool:
    written, read = _last(run, AnswerLetter), _last(run, LetterCheck, "agrees")
    return bool(written and read and read[0] >= written[0] and read[1])


@fact("verzoek.bezwaar_tot")
def _objections_until(run: Run) -> date:
    """Six weeks from the day after the letter was found right; without one, never."""
    read = [
        day for _, agrees, day in sorted(run.rows(LetterCheck, "at", "agrees", "on_day")) if agrees
    ]
    if not read:
        return date.max
    book = lawbook()
    return end_of(read[-1], book.term(OBJECTION, run.today), book.holidays)
