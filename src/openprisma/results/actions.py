"""Acts on results: write one, test it, put it to the participants, give it, and hear what came of
it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from openprisma.engine.terms import end_of
from openprisma.figures.actions import note, notes
from openprisma.files.actions import Text, signed
from openprisma.files.models import Deviation, Involvement
from openprisma.gate.acts import act
from openprisma.gate.declared import Ref
from openprisma.gate.law import lawbook
from openprisma.gate.lists import (
    AllianceKind,
    AllianceMode,
    CareAnswer,
    Deviator,
    LetterReply,
    Organisation,
    ResultGround,
    ResultReply,
    Tester,
    Way,
)
from openprisma.gate.references import names, referred, referred_each
from openprisma.gate.run import Run
from openprisma.gate.writes import TODAY, Listed, adds, changes, removes
from openprisma.kernel.days import in_words
from openprisma.kernel.errors import BadInput
from openprisma.language.prose import Prose
from openprisma.partners.facts import participants
from openprisma.results.facts import DRAFT, GIVEN, NOT_LOOKED, OBJECTS, tested
from openprisma.results.models import Feedback, Inquiry, Reaction, Result
from openprisma.sharing.facts import delicate
from openprisma.sharing.models import Statement
from openprisma.sharing.terms import keep_until

OneResult = Annotated[
    UUID, Ref(Result, "Dit resultaat is er niet.", "Kies een resultaat uit de lijst.")
]
OnData = list[
    Annotated[UUID, Ref(Statement, "Een gegeven is er niet.", "Kies gegevens uit dit dossier.")]
]
Recipient = Annotated[str, Field(min_length=2, max_length=120), Prose()]
Line = Annotated[str, Field(max_length=2000), Prose()]
Words = Annotated[str, Field(max_length=4000), Prose()]
Asked = Annotated[UUID, Ref(Inquiry, "Deze vraag is er niet.", "Kies een vraag uit de lijst.")]


@act("resultaat_opstellen", reads="all", writes=(adds(Result, only={"state": (DRAFT,)}),))
def write(
    run: Run,
    *,
    aan: Way,
    ontvanger: Recipient,
    tekst: Words = "",
    vraag: Asked | None = None,
    gegevens: OnData | None = None,
    privaat: bool = False,
    grond: ResultGround = "publieke_taak",
    taak: Line = "",
    opdracht: Line = "",
    verenigbaar: Line = "",
    activiteit: Line = "",
    verband: AllianceKind = "geen",
    wijze: AllianceMode = "geen",
    medisch_geheim: CareAnswer = NOT_LOOKED,
    basis: Line = "",
) -> UUID:
    """Write what would go out, to whom, for what, and on which data it rests. Nothing leaves yet.
    `ontvanger`: a code of a participant, or a name. `opdracht`: what gave a private receiver its
    public task. `vraag`: the inquiry it answers, of which its words are composed. Raises `BadInput`
    where there is nothing to say. Source: wgs:1.7.1, wgs:1.7.2, wgs:2.20.1, bgs:1.8, bgs:1.10."""
    to = {"way": aan, "recipient": ontvanger, "private": privaat, "mandate": opdracht}
    why = {"ground": grond, "task": taak, "compatible": verenigbaar, "activity": activiteit}
    made = Result.objects.create(
        **to,
        **why,
        mode=wijze,
        alliance_kind=verband,
        care=medisch_geheim,
        basis=basis,
        state=DRAFT,
        **_resting(run, _answered(run, tekst), tekst),
        **signed(run),
    )
    return made.id


def _answered(run: Run, words: str) -> Inquiry | None:
    """The inquiry a result answers, if any. Raises `BadInput` where there is nothing to say, or
    words of one's own beside what is composed."""
    if not names(run, "vraag"):
        if not words.strip():
            raise BadInput(
                "Er staat niets in.", fields={"tekst": "Schrijf wat de ontvanger krijgt."}
            )
        return None
    if words.strip():
        raise BadInput(
            "Bij deze vraag wordt de tekst voor u geschreven.",
            fields={"tekst": "Laat dit leeg, of kies geen vraag."},
        )
    return referred(run, "vraag", Inquiry)


