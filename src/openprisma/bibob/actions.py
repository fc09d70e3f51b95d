"""Acts on a Bibob file up to the judgement of the body: whether to look into it, the form, the own
research, the adviser it asks. The body does them; the adviser only advises."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from openprisma.bibob.facts import ADVISER
from openprisma.bibob.models import (
    BureauNotice,
    Counsel,
    Form,
    Found,
    Given,
    Matter,
    Occasion,
    Party,
    PoliceRequest,
    Question,
    Tip,
)
from openprisma.figures.actions import note, notes
from openprisma.files.actions import OPENS, Text, Title, involve, open_file, signed
from openprisma.files.models import Assignment, Involvement
from openprisma.gate.acts import act
from openprisma.gate.declared import Identifier, Name, Ref
from openprisma.gate.lists import BibobCause, BibobKind, BibobRole, BibobSource, BibobTipper
from openprisma.gate.references import referred
from openprisma.gate.run import Run
from openprisma.gate.writes import adds, changes
from openprisma.kernel.errors import BadInput
from openprisma.partners.models import Person

OneParty = Annotated[UUID, Ref(Party, then="Kies iemand uit dit dossier.")]
OneFinding = Annotated[UUID, Ref(Found, then="Kies een bevinding uit dit dossier.")]
OneAdviser = Annotated[
    UUID, Ref(Person, "Deze adviseur is er niet.", "Kies een Bibob-adviseur.", anywhere=True)
]
NameOf = Annotated[str, Field(min_length=1), Name()]
Version = Annotated[str, Identifier(r"\d{4}(-\d{2})?", 7)]  # as printed on the form
WITHDRAWN = "terugtrekking"  # of the list `bibob_meldingen`


@act("bibob_openen", starts=True, writes=(OPENS, adds(Matter), adds(Involvement)))
def open_matter(run: Run, *, titel: Title, soort: BibobKind, bestaand: bool = False) -> UUID:
    """Begin a file of one's own body. `bestaand`: about a decision or contract that is there
    already. Source: bibob:7a.1, bibob:7a.3."""
    file = open_file(run, title=titel)
    involve(run, [run.actor.participant])
    Matter.objects.create(
        kind=soort, existing=bestaand, participant_id=run.actor.participant, **signed(run)
    )
    return file.id


def past(run: Run, day: date, field: str) -> None:
    """Raises `BadInput` for a day that is still to come."""
    if day > run.today:
        raise BadInput(
            "Deze dag ligt in de toekomst.", fields={field: "Kies vandaag of een eerdere dag."}
        )


@act("bibob_tip_vastleggen", writes=(adds(Tip),))
def record_tip(run: Run, *, van: BibobTipper, ontvangen_op: date) -> None:
    """Somebody pointed at the possibility of looking into it. What they know is no part of it.
    Source: bibob:11, bibob:26."""
    past(run, ontvangen_op, "ontvangen_op")
    Tip.objects.create(sender=van, received_on=ontvangen_op, **signed(run))


@act("bibob_aanleiding_toetsen", writes=(adds(Occasion),))
def judge_occasion(run: Run, *, nodig: bool, aanleiding: BibobCause, motivering: Text) -> None:
    """Is there reason to look into it, by the body's own policy? Source: bibob:7a.1."""
    Occasion.objects.create(needed=nodig, cause=aanleiding, reasons=motivering, **signed(run))


@act("bibob_formulier_vastleggen", writes=(adds(Form),))
def record_form(run: Run, *, versie: Version, ontvangen_op: date, volledig: bool) -> None:
    """The form came in. Filled in wholly, the own research begins. Source: bibob:7a.2,
    bibob:7a.5."""
    past(run, ontvangen_op, "ontvangen_op")
    Form.objects.create(version=versie, received_on=ontvangen_op, complete=volledig, **signed(run))


@act("bibob_betrokkene_noemen", writes=(adds(Party),))
def name_party(run: Run, *, rol: BibobRole, naam: NameOf) -> UUID:
    """Name somebody who is looked into, in which role. Source: bibob:3.4, bibob:11a.1."""
    made = Party.objects.create(
        role=rol, name=naam, participant_id=run.actor.participant, **signed(run)
    )
    return made.id


