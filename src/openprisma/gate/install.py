"""Compiles the law into the database: kernel functions, offers and the matrix. Run as `owner`,
after every migration."""

from __future__ import annotations

from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from django.apps import AppConfig, apps
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from openprisma.engine.lawbook import Lawbook
from openprisma.engine.procedures import Procedure
from openprisma.gate import destroying, seeking, turns
from openprisma.gate.compiled_acts import (
    act_rows,
    effect_rows,
    effects,
    task_rows,
    transition_rows,
)
from openprisma.gate.constraints import guarded
from openprisma.gate.facts import registered
from openprisma.gate.initial import initial_guards
from openprisma.gate.kernel import fingerprint, functions, offers
from openprisma.gate.law import adopt, lawbook, procedures
from openprisma.gate.naming import naming_guards
from openprisma.kernel.errors import Unavailable

# Rights on a database do not travel with its dump, so a restored one must be closed again.
CLOSED = (Path(__file__).parent / "sql" / "closed.sql").read_text(encoding="utf-8")
# What a superuser made of the server, which no dump brings along.
SERVER = (Path(__file__).parent / "sql" / "server.sql").read_text(encoding="utf-8")
# Whatever installed a function, it tells a client nothing of what it does.
QUIET = (Path(__file__).parent / "sql" / "quiet.sql").read_text(encoding="utf-8")
# Everything that guards: functions of the fence, policies, which tables have row security,
# triggers. As PostgreSQL tells it back.
SHAPE = """select encode(
    sha256(convert_to(string_agg(guard, E'\n' order by guard collate "C"), 'UTF8')), 'hex')
  from (
    select pg_get_functiondef(p.oid) from pg_proc p where p.pronamespace = 'fence'::regnamespace
    union all
    select concat_ws('|', tablename, policyname, permissive, roles::text, cmd, qual, with_check)
      from pg_policies where schemaname = 'public'
    union all
    select concat_ws('|', c.relname, c.relrowsecurity, c.relforcerowsecurity) from pg_class c
      where c.relkind = 'r' and c.relnamespace = any ('{public,fence}'::regnamespace[])
    union all
    select concat_ws('|', pg_get_triggerdef(g.oid), g.tgenabled)
      from pg_trigger g join pg_class c on c.oid = g.tgrelid
      where not g.tgisinternal and c.relnamespace = any ('{public,fence}'::regnamespace[])
  ) guards (guard)"""
# A restored database has notes of changes with numbers of another server's transactions: by those
# no judgement ever stands.
_ELSEWHERE = """delete from fence.change where xid >= pg_snapshot_xmax(pg_current_snapshot())
  and xid is distinct from pg_current_xact_id_if_assigned()"""
_sources: dict[str, str] = {}


def kernel_sources(**sources: str) -> None:
    """The domain tells in which tables the kernel finds the facts of each level, and how many files
    stand at which stages."""
    _sources.update(sources)


def compiled() -> str:
    """The kernel functions, those that tell whose turn it is, and what destroys, as SQL, from the
    law files of this process."""
    kernel = functions(lawbook(), registered(), _sources, procedures())
    found = [turns.compiled(), destroying.compiled(lawbook()), seeking.compiled()]
    return "\n".join([kernel, *found])


def install() -> str:
    """Compile and install; gives the fingerprint. Only `owner` can. Waits for acts that are judged
    by the law before; those that come wait for it, and see the law after. Raises `Unavailable`, and
    changes nothing, when files stand at a stage that the working methods no longer know: nobody
    could do anything with them."""
    book, methods, sql = lawbook(), procedures(), compiled()
    mark = fingerprint(book, methods, sql)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("lock table fence.law in access exclusive mode")
        cursor.execute(CLOSED)
        cursor.execute(_ELSEWHERE)
        cursor.execute(sql)
        _nobody_stranded(cursor, methods)
        for model, one in guarded():
            cursor.execute(one.guards(model))
        for statement in (*initial_guards(effects(book, methods)), *naming_guards()):
            cursor.execute(statement)
        for table in ("offer", "category", "law", "act", "task", "effect", "transition"):
            cursor.execute(f"delete from fence.{table}")
        cursor.executemany("insert into fence.offer values (%s, %s, %s, %s, %s)", _offers(methods))
        cursor.executemany(
            "insert into fence.category values (%s, %s, %s, %s, %s, %s)", _matrix(book)
        )
        cursor.executemany(
            "insert into fence.act (act, writes, purpose, reads, grounds, shut) "
            "values (%s, %s, %s, %s, %s, %s)",
            act_rows(book, methods),
        )
        cursor.executemany("insert into fence.task values (%s, %s, %s)", task_rows(methods))
        cursor.executemany(
            "insert into fence.effect (act, tbl, operation, columns, others, allowed) "
            "values (%s, %s, %s, %s, %s, %s)",
            effect_rows(book, methods),
        )
        cursor.executemany(
            "insert into fence.transition values (%s, %s, %s, %s, %s)", transition_rows(methods)
        )
        cursor.execute(QUIET)
        cursor.execute(f"insert into fence.law (hash, shape) select %s, ({SHAPE})", [mark])
    return adopt(mark)