def who_takes_part(run: Run, asked: Inquiry) -> str:
    """What goes to an alliance that knows somebody too: the participants that take part in this
    file or did, and no more (bgs:1.10.1.a)."""
    held = Involvement.objects.filter(file=run.file_id).order_by("participant__name")
    took_part = dict.fromkeys(held.values_list("participant__name", flat=True))
    return (
        f"Over wie wij op {in_words(asked.on_day)} vroegen: "
        f"bij ons zijn of waren betrokken {', '.join(took_part)}."
    )


def _resting(run: Run, asked: Inquiry | None, words: str) -> dict[str, Any]:
    """What it says, and on what that rests: whose data, as they stand now, of which categories, and
    whose of them are special or criminal; without data, on the inquiry it answers: it then stays as
    long as a datum of that day."""
    longest = keep_until(asked.on_day if asked else run.today, run.today)
    rows = sorted(referred_each(run, "gegevens", Statement), key=lambda one: one.id)
    return {
        "text": who_takes_part(run, asked) if asked else words,
        "inquiry": asked.id if asked else None,
        "statements": [one.id for one in rows],
        "versions": [one.receipt for one in rows],
        "categories": sorted({one.category for one in rows}),
        "suppliers": sorted({one.participant_id for one in rows}),
        "sensitive": sorted({one.participant_id for one in rows if delicate(one, run.today)}),
        "keep_until": min((one.keep_until for one in rows), default=longest),
    }


def _chosen(run: Run, *, given: bool = False) -> Result:
    """The result an act names, given out or not as asked. Raises `BadInput` for any other."""
    found = referred(run, "resultaat", Result)
    if (found.given_on is not None) != given:
        raise BadInput(
            "Dit resultaat is er niet.", fields={"resultaat": "Kies een resultaat uit de lijst."}
        )
    return found


def _change(run: Run, **columns: Any) -> None:
    found = _chosen(run)
    Result.objects.filter(pk=found.id).update(receipt=run.line, **columns)


@act(
    "resultaat_weghalen",
    reads="all",
    writes=(
        removes(Result, of_others=("person",)),
        removes(Reaction, of_others=("person", "participant")),
    ),
)
def drop(run: Run, *, resultaat: OneResult) -> None:
    """Take a result away that did not go out, with what was said about it. Source: wgs:1.7.1."""
    found = _chosen(run)
    Reaction.objects.filter(result=found.id).delete()
    found.delete()


@act("resultaat_toetsen", reads="all", writes=(changes(Result, "quality", of_others=("person",)),))
def test_quality(run: Run, *, resultaat: OneResult, bevinding: Text) -> None:
    """Somebody looked whether it is right and complete, or wrote why that cannot be done.
    Source: bgs:1.8.1."""
    _change(run, quality=bevinding)


@act(
    "resultaat_voorleggen",
    reads="all",
    writes=(changes(Result, "asked", "reply_by", of_others=("person",)),),
)
def ask(run: Run, *, resultaat: OneResult, reageren_tot: date) -> None:
    """Put it to all participants of the RIEC, with the day from which an objection is late (Q3);
    again to give them longer. Source: wgs:1.7.2."""
    if reageren_tot <= run.today:
        raise BadInput(
            "Deelnemers hebben tijd nodig.", fields={"reageren_tot": "Kies een latere dag."}
        )
    told = _chosen(run).reply_by
    if told is not None and reageren_tot < told:
        raise BadInput(
            "Deelnemers hoorden dat zij langer de tijd hebben.",
            fields={"reageren_tot": "Kies de dag die u noemde, of een latere."},
        )
    _change(run, asked=sorted(participants(run)), reply_by=reageren_tot)


@act(
    "resultaat_reageren",
    reads="all",
    writes=(adds(Reaction, only={"answer": (Listed("resultaatreacties"),)}),),
)
def react(
    run: Run, *, resultaat: OneResult, antwoord: ResultReply, reden: Annotated[str, Prose()] = ""
) -> None:
    """Say for one's participant: consent, no objection, objection or weighty reasons; the last
    answer counts. Source: wgs:1.7.1, wgs:1.7.2, wgs:1.7.3."""
    _react(run, run.actor.participant, antwoord, reden)


