"""Acts on what is delivered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from openprisma.documents.cleaning import Cleaned, Download, clean, download_of
from openprisma.documents.limits import LIMIT
from openprisma.files.actions import in_file, signed
from openprisma.files.facts import involved_in
from openprisma.gate.acts import Ahead, act
from openprisma.gate.declared import Identifier, Ref
from openprisma.gate.lists import (
    Authority,
    CareSecrecy,
    Category,
    Gateway,
    Organisation,
    RequestAnswer,
    SecrecyDuty,
)
from openprisma.gate.references import referred
from openprisma.gate.run import Run
from openprisma.gate.writes import TODAY, Within, adds, changes, removes
from openprisma.kernel.errors import BadInput
from openprisma.language.prose import Prose
from openprisma.sharing.facts import CARE_UNSAID, NONE, kept, row, upheld
from openprisma.sharing.models import Confirmation, Document, Reply, Request, Retention, Statement
from openprisma.sharing.terms import answer_by, first_day, keep_until
from openprisma.subjects.actions import OneOf

# At most `LIMIT` bytes; its metadata is taken out. Raises `BadInput` for what is no PDF or picture.
Content = Annotated[Cleaned, Ahead(Annotated[bytes, Field(min_length=1, max_length=LIMIT)], clean)]
OneDatum = Annotated[UUID, Ref(Statement, then="Kies een gegeven uit dit dossier.")]
Text = Annotated[str, Field(min_length=1, max_length=4000), Prose()]


# What delivering data adds.
DELIVERS = adds(
    Statement,
    sets=("text", "gateway", "authority", "in_use", "secret", "sensitive"),
    only={"keep_until": (Within("bewaren", "first_processed_on"),)},
)
# Which writings of data a form showed, each by its first letters; `MANY` for more than it can say.
Versions = Annotated[str, Identifier(r"geen|veel|[0-9a-f]{8}(-[0-9a-f]{8}){0,399}", 4_000)]
NOTHING, MANY, MOST = "geen", "veel", 400


def told(versions: Iterable[UUID]) -> str:
    """Writings of data as a form carries them."""
    codes = sorted(one.hex[:8] for one in versions)
    return MANY if len(codes) > MOST else "-".join(codes) or NOTHING


def shown(seen: str | None, version: UUID) -> bool:
    """Did a form show this writing of a datum? An act without a form has shown nothing."""
    return seen in (None, MANY) or version.hex[:8] in str(seen).split("-")


@act("gegeven_verstrekken", reads="categorie", writes=(DELIVERS, adds(Document)))
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
    binnen_kolom: bool = False,
    toereikend: bool = False,
    gezag: Authority = NONE,
    grond: Gateway = NONE,
    politie_sinds: date | None = None,
    in_gebruik: bool = False,
    geheimhouding: bool = False,
    gevoelig: bool = False,
    zorggeheim: CareSecrecy = CARE_UNSAID,
    eigen_aanvraag: bool = False,
    onderwerp_rapport: bool = False,
    icov_instemming: bool = False,
    plicht: SecrecyDuty = NONE,
    beperking: Annotated[str, Prose()] = "",
    inhoud: Content | None = None,
) -> UUID:
    """Deliver one datum about one subject; first processed in this alliance today, unless told.
    `politie_sinds`: when the police first processed it (wpg:8.6); `in_gebruik`: they still do.
    `plicht`: whether a statute keeps it secret, and whether that lets others make an exception.
    Source: wgs:1.5, wgs:1.7.3, wgs:1.8.7, bgs:2.15, wpg:14.2, wpg:20.3, bpg:4.8."""
    words = {"text": tekst, "source_system": bronsysteem, "necessity": noodzaak}
    made = Statement.objects.create(
        subject_id=betrokkene,
        **words | {"restriction": beperking},
        **_kind(run, zorggeheim, sensitive=gevoelig, within=binnen_kolom),
        **_days(run, vastgesteld_op, first_day(eerst_verwerkt, run.today)),
        **_along(grond, gezag, in_use=in_gebruik, secret=geheimhouding),
    )
    return _with(run, made, inhoud)


def _kind(run: Run, care: str, *, sensitive: bool, within: bool) -> dict[str, Any]:
    """What kind of datum it is, whose, and in which file."""
    return {
        "category": row(run).nr,
        "sensitive": sensitive or row(run).sensitive,
        "within": within,
        "care": "" if care == CARE_UNSAID else care,
        **_ours(run),
    }


def _along(ground: str, authority: str, *, in_use: bool, secret: bool) -> dict[str, Any]:
    """Along which article of another law it comes, who agreed, and whether readers are told that it
    is secret."""
    way = {"gateway": kept(ground), "authority": kept(authority)}
    return way | {"in_use": in_use, "secret": secret}


def _ours(run: Run) -> dict[str, Any]:
    """Whose datum it is, and in which file."""
    by = {"participant_id": run.actor.participant, "person_id": run.actor.person}
    return by | in_file(run)


def _with(run: Run, statement: Statement, content: Cleaned | None) -> UUID:
    """The id of a datum, with the document it stands in."""
    if content is not None:
        Document.objects.create(statement=statement, **content.columns, **signed(run))
    return statement.id


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
def read_document(run: Run, *, gegeven: OneDatum) -> Download:
    """The document that a datum was read from, for who may read the datum. Source: wgs:2.23.6."""
    found = Document.objects.filter(statement=gegeven, file=run.file_id).first()
    if found is None:
        raise BadInput(
            "Dit document is er niet.", fields={"gegeven": "Kies een gegeven met een document."}
        )
    return download_of(found)


@act(
    "fout_melden",
    reads="all",
    writes=(
        changes(
            Statement,
            "dispute",
            of_others=("person", "participant"),
            only={"disputed_on": (TODAY,)},
        ),
    ),
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
    in_hand=True,
    writes=(
        changes(
            Statement,
            "text",
            "gateway",
            "authority",
            "in_use",
            "secret",
            "sensitive",
            of_others=("person",),
            only={"corrected_on": (TODAY,), "disputed_on": (None,), "dispute": ("",)},
        ),
        removes(Document, of_others=("person",)),
        removes(Confirmation, of_others=("person", "participant")),
    ),
)
def correct(
    run: Run,
    *,
    gegeven: OneDatum,
    tekst: Text,
    rechtmatig: bool = False,
    gezag: Authority = NONE,
    grond: Gateway = NONE,
    politie_sinds: date | None = None,
    in_gebruik: bool = False,
    geheimhouding: bool = False,
    gevoelig: bool = False,
    eigen_aanvraag: bool = False,
    onderwerp_rapport: bool = False,
    icov_instemming: bool = False,
    gezien: Versions | None = None,
) -> None:
    """The owner corrects a datum, or leaves it as it was after looking into it; all may use it
    again. Another text is brought in like any other datum: its supplier says again along which
    article it comes, and the same norms judge it. A document it was read from shows what was wrong,
    and goes with the old text. `gezien`: which were reported as wrong when the form was shown.
    Raises `BadInput` when this one was since, for nobody looked into that.
    Source: bgs:1.7.1, wpg:20.3, wpg:14.2, wgs:2.23.6."""
    found = _looked_into(run, gezien)
    Confirmation.objects.filter(statement=found.id).delete()
    changed: dict[str, Any] = {}
    if upheld(run) is None:
        Document.objects.filter(statement=found.id).delete()
        changed = {
            "text": tekst,
            "sensitive": found.sensitive or gevoelig,
            **_along(grond, gezag, in_use=in_gebruik, secret=geheimhouding),
        }
    looked_into = {"corrected_on": run.today, "disputed_on": None, "dispute": ""}
    Statement.objects.filter(pk=found.id).update(**changed, **looked_into, receipt=run.line)


def _looked_into(run: Run, seen: str | None) -> Statement:
    """The datum that somebody looked into as it was shown. Raises `BadInput` when it was reported
    as wrong since."""
    found = referred(run, "gegeven", Statement)
    if found.disputed_on is not None and not shown(seen, found.receipt):
        raise BadInput(
            "Dit gegeven is intussen als fout gemeld.",
            fields={"gegeven": "Intussen meldde iemand dat dit niet klopt. Lees eerst waarom."},
        )
    return found


@act(
    "gegeven_intrekken",
    reads="all",
    writes=(
        removes(Statement, of_others=("person",)),
        removes(Document, of_others=("person",)),
        removes(Confirmation, of_others=("person", "participant")),
        removes(Retention, of_others=("person",)),
    ),
)
def withdraw(run: Run, *, gegeven: OneDatum) -> None:
    """The owner takes a datum back: it is gone at once, for everybody. That it was there stands in
    the log. bgs:1.7.1."""
    found = referred(run, "gegeven", Statement)
    Confirmation.objects.filter(statement=found.id).delete()
    Document.objects.filter(statement=found.id).delete()
    Retention.objects.filter(statement=found.id).delete()  # one that lapsed: others bar this act
    found.delete()


@act(
    "intrekking_vastleggen",
    reads="all",
    writes=(
        removes(Statement, of_others=("person", "participant")),
        removes(Document, of_others=("person", "participant")),
        removes(Confirmation, of_others=("person", "participant")),
        removes(Retention, of_others=("person",)),
    ),
)
def withdraw_for(run: Run, *, gegeven: OneDatum) -> None:
    """A participant that left the file takes its datum back by letter: it is gone at once, for
    everybody. Source: bgs:1.7.1."""
    withdraw(run, gegeven=gegeven)


@act("verbetering_bevestigen", reads="all", writes=(adds(Confirmation),))
def confirm(run: Run, *, gegeven: OneDatum, gezien: Versions | None = None) -> None:
    """A receiver took over the correction of a datum. `gezien`: the corrections that stood on the
    form. Raises `BadInput` when it was corrected again since. Source: bgs:1.7.1."""
    found = referred(run, "gegeven", Statement)
    if found.corrected_on is None or found.participant_id == run.actor.participant:
        raise BadInput(
            "Hier valt niets te bevestigen.",
            fields={"gegeven": "Kies een verbeterd gegeven van een ander."},
        )
    if not shown(gezien, found.receipt):
        raise BadInput(
            "Dit gegeven is intussen nog een keer verbeterd.",
            fields={"gegeven": "Dit is nog een keer verbeterd. Lees eerst wat er nu staat."},
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
