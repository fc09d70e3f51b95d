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
from openprisma.files.models import File, Involvement, WordNote
from openprisma.gate.acts import act
from openprisma.gate.declared import Identifier, Ref
from openprisma.gate.lists import (
    CrimeForm,
    Criterion,
    FactKind,
    Organisation,
    Place,
    Quality,
    Shortage,
)
from openprisma.gate.references import referred
from openprisma.gate.run import Run
from openprisma.gate.writes import ACT, adds, changes, removes
from openprisma.kernel.errors import BadInput
from openprisma.language.prose import Prose
from openprisma.partners.models import Participant
from openprisma.signals.facts import measures, standing_assessors
from openprisma.signals.holdings import WORDS
from openprisma.signals.models import Attachment, Fact, Remark, Signal, SimilarAnswer
from openprisma.subjects.models import Subject

Text = Annotated[str, Field(min_length=1, max_length=4000), Prose()]
Observed = Annotated[str, Field(min_length=1, max_length=4000), Prose(observation=True)]
Places = Annotated[list[Place], Field(max_length=60)]

UNKNOWN = "open"  # the quality of a draft that nobody looked at
REMARKS = adds(Remark, only={"kind": (ACT,)})
# Which writing of a signal a form began from.
Writing = Annotated[str, Identifier(r"[0-9a-f-]{36}", 36)]

FORGETS = removes(WordNote, of_others=("person",))
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
    writes=(
        OPENS,
        adds(Involvement),
        adds(Signal, sets=("form", "municipalities", "summary"), only={"quality": (UNKNOWN,)}),
    ),
)
def draft(
    run: Run,
    *,
    titel: Title,
    vorm: CrimeForm,
    gemeenten: Places,
    samenvatting: Text,
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
        known_on=run.today,
        receipt=run.line,
    )
    return file.id


@act(
    "signaal_herzien",
    writes=(
        changes(File, "title"),
        changes(Signal, "form", "municipalities", "summary", of_others=("person",)),
        FORGETS,
    ),
)
def revise(
    run: Run,
    *,
    titel: Title,
    vorm: CrimeForm,
    gemeenten: Places,
    samenvatting: Text,
    gezien: Writing | None = None,
) -> None:
    """Write title, form, municipalities and summary of a draft again. `gezien`: the writing this
    one began from; left out, it is not asked. Raises `BadInput` when somebody wrote since.
    Source: wgs:1.2.2."""
    _not_written_since(run, gezien)
    File.objects.filter(pk=run.file_id).update(title=titel)
    Signal.objects.filter(pk=run.file_id).update(
        form=vorm, municipalities=gemeenten, summary=samenvatting, receipt=run.line
    )
    _forget_words(run)


def _not_written_since(run: Run, seen: str | None) -> None:
    """Raises `BadInput` when a form began from another writing than the one that stands."""
    if seen is None:
        return
    # Locked, so that of two who send at once the second is told.
    held = Signal.objects.select_for_update().values_list("receipt", flat=True).get(pk=run.file_id)
    if str(held) != seen:
        raise BadInput(
            "Intussen is er in een ander venster, of door een collega, aan dit signaal geschreven. "
            "Wat u schreef, staat hieronder. Lees eerst bij het dossier wat er nu staat; "
            "stuurt u daarna opnieuw, dan komt uw tekst ervoor in de plaats."
        )


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
    gezien: Writing | None = None,
) -> None:
    """Fill in the explanations, the quality check, who is needed and why. `gezien`: the writing
    that the form showed; with it, what is left out is empty from now on; without it, what is not
    given stays. Raises `BadInput` when somebody wrote since. Source: bgs:2.16.2."""
    _not_written_since(run, gezien)
    said = {
        "organised": georganiseerd,
        "tried": geprobeerd,
        "shortage": tekort,
        "restrictions": deelbeperking,
    }
    whole = gezien is not None
    empty: dict[str, Any] = {"shortage": []}
    changes: dict[str, Any] = {
        column: value or empty.get(column, "") for column, value in said.items() if value or whole
    }
    if criteria is not None or whole:
        before = Signal.objects.values_list("criteria", flat=True).get(pk=run.file_id)
        written = {k: v.strip() for k, v in (criteria or {}).items()}
        changes["criteria"] = written if whole else {**before, **written}
    if kwaliteit or whole:
        changes |= {"quality": kwaliteit or UNKNOWN, "quality_reason": kwaliteit_reden}
    if verwachte_deelnemers is not None or whole:
        changes["expected"] = _participants(verwachte_deelnemers or [])
    if changes:
        Signal.objects.filter(pk=run.file_id).update(**changes, receipt=run.line)


@act("feit_toevoegen", writes=(adds(Fact),))
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
) -> UUID:
    """Add one observation: what, when, where, seen by which function, in which task, from which
    source.

    Source: bgs:2.16.1.a.
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
        known_on=run.today,
        **in_file(run),
    )
    return fact.id


@act("feit_verwijderen", writes=(removes(Fact), FORGETS))
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
    texts = [File.objects.values_list("title", flat=True).get(pk=run.file_id)]
    criteria, *prose = Signal.objects.values_list("criteria", *WORDS).get(pk=run.file_id)
    texts += [*criteria.values(), *prose]
    for table, columns in (
        (Fact, ("what", "place", "observer", "task", "source")),
        (Subject, ("name", "identifier")),
        (Attachment, ("title",)),
    ):
        for row in table.objects.filter(file=run.file_id).values_list(*columns):
            texts += row
    left = "\n".join(texts).lower()
    gone = [note.id for note in WordNote.objects.filter(file=run.file_id) if note.words not in left]
    WordNote.objects.filter(pk__in=gone).delete()


@act("signaal_melden", writes=(*INVOLVES,))
def report(run: Run) -> None:
    """Offer the signal to the RIEC: the conscious act from which the Wgs applies.
    Source: wgs:2.23.1."""
    known = measures(run)
    involve(run, [known.participant, *known.expected, *standing_assessors(run)])


@act("signaal_intrekken")
def withdraw(run: Run) -> None:
    """Take the signal back."""


@act(
    "signaal_teruggeven",
    writes=(
        REMARKS,
        removes(SimilarAnswer, of_others=("person", "participant")),
        *ENDS_ACCESS,
    ),
)
def give_back(run: Run, *, reden: Text) -> None:
    """Give a signal back to its reporter, with the reason: others stop reading it, the bureau by
    what the working method releases, for it is a draft of one organisation again; and what they
    answered about a similar one was about what stood there. Source: werkwijze:signaal.1."""
    _remark(run, run.act, reden)
    SimilarAnswer.objects.filter(file=run.file_id).delete()
    end_access(run, staying=[measures(run).participant])


TELLING = "terugkoppelen"


@act(TELLING, writes=(REMARKS,))
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
