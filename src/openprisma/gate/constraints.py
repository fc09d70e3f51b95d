"""Who may see a table is declared on its model, like any other constraint, and travels with
migrations.

Four classes, and a model without one does not start: `NoPersons` (codes, law), `Staff` (row 18 of
bgs:2.15), `Subjects` (fenced: rows only under a committed line) and `Closed` (no right at all for
the application).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import BaseConstraint, Model

from openprisma.gate.keeping import KEEP, kept_until, texts_of
from openprisma.gate.writes import PARTICIPANT_COLUMNS, PERSON_COLUMNS

IN_FILE = "fence.among(file_id, (select fence.files()))"
IN_CATEGORY = "category = any ((select fence.categories())::smallint[])"
REACHED = (
    "fence.among(file_id, (select fence.reached()))"  # only under an act that reaches subjects
)
# May a row stand here today? Compiled from the kernel norms about rows; `disputed` and `own` are
# conditions on the row.
STANDS = "fence.datum_stands(keep_until, {withdrawn}, {disputed}, {own}, (select fence.today()))"
MINE = "participant_id = (select (fence.permit()).participant)"
SIGNED_IN = "(select fence.signed_in())"
LINED = "(select fence.lined())"
OWNER_ACTS = "(select fence.acting()) = any ('{migreren,regio_laden}'::text[])"

STAMPED = "receipt = (select (fence.permit()).id)"  # the line under which a row was last written
_OPEN = "grant {rights} on {table} to app"
# A table without persons that acts write: the database asks for a line of such an act, and no more.
_WRITTEN = """;
create or replace trigger only_under_a_line before insert or update or delete on {table}
  for each statement execute function fence.only_under_a_line()"""
_FENCED = """
drop policy if exists app_reads on {table};
drop policy if exists app_adds on {table};
drop policy if exists app_changes on {table};
drop policy if exists app_removes on {table};
drop policy if exists owner_migrates on {table};
alter table {table} enable row level security, force row level security;
create policy app_reads on {table} for select using ({sees});
create policy app_adds on {table} for insert with check ({adds});
create policy app_changes on {table} for update using ({changed}) with check ({becomes});
create policy app_removes on {table} for delete using ({removes});
create policy owner_migrates on {table} to owner using ({owner}) with check ({owner});
create or replace trigger only_columns before update on {table}
  for each row execute function fence.only_columns({told});
grant select, insert, update, delete on {table} to app"""
# Of the table of files itself: where acts lead a file and what they begin (`sql/stages.sql`).
_HEADER = """;
create or replace trigger only_transitions before insert or update on {table}
  for each row execute function fence.only_transitions('{phase}');