def _nobody_stranded(cursor: Any, methods: dict[str, Procedure]) -> None:
    known = {
        (kind, stage.stage) for kind, method in methods.items() for stage in method.entry.stages
    }
    cursor.execute("set local role vault")
    cursor.execute("select * from fence.stages()")
    lost = [
        f"{kind}, stap {stage} ({many})"
        for kind, stage, many in cursor.fetchall()
        if (kind, stage) not in known
    ]
    cursor.execute("reset role")
    if lost:
        raise Unavailable(
            f"Er zijn dossiers op een stap die de werkwijze niet meer kent: {'; '.join(lost)}. "
            "Er is niets veranderd.",
            rule="werkwijze",
            remedy="Zet de stap terug in de werkwijze, of laat deze dossiers met de vorige "
            "versie eerst verder gaan.",
        )


def _offers(methods: dict[str, Procedure]) -> list[tuple[Any, ...]]:
    return list(dict.fromkeys(offers(methods)))


def _matrix(book: Lawbook) -> list[tuple[Any, ...]]:
    return [
        (row.nr, row.code, row.phase, list(row.methods), version.valid_from, row.sensitive)
        for article in book.articles.values()
        for version in article.entry.versions
        for row in version.categories
    ]


RENAMED = {("gate", "0008_sealed_by_hand")}  # what a version before this one called by another name


def same_schema(*, older: bool = False) -> None:
    """The database was migrated by this version: it knows every migration here, and none that this
    version does not; with `older` it may lack some. Raises `Unavailable` otherwise: what a newer
    version made, an older one would change wrongly."""
    here = {
        (module.label, name) for module in apps.get_app_configs() for name in _migrations(module)
    }
    labels = {label for label, _ in here}
    applied = {
        one for one in MigrationRecorder(connection).applied_migrations() if one[0] in labels
    } - RENAMED
    if newer := sorted(applied - here):
        raise Unavailable(
            f"Deze database is van een nieuwere versie van OpenPrisma ({newer[-1][0]} "
            f"{newer[-1][1]}). Er is niets veranderd.",
            rule="versie",
            remedy="Start de nieuwste versie, of zet een back-up van vóór die versie terug.",
        )
    if not older and (missing := sorted(here - applied)):
        raise Unavailable(
            f"Deze database is van een oudere versie van OpenPrisma ({missing[0][0]} "
            f"{missing[0][1]} ontbreekt).",
            rule="versie",
            remedy="Laat de beheerder `openprisma migrate` uitvoeren.",
        )


def _migrations(module: AppConfig) -> list[str]:
    """The names of the migrations of a module, without reading them."""
    folder = Path(module.path) / "migrations"
    return sorted(one.name for one in iter_modules([str(folder)]) if one.name[:1] not in "_~")


def same_law() -> None:
    """The database was compiled from the law this process reads, and every guard in it still reads
    as it did then. Raises `Unavailable` otherwise."""
    with connection.cursor() as cursor:
        cursor.execute(f"select hash, shape = ({SHAPE}) from fence.law")
        row = cursor.fetchone()
        cursor.execute(SERVER)
        found = cursor.fetchone()
    if row is None or row[0] != (mark := fingerprint(lawbook(), procedures(), compiled())):
        raise Unavailable(
            "De database kent een andere versie van de wet dan dit programma.",
            rule="normbestand",
            remedy="Laat de beheerder `openprisma migrate` uitvoeren.",
        )
    if not row[1]:
        raise Unavailable(
            "In de database is een wacht veranderd sinds de wet erin is gezet: "
            "een functie, een beleid of een trigger.",
            rule="normbestand",
            remedy="Zoek uit wie dat deed. "
            "Laat daarna de beheerder `openprisma migrate` uitvoeren.",
        )
    if found:
        raise Unavailable(
            "De databaseserver houdt niet tegen wat hij moet tegenhouden "
            f"({found[0]}: {found[1]}).",
            rule="beheer",
            remedy="Laat de beheerder van de databaseserver `gate/sql/roles.sql` uitvoeren in deze "
            "database.",
        )
    adopt(mark)
