"""Acts with which participants say what may be told, and with which the answer is decided: one
objection withholds, two people read the letter (bgs:1.2)."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from openprisma.engine.terms import end_of
from openprisma.files.actions import INVOLVES, involve, signed
from openprisma.gate.acts import act
from openprisma.gate.declared import Ref, Standing
from openprisma.gate.law import lawbook
from openprisma.gate.lists import WithholdFactor, WithholdGround
from openprisma.gate.references import referred, referred_each
from openprisma.gate.run import Run
from openprisma.gate.writes import adds
from openprisma.kernel.errors import BadInput
from openprisma.language.prose import Prose
from openprisma.partners.facts import participants
from openprisma.rights.letter import letter_of
from openprisma.rights.models import Answer, AnswerLetter, Ask, Hit, LetterCheck
from openprisma.rights.search_actions import Hits

Some = Annotated[str, Prose()]
ASKED = "verzoek_antwoordtijd"
OneAnswer = Annotated[
    UUID, Ref(Answer, "Dit antwoord is er niet.", "Kies een antwoord van uw deelnemer.")
]


@act("verzoek_uitvragen", writes=(adds(Ask), *INVOLVES))
def ask_all(run: Run) -> None:
    """Ask every participant what may be told; also when nothing was found, so that neither the
    letter nor its day betrays a file. Source: bgs:1.2.2."""
    book = lawbook()
    before = end_of(run.today, book.term(ASKED, run.today), book.holidays)
    involve(run, sorted(participants(run)))
    Ask.objects.create(before=before, **signed(run))


@act("verzoek_beantwoorden", writes=(adds(Answer),))
def answer(
    run: Run,
    *,
    treffers: Hits,
    vertellen: bool,
    grond: WithholdGround = "geen",
    gewogen: list[WithholdFactor] | None = None,
    reden: Some = "",
    opnieuw_kijken_op: date | None = None,
) -> None:
    """Say of hits in a file that one's participant was involved in whether it may be told, and if
    not on which ground, what was weighed and why. Source: bgs:1.2.2, uavg:41.1, uavg:41.2."""
    if not vertellen and opnieuw_kijken_op is not None and opnieuw_kijken_op <= run.today:
        raise BadInput(
            "De dag waarop u opnieuw kijkt, is al geweest.",
            fields={"opnieuw_kijken_op": "Kies een dag na vandaag."},
        )
    for one in referred_each(run, "treffers", Hit):
        Answer.objects.create(
            participant_id=run.actor.participant,
            hit=one.id,
            tell=vertellen,
            ground="geen" if vertellen else grond,
            weighed=[] if vertellen else sorted(set(gewogen or [])),
            reasons="" if vertellen else reden,
            review_on=None if vertellen else opnieuw_kijken_op,
            **signed(run),
        )


@act("verzoek_niets_melden", writes=(adds(Answer),))
def answer_nothing(run: Run) -> None:
    """One's participant has nothing to say of this request. Source: bgs:1.2.2."""
    Answer.objects.create(participant_id=run.actor.participant, tell=True, **signed(run))


@act("uitzondering_beeindigen", writes=(adds(Answer),))
def end_exception(run: Run, *, antwoord: OneAnswer) -> None:
    """The ground on which one's participant withheld something is over: the request is opened
    again by itself. Source: bgs:1.2.3."""
    withheld = referred(run, "antwoord", Answer)
    Answer.objects.create(
        participant_id=run.actor.participant, hit=withheld.hit, tell=True, **signed(run)
    )


@act("verzoek_besluiten", writes=(adds(AnswerLetter),))
def decide(run: Run) -> None:
    """Decide on behalf of all participants. What one of them withholds is not told; of nothing and
    of all withheld the letter is the same. Source: bgs:1.2.1, bgs:1.2.2, uavg:34."""
    AnswerLetter.objects.create(letter=letter_of(run), **signed(run))


@act("brief_nakijken", writes=(adds(LetterCheck),))
def check_letter(
    run: Run, *, akkoord: bool, reden: Some = "", gezien: Standing | None = None
) -> None:
    """Somebody else than who wrote it reads the letter; right, it goes out. `gezien`: the letter
    that stood on the form (`verzoek.brief_gezien`). Source: werkwijze:verzoek.3."""
    LetterCheck.objects.create(agrees=akkoord, reasons=reden, **signed(run))