drop trigger if exists only_at_a_stage on {table};
create constraint trigger only_at_a_stage after insert on {table} deferrable initially deferred
  for each row execute function fence.only_at_a_stage()"""
_VAULT = """;
create policy vault_reads on {table} for select to vault using (true);
grant select ({columns}) on {table} to vault"""
_POLICIES = (
    *("app_reads", "app_adds", "app_changes", "app_removes", "owner_migrates"),
    *("vault_reads", "vault_destroys", "vault_records"),  # the last two of `gate/destroying.py`
)


def file_of(model: type[Model]) -> str | None:
    """The column that says in which file a row is, or nothing."""
    columns = {str(field.column) for field in model._meta.local_fields}
    found: str | None = getattr(model, "file_column", "file_id" if "file_id" in columns else None)
    return found


def of_whom(model: type[Model]) -> tuple[list[str], list[str]]:
    """The columns that name who acts: of a person, and of a participant."""
    columns = {str(field.column) for field in model._meta.local_fields}
    return [one for one in PERSON_COLUMNS if one in columns], [
        one for one in PARTICIPANT_COLUMNS if one in columns
    ]


def is_header(model: type[Model]) -> bool:
    """Is this the table of files itself?"""
    return bool(getattr(model, "receipt_of_making", False))


def names(model: type[Model]) -> dict[str, type[Model]]:
    """The foreign keys by which a row names a row of a file: column and table, without the one that
    says in which file it is."""
    found = (
        (str(field.column), field.related_model)
        for field in model._meta.local_fields
        if field.is_relation
    )
    return {
        column: target
        for column, target in found
        if column != file_of(model)
        and isinstance(target, type)
        and _fence_of(target)
        and file_of(target)
    }


def _fence_of(model: type[Model]) -> Fenced | None:
    return next((one for one in model._meta.constraints if isinstance(one, Fenced)), None)


def fits(model: type[Model], operation: str, *, beside: str) -> str:
    """The condition that an act writes this table at all, and that a row is one it may write: `has`
    are what the table says of whose a row is, and in which file. Whether the line still stands is
    not asked twice: where the condition `beside` it asks for an open file, that does."""
    person, participant = (next(iter(names), None) for names in of_whom(model))
    of = {"file": file_of(model), "person": person, "participant": participant}
    has = ",".join(what for what, column in of.items() if column)
    name = "compiled_right" if _asks_for_a_file(beside) else "right_to"
    right = f"(select fence.{name}('{operation}', '{model._meta.db_table}'))"
    return (
        f"fence.fits({right}, '{{{has}}}', {', '.join(column or 'null' for column in of.values())})"
    )


class Class(BaseConstraint):
    """A class of tables, made of grants and policies: the database judges, so Python has nothing to
    validate."""

    def constraint_sql(  # type: ignore[override]
        self, model: type[Model] | None, schema_editor: BaseDatabaseSchemaEditor | None
    ) -> None:
        assert model is not None and schema_editor is not None
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))

    def create_sql(
        self, model: type[Model] | None, schema_editor: BaseDatabaseSchemaEditor | None
    ) -> str:
        raise TypeError(f"{type(self).__name__} has no SQL of its own")

    def remove_sql(
        self, model: type[Model] | None, schema_editor: BaseDatabaseSchemaEditor | None
    ) -> str:
        assert model is not None
        table = model._meta.db_table
        drop = " ".join(f"drop policy if exists {name} on {table};" for name in _POLICIES)
        return f"revoke all on {table} from app, vault; {drop}"

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Nothing to validate."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Class) and self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash(self.name)


class NoPersons(Class):
    """A table that cannot reach a person; `reason` says why a reviewer may believe that."""

    def __init__(
        self, *, name: str, reason: str, rights: str = "select", vault: bool = False
    ) -> None:
        super().__init__(name=name)
        self.rights, self.reason, self.vault = rights, reason, vault

    def create_sql(self, model: Any, schema_editor: Any) -> str:
        return self.guards(model) + (
            f"; grant select on {model._meta.db_table} to vault" * self.vault
        )

    def guards(self, model: Any) -> str:
        """The grants of this table, as SQL; and, where acts write it, the trigger that asks for a
        line."""
        table = model._meta.db_table
        return _OPEN.format(rights=self.rights, table=table) + (
            _WRITTEN.format(table=table) if "insert" in self.rights else ""
        )

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        path, _, kwargs = super().deconstruct()
        return (
            path,
            (),
            {**kwargs, "rights": self.rights, "reason": self.reason, "vault": self.vault},
        )


class Closed(Class):
    """A table on which the application has no right at all: only functions of vault reach it.
    `vault` names the rights those have. What kernel norms ask never stands here, so a change in
    it changes no judgement."""

    def __init__(self, *, name: str, vault: str) -> None:
        super().__init__(name=name)
        self.vault = vault

    def create_sql(self, model: Any, schema_editor: Any) -> str:
        return f"grant {self.vault} on {model._meta.db_table} to vault"

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        path, _, kwargs = super().deconstruct()
        return path, (), {**kwargs, "vault": self.vault}


class Fenced(Class):
    """Row level security: `sees` is the condition to read a row, `changes` the one under which a
    writing act adds, changes or removes it. `removes`: of what is destroyed without being read,
    the condition for that. `vault` names the columns that the functions of vault may read. `kept`
    is the column with the day on which a row was first processed here, and `term` how long it is
    read from then on (`gate/keeping.py`)."""

    def __init__(
        self,
        *,
        name: str,
        sees: str = IN_FILE,
        changes: str = IN_FILE,
        removes: str = "",
        vault: tuple[str, ...] = (),
        kept: str = "",
        term: str = KEEP,
    ) -> None:
        super().__init__(name=name)
        self.sees, self.changes, self.removes = sees, changes, removes
        self.kept, self.term = kept, term
        self.vault = tuple(vault)

    def create_sql(self, model: Any, schema_editor: Any) -> str:
        table = model._meta.db_table
        text = self.guards(model)
        if columns := texts_of(model, schema_editor):
            text += f";\nalter table {table} " + ", ".join(
                f"alter column {c} set statistics 0" for c in columns
            )
        return text + (
            _VAULT.format(table=table, columns=", ".join(self.vault)) if self.vault else ""
        )

    def guards(self, model: Any) -> str:
        """Row security, its policies, the trigger on columns and the grants of this table, as
        SQL."""
        table, stamped = model._meta.db_table, not is_header(model)
        told = [
            "stamped" if stamped else "made",
            *(f"{{{','.join(columns)}}}" for columns in of_whom(model)),
        ]
        text = _FENCED.format(
            table=table,
            sees=self.seen(model),
            owner=OWNER_ACTS,
            adds=self.writing(model, "insert"),
            changed=self.writing(model, "update"),
            removes=self.writing(model, "delete"),
            becomes=f"({self.changes}) and {STAMPED}" if stamped else self.changes,
            told=", ".join(f"'{one}'" for one in told),
        )
        return (
            text
            if stamped
            else text
            + _HEADER.format(table=table, phase=model._meta.get_field("phase").get_default())
        )

    def seen(self, model: type[Model]) -> str:
        """The condition to read a row. First whether anything may be read at all, of no row in
        particular: the planner asks that once, and looks at none where it may not. Only what one
        reads at the door needs no line."""
        at_the_door = any(
            f"fence.{one}()" in self.sees for one in ("person", "visitor", "signed_in")
        )
        asked = f"{self.asked(model, at_the_door=at_the_door)} and ({self.sees})"
        return asked + (f" and {kept_until(self.kept, self.term)}" if self.kept else "")

    def asked(self, model: type[Model], *, at_the_door: bool) -> str:
        """Whether anything of this table may be read at all. A condition that asks it itself lets
        somebody read what is their own under any act."""
        if f"fence.lined('{model._meta.db_table}')" in self.sees:
            return LINED
        first = "signed_in" if at_the_door else "lined"
        return f"(select fence.{first}('{model._meta.db_table}'))"

    def writing(self, model: type[Model], operation: str) -> str:
        """The condition under which a writing act adds, changes or removes a row. What it changes
        or removes, it may also read: PostgreSQL asks that only of a statement that looks at a
        column, and one that looks at none would reach past it."""
        if self.changes == "false":
            return "false"
        if operation == "delete" and self.removes:
            return f"({self.removes}) and {fits(model, operation, beside=self.removes)}"
        if operation != "insert":
            seen = _both(self.sees, self.changes)
            return f"{seen} and {fits(model, operation, beside=seen)}"
        named = [
            _seen(model, column, target)
            for column, target in names(model).items()
            if not self._asks_of(column)
        ]
        right = fits(model, operation, beside=self.changes)
        return " and ".join([f"({self.changes})", STAMPED, *named, right])

    def _asks_of(self, column: str) -> bool:
        """Does the table itself say which rows this column may name?"""
        return (
            re.search(rf"exists \(select from \w+ (\w+) where \1\.id = {column}\b", self.changes)
            is not None
        )

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        path, _, kwargs = super().deconstruct()
        removes = {"removes": self.removes} if self.removes else {}
        told = {"sees": self.sees, "changes": self.changes, "vault": self.vault}
        kept = {"kept": self.kept, "term": self.term} if self.kept else {}
        return path, (), {**kwargs, **told, **removes, **kept}


def split(text: str, at: str) -> list[str]:
    """A condition in parts, at a word that stands outside all brackets."""
    parts, depth, begun = [], 0, 0
    for nr, letter in enumerate(text):
        if depth == 0 and text.startswith(at, nr):
            parts.append(text[begun:nr])
            begun = nr + len(at)
        depth += {"(": 1, ")": -1}.get(letter, 0)
    return [*parts, text[begun:]]


def _asks_for_a_file(condition: str) -> bool:
    """Does a row meet this condition only in a file that is open, by all that kernel norms say?"""
    if len(either := split(condition, " or ")) > 1:
        return all(_asks_for_a_file(one) for one in either)
    if len(both := split(condition, " and ")) > 1:
        return any(_asks_for_a_file(one) for one in both)
    if condition.startswith("(") and condition.endswith(")"):
        return _asks_for_a_file(condition[1:-1])
    return condition in (IN_FILE, REACHED)


def _both(one: str, other: str) -> str:
    """The condition that both hold; what both say, once."""
    if other in split(one, " or "):
        return f"({other})"
    if any(len(split(text, " or ")) > 1 for text in (one, other)):
        return f"({one}) and ({other})"
    return f"({' and '.join(dict.fromkeys([*split(one, ' and '), *split(other, ' and ')]))})"


def _seen(model: type[Model], column: str, target: type[Model]) -> str:
    """A foreign key looks past the fence, and would tell raw SQL which rows there are: what a new
    row names is a file of the line, or a row of the same file that whoever acts may read."""
    if is_header(target):
        return f"({column} is null or fence.among({column}, (select fence.files())))"
    table, key = target._meta.db_table, target._meta.pk
    assert key is not None
    own = model._meta.db_table
    here = f"named.{file_of(target)} = {own}.{file_of(model)}"
    found = f"select from {table} named where named.{key.column} = {own}.{column} and {here}"
    return f"({column} is null or exists ({found}))"


def guarded() -> Iterator[tuple[type[Model], NoPersons | Fenced]]:
    """Every table of ours and its class."""
    for model in apps.get_models():
        yield from (
            (model, one) for one in model._meta.constraints if isinstance(one, NoPersons | Fenced)
        )


def fenced() -> Iterator[tuple[str, Fenced]]:
    """Every fenced table and what its model declares."""
    for model in apps.get_models():
        yield from (
            (model._meta.db_table, one)
            for one in model._meta.constraints
            if isinstance(one, Fenced)
        )


def closed() -> list[str]:
    """Every table of ours that only functions of vault reach."""
    return [
        m._meta.db_table
        for m in apps.get_models()
        if any(isinstance(one, Closed) for one in m._meta.constraints)
    ]


class Staff(Fenced):
    """People who work here (bgs:2.15, row 18): never without a pass."""

    def asked(self, model: type[Model], *, at_the_door: bool) -> str:
        """Whoever is at the door, the system too."""
        return SIGNED_IN if at_the_door else LINED


class Subjects(Fenced):
    """What can reach a person in a file: never without a committed line."""
