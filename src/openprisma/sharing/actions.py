"""Acts on what is delivered."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from openprisma.documents.cleaning import Cleaned, clean
from openprisma.documents.limits import LIMIT
from openprisma.files.actions import in_file, signed
from openprisma.files.facts import involved_in
from openprisma.gate.acts import Ahead, act
from openprisma.gate.declared import Ref
from openprisma.gate.lists import Authority, Category, Gateway, Organisation, RequestAnswer
from openprisma.gate.references import referred
from openprisma.gate.run import Run
from openprisma.gate.writes import adds, changes, removes
from openprisma.kernel.errors import BadInput
from openprisma.language.prose import Prose
from openprisma.sharing.facts import NONE, kept, row
from openprisma.sharing.models import Confirmation, Document, Reply, Request, Statement
from openprisma.sharing.terms import answer_by, first_day, keep_until
from openprisma.subjects.actions import OneOf

# At most `LIMIT` bytes; its metadata is taken out. Raises `BadInput` for what is no PDF or picture.
Content = Annotated[Cleaned, Ahead(Annotated[bytes, Field(min_length=1, max_length=LIMIT)], clean)]
OneDatum = Annotated[UUID, Ref(Statement, then="Kies een gegeven uit dit dossier.")]
Text = Annotated[str, Field(min_length=1, max_length=4000), Prose()]


@act("gegeven_verstrekken", reads="categorie", writes=(adds(Statement), adds(Document)))
def deliver(
    run: Run,
    *,
    betrokkene: OneOf,
    categorie: Category,
    tekst: Text,
    bronsysteem: Text,
    vastgesteld_op: date,
    eerst_verwerkt: date | None = None,
    noodzaak: Annotated[str, Prose()] = "",
    rechtmatig: bool = False,
    gezag: Authority = NONE,
    grond: Gateway = NONE,
    politie_sinds: date | None = None,
    in_gebruik: bool = False,
    geheimhouding: bool = False,
    gevoelig: bool = False,
    eigen_aanvraag: bool = False,
    beperking: Annotated[str, Prose()] = "",
    inhoud: Content | None = None,
) -> UUID:
    """Deliver one datum about one subject; first processed in this alliance today, unless told.
    Source: wgs:1.5, wgs:1.7.3, wgs:1.8.7, bgs:2.15, wpg:8.6, wpg:14.2, wpg:20.3, bpg:4.8."""
    statement = Statement.objects.create(
        subject_id=betrokkene,
        category=row(run).nr,
        text=tekst,
        source_system=bronsysteem,
        necessity=noodzaak,
        authority=kept(gezag),
        in_use=in_gebruik,
        gateway=kept(grond),
        secret=geheimhouding,
        sensitive=gevoelig or row(run).sensitive,
        restriction=beperking,
        **_days(run, vastgesteld_op, first_day(eerst_verwerkt, run.today)),
        **_by(run),
    )
    if inhoud is not None:
        Document.objects.create(statement=statement, **inhoud.columns, **signed(run))
    return statement.id


def _by(run: Run) -> dict[str, Any]:
    """Who delivers, and into which file."""
    who = run.actor
    return {"participant_id": who.participant, "person_id": who.person, **in_file(run)}


def _days(run: Run, noted_on: date, first_processed_on: date) -> dict[str, date]:
    """The days of a datum delivered today. It was noted and first processed on or before today; the
    latter starts the five-year clock (wgs:1.8.7)."""
    if max(noted_on, first_processed_on) > run.today:
        raise BadInput(
            "Deze dag ligt in de toekomst.",
            fields={"vastgesteld_op": "Kies vandaag of een eerdere dag."},
        )
    return {
        "noted_on": noted_on,
        "delivered_on": run.today,
        "first_processed_on": first_processed_on,
        "keep_until": keep_until(first_processed_on, run.today),
    }


@act("document_inzien", reads="all")
def read_document(run: Run, *, gegeven: OneDatum) -> Document:
    """The document that a datum was read from, for who may read the datum. Source: wgs:2.23.6."""
    found = Document.objects.filter(statement=gegeven, file=run.file_id).first()
    if found is None:
        raise BadInput(
            "Dit document is er niet.", fields={"gegeven": "Kies een gegeven met een document."}
        )
    return found


@act(
    "fout_melden",
    reads="all",
    writes=(changes(Statement, "disputed_on", "dispute", of_others=("person", "participant")),),
)
def dispute(run: Run, *, gegeven: OneDatum, waarom: Text) -> None:
    """Say that a datum is wrong: from now on only its owner sees it, and looks into it.
    Source: bgs:1.7.1."""
    found = referred(run, "gegeven", Statement)
    Statement.objects.filter(pk=found.id).update(
        disputed_on=run.today, dispute=waarom, receipt=run.line
    )


@act(
    "gegeven_verbeteren",
    reads="all",
    writes=(
        changes(Statement, "text", "corrected_on", "disputed_on", "dispute", of_others=("person",)),
        removes(Confirmation, of_others=("person", "participant")),
    ),
)
def correct(run: Run, *, gegeven: OneDatum, tekst: Text) -> None:
    """The owner corrects a datum, or leaves it as it was after looking into it; all may use it
    again. Source: bgs:1.7.1."""
    found = referred(run, "gegeven", Statement)
    Confirmation.objects.filter(statement=found.id).delete()
    changes = {
        "text": tekst,
        "corrected_on": run.today,
        "disputed_on": None,
        "dispute": "",
        "receipt": run.line,
    }
    Statement.objects.filter(pk=found.id).update(**changes)


@act(
    "gegeven_intrekken",
    reads="all",
    writes=(
        removes(Statement, of_others=("person",)),
        removes(Document, of_others=("person",)),
        removes(Confirmation, of_others=("person", "participant")),
    ),
)
def withdraw(run: Run, *, gegeven: OneDatum) -> None:
    """The owner takes a datum back: it is gone at once, for everybody. That it was there stands in
    the log. bgs:1.7.1."""
    found = referred(run, "gegeven", Statement)
    Confirmation.objects.filter(statement=found.id).delete()
    Document.objects.filter(statement=found.id).delete()
    found.delete()


@act("verbetering_bevestigen", reads="all", writes=(adds(Confirmation),))
def confirm(run: Run, *, gegeven: OneDatum) -> None:
    """A receiver took over the correction of a datum. Source: bgs:1.7.1."""
    found = referred(run, "gegeven", Statement)
    if found.corrected_on is None or found.participant_id == run.actor.participant:
        raise BadInput(
            "Hier valt niets te bevestigen.",
            fields={"gegeven": "Kies een verbeterd gegeven van een ander."},
        )
    Confirmation.objects.get_or_create(
        statement_id=found.id,
        participant_id=run.actor.participant,
        defaults={
            "alliance_id": run.file.alliance_id,
            "file_id": run.file_id,
            "person_id": run.actor.person,
            "on_day": run.today,
            "receipt": run.line,
        },
    )


@act("gegevens_vragen", reads="categorie", writes=(adds(Request),))
def ask(
    run: Run,
    *,
    betrokkene: OneOf,
    categorie: Category,
    vraag: Text,
    deelnemers: list[Organisation] | None = None,
    antwoord_voor: date | None = None,
) -> UUID:
    """Ask involved participants, or all others when none is named, for data of a category about a
    subject. `antwoord_voor`: the first day on which an answer is late; the usual term when left
    out. Source: wgs:1.5.1, wgs:2.23.5."""
    involved = involved_in(run.file_id, run.today)
    asked_of = set(deelnemers or involved - {run.actor.participant})
    if not asked_of or not asked_of <= involved:
        raise BadInput(
            "Een deelnemer is niet betrokken.",
            fields={"deelnemers": "Kies alleen betrokken deelnemers."},
        )
    request = Request.objects.create(
        subject_id=betrokkene,
        category=row(run).nr,
        question=vraag,
        participants=sorted(asked_of),
        participant_id=run.actor.participant or None,
        answer_by=answer_by(antwoord_voor, run.today),
        **signed(run),
    )
    return request.id


@act("vraag_beantwoorden", reads="all", writes=(adds(Reply),))
def reply(
    run: Run,
    *,
    vraag: Annotated[
        UUID,
        Ref(
            Request, "Deze vraag is niet aan uw deelnemer gesteld.", "Kies een vraag uit de lijst."
        ),
    ],
    antwoord: RequestAnswer,
    reden: Annotated[str, Prose()] = "",
) -> None:
    """Answer a request for one's participant; the last answer counts. Source: wgs:1.5.1."""
    request = referred(run, "vraag", Request)
    if run.actor.participant not in request.participants:
        raise BadInput(
            "Deze vraag is niet aan uw deelnemer gesteld.",
            fields={"vraag": "Kies een vraag uit de lijst."},
        )
    Reply.objects.create(
        request=request,
        participant_id=run.actor.participant,
        answer=antwoord,
        reasons=reden,
        **signed(run),
    )
