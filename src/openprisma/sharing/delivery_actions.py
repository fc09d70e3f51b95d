"""Acts on a delivery of many data: set it ready, have it checked, take it in whole or not at all,
throw it away, take it back."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from openprisma.documents.limits import LIMIT
from openprisma.documents.spreadsheets import Read, read_sheet
from openprisma.engine.norms import CategoryRow
from openprisma.files.actions import in_file, signed
from openprisma.gate.acts import Ahead, act
from openprisma.gate.declared import Ref
from openprisma.gate.lists import SecrecyDuty
from openprisma.gate.references import referred
from openprisma.gate.run import Run
from openprisma.gate.writes import adds, changes, removes
from openprisma.kernel.errors import BadInput, Reason, Refused
from openprisma.sharing.actions import DELIVERS
from openprisma.sharing.delivery import DELIVER, MOST, Reader, numbered, there_already
from openprisma.sharing.facts import NONE, kept, known_since
from openprisma.sharing.facts import row as category_row
from openprisma.sharing.models import Batch, Confirmation, Delivery, Retention, Statement
from openprisma.sharing.sheet import COLUMNS, YES_NO, read_rows
from openprisma.sharing.terms import keep_until

Content = Annotated[
    Read,
    Ahead(
        Annotated[bytes, Field(min_length=1, max_length=LIMIT)],
        partial(read_sheet, most=MOST, heads=tuple(COLUMNS)),
    ),
]
OneBatch = Annotated[
    UUID, Ref(Batch, "Deze levering is er niet.", "Zet het rekenblad opnieuw klaar.")
]
OneDelivery = Annotated[
    UUID, Ref(Delivery, "Deze levering is er niet meer.", "Kies een levering uit de lijst.")
]
AT_ONCE = 1_000  # rows checked in one request, and no new one after `SECONDS`
SECONDS = 4.0  # of a processor: what one delivery may take from the others at a time
TOLD = 200  # errors kept: who has more of them starts again


@dataclass(frozen=True)
class Checked:
    """How many rows of a delivery are left to check."""

    left: int


@dataclass(frozen=True)
class TakenIn:
    """How many data a delivery became."""

    data: int


@act(
    "levering_klaarzetten", reads="all", writes=(removes(Batch, of_others=("person",)), adds(Batch))
)
def set_ready(run: Run, *, inhoud: Content) -> UUID:
    """Keep the rows of a spreadsheet (XLSX, ODS, CSV, at most `MOST` rows) to be checked; nothing
    is shared yet, only one's own participant sees them. Raises `Refused` for a row whose category
    and ground cannot go together: nothing of it is kept. Source: wgs:1.5.1, wgs:2.22.1."""
    sheet = read_rows(inhoud)
    if not sheet.rows:
        raise BadInput(
            "Er staan geen regels onder de kopjes.", fields={"inhoud": "Vul minstens één regel in."}
        )
    reader = Reader(run, sheet.places)
    _as_it_is(reader, zip(sheet.numbers, sheet.rows, strict=True))
    Batch.objects.filter(file=run.file_id, participant=run.actor.participant).delete()
    made = Batch.objects.create(
        participant_id=run.actor.participant,
        rows=sheet.rows,
        numbers=sheet.numbers,
        places=sheet.places,
        notes=[*sheet.notes, *there_already(reader, sheet)],
        **signed(run),
    )
    return made.id


def _as_it_is(reader: Reader, rows: Iterable[tuple[int, dict[str, str]]]) -> None:
    for nr, row in rows:
        if against := reader.contradicts(row):
            what = f"Rij {nr}: {against.what[0].lower()}{against.what[1:]}"
            raise Refused([Reason(against.norm, what, against.article, against.remedy)])


@act(
    "levering_nakijken",
    reads="all",
    writes=(changes(Batch, "checked", "errors", "on_day", of_others=("person",)),),
)
def check(run: Run, *, levering: OneBatch) -> Checked:
    """Judge the next rows as if each were delivered alone; gives how many are left. On a later day
    it begins again, for terms go on. Source: wgs:1.5.1, bgs:2.15, wpg:8.6."""
    batch = referred(run, "levering", Batch)
    begun = batch.checked if batch.on_day == run.today else 0
    errors = list(batch.errors) if begun else []
    reader, done, began = Reader(run, batch.places), begun, time.thread_time()
    rows = list(numbered(batch.numbers, batch.rows))
    for nr, row in rows[begun : begun + AT_ONCE]:
        if done > begun and time.thread_time() - began > SECONDS:
            break
        done += 1
        if what := reader.wrong(row):
            errors.append([nr, what])
    Batch.objects.filter(pk=batch.id).update(
        checked=done, errors=errors[:TOLD], on_day=run.today, receipt=run.line
    )
    return Checked(len(batch.rows) - done)


@act(
    "levering_vastleggen",
    reads="all",
    writes=(DELIVERS, adds(Delivery), removes(Batch, of_others=("person",))),
)
def take_in(
    run: Run,
    *,
    levering: OneBatch,
    gelezen: bool = False,
    binnen_kolom: bool = False,
    toereikend: bool = False,
    plicht: SecrecyDuty = NONE,
) -> TakenIn:
    """Deliver all rows, or none; gives how many data that are, for rows that say the same are one.
    What was allowed when they were checked may not be any more, so it is asked again. `gelezen`:
    whoever delivers read what the sheet holds that does not go along, or does and is not seen.
    `plicht` is said of all rows at once, as `gegeven_verstrekken` takes it (wgs:1.5.2).
    `binnen_kolom` and `toereikend` are said of all rows at once (bgs:2.15).
    Raises `BadInput` naming the row, and when somebody else took it in first.
    Source: wgs:1.5.1, wgs:1.8.7, huisregels:8.1."""
    batch = referred(run, "levering", Batch)
    if batch.notes and not gelezen:
        raise BadInput(
            "Lees eerst wat er over dit rekenblad te zeggen is.",
            fields={"gelezen": "Zet een vinkje als het zo goed is, of zet het opnieuw klaar."},
        )
    # First, because it locks: of two that deliver the same, one finds nothing to take away.
    if not Batch.objects.filter(pk=batch.id).delete()[0]:
        raise BadInput(
            "Deze levering is net al verstrekt.", remedy="Kijk bij de gegevens van dit dossier."
        )
    reader, rows = Reader(run, batch.places), list(numbered(batch.numbers, batch.rows))
    _still_allowed(reader, rows)
    given = [_given(reader, row, nr) for nr, row in rows]
    _one_clock(reader, rows, given)
    different = {tuple(one.values()): one for one in given}
    made = [_statement(run, one, batch.id) for one in different.values()]
    Delivery.objects.create(
        id=batch.id, participant_id=run.actor.participant, data=len(made), **signed(run)
    )
    Statement.objects.bulk_create(made, batch_size=2_000)
    return TakenIn(len(made))


def _still_allowed(reader: Reader, rows: list[tuple[int, dict[str, str]]]) -> None:
    """Judge rows once more, one of all that differ in nothing but their texts and days. Every row
    was checked today (huisregels:8.1), so of what a day or a text says nothing changed since."""
    asked = set()
    for nr, row in rows:
        kind = tuple(row[name].lower() for name in KINDS)
        if kind in asked:
            continue
        asked.add(kind)
        _refuse(nr, reader.wrong(row))


KINDS = ("betrokkene", "categorie", "grond", "gezag", "bronsysteem", *YES_NO)


def _refuse(nr: int, what: str) -> None:
    if what:
        raise BadInput(
            f"Rij {nr} mag nu niet meer: {what}. Er is niets vastgelegd.",
            remedy="Haal deze levering weg, pas het rekenblad aan en zet het opnieuw klaar.",
        )


def _one_clock(
    reader: Reader, rows: list[tuple[int, dict[str, str]]], given: list[dict[str, Any]]
) -> None:
    """The same datum has one first day, whether it stands twice in this delivery or was brought in
    before (wgs:1.8.7/opnieuw): the law says what a row with a later one is told."""
    keys = _data(reader.run, given)
    first = known_since(keys)
    for key, one in zip(keys, given, strict=True):
        first[key] = min(first[key], one["eerst_verwerkt"])
    for (nr, row), key, one in zip(rows, keys, given, strict=True):
        if first[key] < one["eerst_verwerkt"]:
            _refuse(nr, reader.wrong(row, earlier=first[key]))


def _data(run: Run, given: Iterable[dict[str, Any]]) -> list[tuple[UUID, int, str, date]]:
    """What makes a datum the same one: about whom, category, source and day of noting."""
    return [
        (
            one["betrokkene"],
            _category(run, one).nr,
            one["bronsysteem"].strip().lower(),
            one["vastgesteld_op"],
        )
        for one in given
    ]


def _category(run: Run, given: dict[str, Any]) -> CategoryRow:
    return category_row(replace(run, act=DELIVER, inputs=given, cache={}))


def _given(reader: Reader, row: dict[str, str], nr: int) -> dict[str, Any]:
    try:
        return reader.given(row)
    except BadInput as bad:
        raise BadInput(f"Rij {nr}: {bad.what}", remedy="Kijk de levering opnieuw na.") from bad


def _statement(run: Run, given: dict[str, Any], delivery: UUID) -> Statement:
    category = _category(run, given)
    return Statement(
        subject_id=given["betrokkene"],
        participant_id=run.actor.participant,
        person_id=run.actor.person,
        category=category.nr,
        text=given["tekst"],
        source_system=given["bronsysteem"],
        noted_on=given["vastgesteld_op"],
        delivered_on=run.today,
        first_processed_on=given["eerst_verwerkt"],
        keep_until=keep_until(given["eerst_verwerkt"], run.today),
        necessity=given["noodzaak"],
        authority=kept(given["gezag"]),
        in_use=given["in_gebruik"],
        gateway=kept(given["grond"]),
        secret=given["geheimhouding"],
        sensitive=given["gevoelig"] or category.sensitive,
        within=True,
        restriction=given["beperking"],
        delivery=delivery,
        **in_file(run),
    )


@act("levering_weghalen", reads="all", writes=(removes(Batch, of_others=("person",)),))
def throw_away(run: Run, *, levering: OneBatch) -> None:
    """Nothing of this delivery is kept. Source: wgs:1.5.1."""
    referred(run, "levering", Batch).delete()


@act(
    "levering_terugnemen",
    reads="all",
    writes=(
        removes(Delivery, of_others=("person",)),
        removes(Statement, of_others=("person",)),
        removes(Confirmation, of_others=("person", "participant")),
        removes(Retention, of_others=("person",)),
    ),
)
def take_back(run: Run, *, levering: OneDelivery) -> TakenIn:
    """The owner takes a delivery back as a whole: all data that came of it and are still there are
    gone at once, for everybody; gives how many. No document comes with a spreadsheet.
    Source: bgs:1.7.1."""
    found = referred(run, "levering", Delivery)
    data = Statement.objects.filter(
        file=run.file_id, participant=run.actor.participant, delivery=found.id
    )
    ids = list(data.values_list("id", flat=True))
    Confirmation.objects.filter(statement__in=ids).delete()
    Retention.objects.filter(statement__in=ids).delete()
    data.delete()
    found.delete()
    return TakenIn(len(ids))
