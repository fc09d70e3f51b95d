"""Acts on a signal: draft, complete, report, withdraw, give back."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from openprisma.files.actions import (
    ENDS_ACCESS,
    INVOLVES,
    OPENS,
    Title,
    end_access,
    in_file,
    involve,
    open_file,
    signed,
)
from openprisma.files.models import File, Involvement
from openprisma.gate.acts import act
from openprisma.gate.declared import Quote, Ref
from openprisma.gate.lists import (
    CrimeForm,
    Criterion,
    FactKind,
    Organisation,
    Place,
    Quality,
    Shortage,
    WordMeaning,
)
from openprisma.gate.references import referred
from openprisma.gate.run import Run
from openprisma.gate.writes import adds, changes, removes
from openprisma.kernel.errors import BadInput
from openprisma.language.check import Reading
from openprisma.language.facts import read_of
from openprisma.language.prose import Prose
from openprisma.partners.models import Participant
from openprisma.signals.facts import measures, standing_assessors
from openprisma.signals.holdings import WORDS
from openprisma.signals.models import (
    Fact,
    Remark,
    Signal,
    WordNote,
)

Text = Annotated[str, Field(min_length=1, max_length=4000), Prose()]
Observed = Annotated[str, Field(min_length=1, max_length=4000), Prose(observation=True)]
Places = Annotated[list[Place], Field(max_length=60)]
Words = dict[Annotated[str, Quote()], WordMeaning]

# What `_note` and `_forget_words` write.
EXPLAINS_WORDS = (adds(WordNote), removes(WordNote, of_others=("person",)))
# Named by who proposes something on it, who need not read it: the file that the line opens, not the
# row of the signal.
OneSignal = Annotated[
    UUID,
    Ref(
        File,
        "Dit signaal is er niet.",
        "Begin bij het signaal en kies daar voordragen.",
        anywhere=True,
    ),
]


@act(
    "signaal_opstellen",
    starts=True,
    writes=(OPENS, adds(Involvement), adds(Signal), adds(WordNote)),
)
def draft(
    run: Run,
    *,
    titel: Title,
    vorm: CrimeForm,
    gemeenten: Places,
    samenvatting: Text,
    woorden: Words | None = None,
) -> UUID:
    """Begin a draft, seen by the own organ only; not yet processing under the Wgs.
    Source: wgs:1.2.2."""
    file = open_file(run, title=titel)
    involve(run, [run.actor.participant])
    Signal.objects.create(
        file=file,
        alliance_id=file.alliance_id,
        participant_id=run.actor.participant,
        person_id=run.actor.person,
        form=vorm,
        municipalities=gemeenten,
        summary=samenvatting,
        quality=UNKNOWN,
        receipt=run.line,
    )
    _note(run, woorden)
    return file.id


@act(
    "signaal_herzien",
    writes=(
        changes(File, "title"),
        changes(Signal, "form", "municipalities", "summary", of_others=("person",)),
        *EXPLAINS_WORDS,
    ),
)
def revise(
    run: Run,
    *,
    titel: Title,
    vorm: CrimeForm,
    gemeenten: Places,
    samenvatting: Text,
    woorden: Words | None = None,
) -> None:
    """Write title, form, municipalities and summary of a draft again. Source: wgs:1.2.2."""
    File.objects.filter(pk=run.file_id).update(title=titel)
    Signal.objects.filter(pk=run.file_id).update(
        form=vorm, municipalities=gemeenten, summary=samenvatting, receipt=run.line
    )
    _note(run, woorden)
    _forget_words(run)


UNKNOWN = "open"


@act(
    "signaal_aanvullen",
    writes=(
        changes(
            Signal,
            "criteria",
            "quality",
            "quality_reason",
            "expected",
            "organised",
            "tried",
            "shortage",
            "restrictions",
            of_others=("person",),
        ),
    ),
)
def complete(
    run: Run,
    *,
    criteria: Annotated[dict[Criterion, str] | None, Prose()] = None,
    kwaliteit: Quality = "",
    kwaliteit_reden: Annotated[str, Prose()] = "",
    verwachte_deelnemers: list[Organisation] | None = None,
    georganiseerd: Annotated[str, Prose()] = "",
    geprobeerd: Annotated[str, Prose()] = "",
    tekort: list[Shortage] | None = None,
    deelbeperking: Annotated[str, Prose()] = "",
) -> None:
    """Fill in the explanations, the quality check, who is needed and why; what is not given stays.
    Source: bgs:2.16.2."""
    said = {
        "organised": georganiseerd,
        "tried": geprobeerd,
        "shortage": tekort,
        "restrictions": deelbeperking,
    }
    changes: dict[str, Any] = {column: value for column, value in said.items() if value}
    if criteria is not None:
        held = Signal.objects.values_list("criteria", flat=True).get(pk=run.file_id)
        changes["criteria"] = {**held, **{k: v.strip() for k, v in criteria.items()}}
    if kwaliteit:
        changes |= {"quality": kwaliteit, "quality_reason": kwaliteit_reden}
    if verwachte_deelnemers is not None:
        changes["expected"] = _participants(verwachte_deelnemers)
    if changes:
        Signal.objects.filter(pk=run.file_id).update(**changes, receipt=run.line)


@act("feit_toevoegen", writes=(adds(Fact), adds(WordNote)))
def add_fact(
    run: Run,
    *,
    wat: Observed,
    wanneer: date,
    waar: Text,
    functie: Text,
    taak: Annotated[str, Prose()] = "",
    bron: Text,
    aard: FactKind = "waarneming",
    woorden: Words | None = None,
) -> UUID:
    """Add one observation: what, when, where, seen by which function, in which task, from which
    source.

    `woorden` says of each word the text check doubts what it is (bgs:1.9). Source: bgs:2.16.1.a.
    """
    if wanneer > run.today:
        raise BadInput(
            "Deze dag ligt in de toekomst.", fields={"wanneer": "Kies vandaag of een eerdere dag."}
        )
    fact = Fact.objects.create(
        what=wat,
        seen_on=wanneer,
        place=waar,
        observer=functie,
        task=taak,
        source=bron,
        kind=aard,
        **in_file(run),
    )
    _note(run, woorden)
    return fact.id


@act("feit_verwijderen", writes=(removes(Fact), removes(WordNote, of_others=("person",))))
def remove_fact(
    run: Run,
    *,
    feit: Annotated[UUID, Ref(Fact, "Dit feit is er niet.", "Kies een feit uit de lijst.")],
) -> None:
    """Take an observation out of a draft, for good."""
    referred(run, "feit", Fact).delete()
    _forget_words(run)


def _forget_words(run: Run) -> None:
    """Of words that stand in the signal no more, nothing is kept either."""
    title = File.objects.values_list("title", flat=True).get(pk=run.file_id)
    texts = [title, *Signal.objects.values_list(*WORDS).get(pk=run.file_id)]
    for row in Fact.objects.filter(file=run.file_id).values_list(
        "what", "place", "observer", "task", "source"
    ):
        texts += row
    left = "\n".join(texts).lower()
    gone = [note.id for note in WordNote.objects.filter(file=run.file_id) if note.words not in left]
    WordNote.objects.filter(pk__in=gone).delete()


def _note(run: Run, said: Words | None) -> None:
    """Keep what the writer said of doubtful words: the privacy jurist counts and samples them, and
    judges the last kind. Whether every word must be explained, bgs:1.9.1/twijfel says."""
    meanings = {words.lower(): meaning for words, meaning in (said or {}).items()}
    found: list[Reading] = read_of(run)  # what was judged: a text is not read twice
    doubted = [
        (reading.words(one).lower(), one.kind) for reading in found for one in reading.possible
    ]
    WordNote.objects.bulk_create(
        WordNote(
            alliance_id=run.file.alliance_id,
            file_id=run.file_id,
            words=words,
            kind=kind,
            meaning=meanings[words],
            person_id=run.actor.person,
            on_day=run.today,
            receipt=run.line,
        )
        for words, kind in dict.fromkeys(doubted)
        if words in meanings
    )


@act("signaal_melden", writes=(*INVOLVES,))
def report(run: Run) -> None:
    """Offer the signal to the RIEC: the conscious act from which the Wgs applies.
    Source: wgs:2.23.1."""
    known = measures(run)
    involve(run, [known.participant, *known.expected, *standing_assessors(run)])


@act("signaal_intrekken")
def withdraw(run: Run) -> None:
    """Take the signal back."""


@act("signaal_teruggeven", writes=(adds(Remark), *ENDS_ACCESS))
def give_back(run: Run, *, reden: Text) -> None:
    """Give a signal back to its reporter, with the reason: others stop reading it.
    Source: werkwijze:signaal.1."""
    _remark(run, run.act, reden)
    end_access(run, staying=[measures(run).participant])


@act("terugkoppelen", writes=(adds(Remark),))
def tell_reporter(run: Run, *, bericht: Text) -> None:
    """Tell the reporter what became of the signal. Source: werkwijze:signaal.2."""
    _remark(run, run.act, bericht)


def _remark(run: Run, kind: str, text: str) -> None:
    Remark.objects.create(kind=kind, text=text, **signed(run))


def _participants(codes: list[str]) -> list[str]:
    known = set(Participant.objects.filter(pk__in=codes).values_list("code", flat=True))
    if unknown := set(codes) - known:
        raise BadInput(
            f"{len(unknown)} van de gekozen organisaties is geen deelnemer.",
            fields={"verwachte_deelnemers": "Kies alleen deelnemers uit de lijst."},
        )
    return list(dict.fromkeys(codes))