@act("bibob_bevinding_vastleggen", writes=(adds(Found),))
def record_finding(
    run: Run,
    *,
    over: OneParty,
    bron: BibobSource,
    ontvangen_op: date,
    bevinding: Text,
    verkregen_op: date | None = None,
) -> UUID:
    """What the body found about somebody, from which source. `verkregen_op`: when another body
    that passed it on had obtained it itself; not after it came here. Source: bibob:7a.1,
    bibob:7b, bibob:7c, bibob:28.2.m."""
    past(run, ontvangen_op, "ontvangen_op")
    if verkregen_op and verkregen_op > ontvangen_op:
        raise BadInput(
            "Deze dag ligt na de dag waarop u dit kreeg.",
            fields={"verkregen_op": "Kies een dag waarop het andere bestuursorgaan dit al had."},
        )
    made = Found.objects.create(
        party=referred(run, "over", Party),
        source=bron,
        received_on=ontvangen_op,
        obtained_on=verkregen_op,
        text=bevinding,
        participant_id=run.actor.participant,
        **signed(run),
    )
    return made.id


@act(
    "bibob_advies_vragen",
    writes=(
        adds(Question),
        changes(Found, of_others=("person",), only={"shared": (True, False)}),
        changes(Party, of_others=("person",), only={"shared": (True, False)}),
        adds(Assignment, of_others=("person", "participant")),
        adds(Involvement, of_others=("participant",)),
    ),
)
def ask_adviser(
    run: Run, *, medewerker: OneAdviser, vraag: Text, delen: list[OneFinding] | None = None
) -> None:
    """Ask one adviser, and share what that needs: no other finding, and nobody else. What was
    shared for an earlier question and is not named again is shared no longer, and who was asked
    then reads nothing more. Access ends when the advice is there. Source: bibob:28.2.d."""
    adviser = referred(run, "medewerker", Person)
    _share(run, delen or [])
    Question.objects.create(adviser=adviser, text=vraag, **signed(run))
    involve(run, [adviser.designated_by_id or ""])
    _give_access(run, adviser)


def _share(run: Run, findings: list[UUID]) -> None:
    """Share these findings and whom they are about, and nothing else."""
    named = Found.objects.filter(file=run.file_id, pk__in=findings)
    parties = list(named.values_list("party", flat=True))
    for model, keys in ((Found, findings), (Party, parties)):
        rows = model.objects.filter(file=run.file_id)
        rows.filter(shared=True).exclude(pk__in=keys).update(shared=False, receipt=run.line)
        rows.filter(shared=False, pk__in=keys).update(shared=True, receipt=run.line)


def _give_access(run: Run, adviser: Person) -> None:
    here = Assignment.objects.filter(file=run.file_id, person=adviser, until_day__gt=run.today)
    if not here.filter(role=ADVISER).exists():
        Assignment.objects.create(
            alliance_id=run.file.alliance_id,
            file_id=run.file_id,
            person=adviser,
            participant_id=adviser.designated_by_id,
            role=ADVISER,
            from_day=run.today,
            receipt=run.line,
        )


@act("bibob_adviseren", writes=(adds(Counsel), adds(Given), *notes("bibob_advies")))
def advise(run: Run, *, advies: Text) -> None:
    """Advise the body on what it shared. The body decides. Source: bibob:28.2.d."""
    Counsel.objects.create(text=advies, **signed(run))
    note(run, "bibob_advies")
    matter = Matter.objects.get(file=run.file_id)
    Given.objects.create(
        alliance_id=run.file.alliance_id,
        of=run.file_id,
        kind=matter.kind,
        body=matter.participant_id,
        on_day=run.today,
        receipt=run.line,
    )


@act("bibob_politie_bevragen", writes=(adds(PoliceRequest),))
def ask_police(run: Run, *, vraag: Text) -> None:
    """The alliance asks the police for the body: until 1 February 2024.
    Source: werkwijze:bibob.1."""
    PoliceRequest.objects.create(text=vraag, **signed(run))


@act("bibob_onderzoek_afronden")
def finish_research(run: Run) -> None:
    """The own research is done, without advice of the Bureau. Source: bibob:7a.1."""


@act("bibob_terugtrekking_vastleggen", writes=(adds(BureauNotice, only={"kind": (WITHDRAWN,)}),))
def record_withdrawal(run: Run, *, vanwege_bibob: bool) -> None:
    """The applicant withdrew. Because of this statute, as far as one can suspect, it is to be
    reported at once. Source: bibob:7a.8."""
    if vanwege_bibob:
        BureauNotice.objects.create(kind=WITHDRAWN, **signed(run))
