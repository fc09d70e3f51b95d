"""Start-up checks: of the models, of law against code, and of the database itself. A gap is a
failed start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.checks import Error
from django.db import connections

from openprisma.gate import acts, facts
from openprisma.gate.codes import Code, known
from openprisma.gate.compiled_acts import effects
from openprisma.gate.constraints import (
    Class,
    NoPersons,
    closed,
    fenced,
    file_of,
    guarded,
    is_header,
    names,
)
from openprisma.gate.declared import Declared, marks, prose, undeclared
from openprisma.gate.destroying import unseen
from openprisma.gate.kernel import level_of
from openprisma.gate.law import lawbook, procedures
from openprisma.gate.outputs import fault
from openprisma.gate.seeking import unnoticed
from openprisma.gate.third_party import CLOSED, QUEUE, TABLES
from openprisma.gate.turns import turnless
from openprisma.kernel.errors import LawError

SERVER = (Path(__file__).parent / "sql" / "server.sql").read_text(encoding="utf-8")
CATALOGUE = (Path(__file__).parent / "sql" / "catalogue.sql").read_text(encoding="utf-8")


def every_model_has_a_class(**_: Any) -> list[Error]:
    """A model is `NoPersons`, `Staff` or `Subjects`, or on the list of third parties. Nothing else
    starts."""
    return [
        Error(
            f"{model._meta.label} has no class",
            hint="Declare it in Meta.constraints.",
            id="gate.E001",
        )
        for model in apps.get_models(include_auto_created=True)
        if not any(isinstance(c, Class) for c in model._meta.constraints)
        and model._meta.db_table not in TABLES
    ]


def law_and_code_fit(**_: Any) -> list[Error]:
    """Every act of the code is in the vocabulary, bound by a norm and offered; every fact asked for
    has a supplier."""
    try:
        return [Error(text, id="gate.E003") for text in gaps()]
    except LawError as error:
        return [Error(str(error), id="gate.E004")]


def every_text_is_read(**_: Any) -> list[Error]:
    """Whatever an act takes that has room for words is read before it is kept, and doubtful words
    in it are asked about (bgs:1.9, wgs:2.21)."""
    try:
        return [Error(text, id="gate.E007") for text in unread()]
    except LawError:
        return []  # told by E004


def unread() -> Iterator[str]:
    """Parameters with words that no norm on their act asks about, in Dutch."""
    asked = {
        act: {path for norm in lawbook().norms if act in norm.acts for path in norm.facts}
        for act in acts.registered()
    }
    for name, act in sorted(acts.registered().items()):
        for field, mark in prose(act.inputs):
            for path in sorted(set(mark.asks) - asked[name]):
                yield (
                    f"de handeling {name} neemt bij {field} tekst aan, en geen norm op haar vraagt "
                    f"{path}: niemand leest die tekst"
                )


def gaps() -> Iterator[str]:
    """What does not fit between law, procedures and code, in Dutch."""
    book, known, suppliers = lawbook(), acts.registered(), facts.registered()
    offered = {offer.entry.act for procedure in procedures().values() for offer in procedure.offers}
    bound = {act for norm in book.norms for act in norm.acts}
    # Norms about people bind every act, whether or not somebody wrote one that lets it be done.
    permitted = {act for norm in book.norms if norm.kind == "permits" for act in norm.acts}
    for act in sorted(set(known) | set(book.vocabulary.acts)):
        if act not in book.vocabulary.acts:
            yield f"{known[act].place}: de handeling {act} heeft geen bestand in law/handelingen"
        if act not in known:
            yield f"law/handelingen/{act}.yaml: de handeling heeft geen functie"
        if act not in bound:
            yield f"geen norm bindt de handeling {act}"
        elif act not in permitted:
            yield f"geen norm staat de handeling {act} toe"
        if act not in offered:
            yield f"geen werkwijze biedt de handeling {act} aan"
        if (
            act in known
            and known[act].writes
            and act in book.vocabulary.acts
            and not book.vocabulary.acts[act].writes
        ):
            tables = ", ".join(dict.fromkeys(one.table for one in known[act].writes))
            yield f"law/handelingen/{act}.yaml: de handeling leest alleen, en schrijft in {tables}"
    yield from loose()
    yield from turnless()
    yield from turned()
    yield from untyped()
    for norm in book.norms:
        for path in sorted(norm.facts - set(suppliers)):
            yield (
                f"{norm.id} vraagt {path}, en niemand levert dat feit; "
                "schrijf het in facts.py van de module die het weet"
            )
        if norm.entry.kernel:
            level_of(norm, suppliers)


def turned() -> Iterator[str]:
    """Acts that change what a row of a file points at, in Dutch: that is judged when the row is
    added, and never again."""
    pointing = {
        (model._meta.db_table, column)
        for model, _ in guarded()
        for column in (*names(model), file_of(model))
    }
    for act, writes in effects(lawbook(), procedures()).items():
        for table, column in (
            (one.table, column) for one in writes for column in sorted(one.columns)
        ):
            if (table, column) in pointing:
                yield (
                    f"de handeling {act} wijzigt {table}.{column}: "
                    "waar een rij naar wijst, verandert geen handeling"
                )


def untyped() -> Iterator[str]:
    """Acts that do not say by a type what they give back, in Dutch."""
    for name, act in sorted(acts.registered().items()):
        if why := fault(act.output):
            yield f"{act.place}: de handeling {name} {why} (gate/outputs.py)"


def loose() -> Iterator[str]:
    """Parameters of acts through which text could come in that nothing looks at, in Dutch."""
    for name, act in sorted(acts.registered().items()):
        for place in undeclared(act.inputs):
            yield (
                f"de handeling {name} zegt niet wat {place} is, "
                "of hoe lang of groot dat mag zijn (gate/declared.py)"
            )
        for mark in {mark for _, mark in marks(act.inputs, Declared)}:
            if isinstance(mark, Code) and not known(mark.of):
                yield (
                    f"de handeling {name} vraagt een code van de lijst {mark.of}, "
                    "en die lijst is er niet"
                )


def catalogue_has_no_way_round(databases: list[str] | None = None, **_: Any) -> list[Error]:
    """Ask the database for every way round the fence: after every migration and restore.

    `migrate` asks too, but before it begins: a database that has no fence yet is left alone.
    """
    findings: list[Error] = []
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            cursor.execute("select to_regnamespace('fence') is not null")
            if cursor.fetchone()[0]:
                cursor.execute(CATALOGUE, declared())
                found = cursor.fetchall()
                cursor.execute(SERVER)
                findings += [
                    Error(f"{finding}: {what}", id="gate.E002")
                    for finding, what in (*found, *cursor.fetchall())
                ]
    return findings


def declared() -> dict[str, list[str]]:
    """What the catalogue should show: which tables are open, fenced and closed, which is that of
    files, which are the queue of background tasks, and which are read to destroy or to search
    alone."""
    headers = [model._meta.db_table for model in apps.get_models() if is_header(model)]
    return {
        "open": open_tables(),
        "fenced": fenced_tables(),
        "closed": closed_tables(),
        "queue": QUEUE,
        "sought": unnoticed(),
        "headers": headers,
        "destroyed": unseen(),
    }


def open_tables() -> list[str]:
    """Tables the application may reach without the fence."""
    ours = [
        m._meta.db_table
        for m in apps.get_models()
        if any(isinstance(c, NoPersons) for c in m._meta.constraints)
    ]
    return [
        *ours,
        *(set(TABLES) - set(CLOSED)),
        "django_migrations",
        "fence.offer",
        "fence.category",
        "fence.law",
    ]


def fenced_tables() -> list[str]:
    """Tables that must have row level security."""
    return [table for table, _ in fenced()]


def closed_tables() -> list[str]:
    """Tables on which the application has no right."""
    return [*closed(), *CLOSED]