@act(
    "bezwaar_vastleggen",
    reads="all",
    writes=(
        adds(Reaction, of_others=("participant",), only={"answer": (Listed("briefreacties"),)}),
    ),
)
def record_objection(
    run: Run,
    *,
    resultaat: OneResult,
    deelnemer: Organisation,
    antwoord: LetterReply = OBJECTS,
    reden: Annotated[str, Prose()] = "",
) -> None:
    """A participant that is not involved (any more) answers by letter, one that left the alliance
    as well about what it supplied; whoever keeps the file records it (Q3). Source: wgs:1.7.1,
    wgs:1.7.2."""
    if deelnemer not in {*participants(run), *_chosen(run).suppliers}:
        raise BadInput(
            "Deze deelnemer is er niet.", fields={"deelnemer": "Kies een deelnemer uit de lijst."}
        )
    _react(run, deelnemer, antwoord, reden)


def _react(run: Run, participant: str, answer: str, reason: str) -> None:
    found = _chosen(run)
    Reaction.objects.create(
        result=found, participant_id=participant, answer=answer, reason=reason, **signed(run)
    )


@act(
    "resultaat_rac",
    reads="all",
    writes=(changes(Result, "rac", "rac_text", of_others=("person",)),),
)
def record_rac(
    run: Run,
    *,
    resultaat: OneResult,
    door: Tester,
    positief: bool,
    toelichting: Text,
    minderheid: Annotated[str, Prose()] = "",
) -> None:
    """The RAC tested whether giving this out is lawful (Q2: each one); what it said before of the
    same result stays beside it. `minderheid`: the note of a member who thinks otherwise.
    Source: wgs:1.7.2, bgs:1.13.4, bgs:1.13.6."""
    before = _chosen(run).rac_text
    said = f"{toelichting}\n\nMinderheidsnota: {minderheid}" if minderheid else toelichting
    if before:
        said = f"{before}\n\nOpnieuw op {in_words(run.today)}: {said}"
    _change(run, rac=positief, rac_text=said)


@act("rac_afwijken", reads="all", writes=(adds(Deviation),))
def deviate(
    run: Run,
    *,
    resultaat: OneResult,
    door: Deviator,
    afwijking: Line = "",
    gemeld: bool = False,
) -> None:
    """Record that the administrators deviate from a negative test, why, and that the committee and
    the coordinating officer were told. Source: bgs:1.13.6."""
    Deviation.objects.create(about=tested(_chosen(run)), reasons=afwijking, **signed(run))


@dataclass(frozen=True)
class Given:
    """The day by which feedback on a result is due."""

    due: date


@act(
    "resultaat_verstrekken",
    reads="all",
    writes=(
        changes(
            Result, "due", of_others=("person",), only={"given_on": (TODAY,), "state": (GIVEN,)}
        ),
    ),
)
def give(run: Run, *, resultaat: OneResult, geheimhouding: bool = False) -> Given:
    """It goes out, and the receiver was told to keep it secret; gives the day by which feedback is
    due. Source: wgs:1.7, wgs:2.20, wgs:1.11.2."""
    due = end_of(run.today, lawbook().term("terugkoppelen", run.today), lawbook().holidays)
    _change(run, given_on=run.today, due=due, state=GIVEN)
    return Given(due)


HEARD = ("terugkoppeling_gevolgd", "terugkoppeling_niet_gevolgd")  # wgs:1.7.4


@act(
    "resultaat_terugkoppelen",
    reads="all",
    writes=(adds(Feedback), changes(Result, "due", of_others=("person",)), *notes(*HEARD)),
)
def hear(
    run: Run,
    *,
    resultaat: OneResult,
    bruikbaar: Text,
    gebruikt: bool,
    waarom_niet: Annotated[str, Prose()] = "",
) -> None:
    """What the receiver did with it; due again a year later. Source: wgs:1.7.4."""
    found = _chosen(run, given=True)
    Feedback.objects.create(
        result=found, useful=bruikbaar, followed=gebruikt, why_not=waarom_niet, **signed(run)
    )
    note(run, HEARD[not gebruikt])
    due = end_of(run.today, lawbook().term("terugkoppelen", run.today), lawbook().holidays)
    Result.objects.filter(pk=found.id).update(due=due, receipt=run.line)


@act(
    "ontvanger_inlichten",
    reads="all",
    writes=(changes(Result, of_others=("person",), only={"informed_on": (TODAY,)}),),
)
def inform(run: Run, *, resultaat: OneResult) -> None:
    """The receiver heard that a datum under what it got was corrected or taken back.
    Source: avg:19.1."""
    found = _chosen(run, given=True)
    Result.objects.filter(pk=found.id).update(informed_on=run.today, receipt=run.line)
