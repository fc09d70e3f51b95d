"""A foreign key looks past the fence. Walked by what the models say: a row that is added names no
row of another file, and none that is hidden from who adds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

from openprisma.gate import acts, constraints
from openprisma.gate.checks import gaps
from openprisma.gate.constraints import Fenced, guarded
from openprisma.gate.writes import changes
from openprisma.sharing.models import Statement
from openprisma.sidedoors.copying import insert, past_triggers
from openprisma.sidedoors.crossing import _model
from tests.builders import REPORTER, World
from tests.conftest import CLUSTER

# An act that writes everything under every line that reads: what then remains is what the table
# itself asks of a row.
ANYTHING = """set local role vault;
create or replace function fence.compiled_right(operation text, tbl text) returns fence.write_right
language plpgsql stable parallel restricted security definer
set search_path = fence, pg_temp as $$ begin
  return (select row(l.id, l.files[1], l.person, nullif(l.participant, ''), '{}',
              '{person,participant,file}', '{}')::fence.write_right
            from fence.permit() l where l.id is not null);
end $$;
create or replace function fence.right_to(operation text, tbl text) returns fence.write_right
language sql stable parallel restricted as 'select fence.compiled_right(operation, tbl)';
create or replace function fence.begins(procedure text, rests boolean) returns boolean
language plpgsql stable parallel restricted security definer
set search_path = fence, pg_temp as $$ begin return true; end $$;
create or replace function fence.only_initial() returns trigger language plpgsql as
  $$ begin return new; end $$;
create or replace function fence.lined(tbl text) returns boolean
language sql stable parallel restricted as 'select fence.lined()';
reset role"""
# What else a row says, so that whoever adds it may read and write such a row.
FIT = {
    "keep_until": "2099-01-01",
    "disputed_on": None,
    "withdrawn": False,
    "categories": [],
    "round": 99,
}


FIT_OF_FILE = {"stage": "", "phase": 0}
MINE = """select jsonb_build_object(
      'participant_id', l.participant, 'person_id', l.person, 'category', s.category)
  from fence.permit() l, sharing_statement s where s.file_id = %s limit 1"""


@dataclass(frozen=True)
class Key:
    """A column by which a row names a row of a file, both with the column that says in which."""

    table: str
    column: str
    file: str
    target: str
    target_key: str
    target_file: str

    def __str__(self) -> str:
        return f"{self.table}.{self.column}"


def keys() -> list[Key]:
    """Every one of them, from the models and not from what the fence made of them."""
    found = []
    for model, one in guarded():
        fields = {
            f.column: f.related_model
            for f in model._meta.local_fields
            if f.many_to_one or f.one_to_one
        }
        for column, target in fields.items():
            mine, its = (
                getattr(m, "file_column", "file_id" if "file_id" in _columns(m) else None)
                for m in (model, target)
            )
            if isinstance(one, Fenced) and its and column != mine:
                found.append(
                    Key(
                        model._meta.db_table,
                        column,
                        mine,
                        target._meta.db_table,
                        target._meta.pk.column,
                        its,
                    )
                )
    return found


def _columns(model) -> set[str]:
    return {field.column for field in model._meta.local_fields}


KEYS = keys()


def like(root: Any, table: str, file: Any, mine: dict[str, Any]) -> dict[str, Any]:
    """What a row of a table in a file says, or the file itself, of who adds; it is not there
    yet."""
    columns = {
        name
        for (name,) in root.execute(
            "select attname from pg_attribute where attrelid = %s::regclass", [table]
        )
    }
    if table == "files_file":
        row = root.execute("select to_jsonb(t) from files_file t where id = %s", [file]).fetchone()[
            0
        ]
        return row | FIT_OF_FILE
    row = _model(root, table, file) | {
        name: value for name, value in (FIT | mine).items() if name in columns
    }
    return row | {"file_id": str(file)} | ({"id": str(uuid4())} if "id" in columns else {})


def made(root: Any, table: str, file: Any, mine: dict[str, Any]) -> dict[str, Any]:
    """Such a row, there past every act."""
    row = like(root, table, file, mine)
    with past_triggers(root):
        assert table == "files_file" or insert(root, table, row)
    return row


def adds(root: Any, key: Key, row: dict[str, Any], target: str) -> bool:
    """Is a row let in that names this one?"""
    # A file has the id that the line names: that it is there already, the fence does not ask.
    new = (
        row
        | ({"id": str(uuid4())} if "id" in row and key.table != "files_file" else {})
        | {key.column: target}
    )
    try:
        with root.transaction(force_rollback=True):
            root.execute("set local role app")
            insert(root, key.table, new)
    except psycopg.errors.InsufficientPrivilege:
        return False
    except psycopg.Error as error:
        assert "foreign key" not in str(error), "it was asked of the key and not of the fence"
    return True  # what stumbles over another rule of the table was let in by the fence


@pytest.fixture(scope="module")
def elsewhere(shared, django_db_blocker):
    """Another file of the same kind, once for this module."""
    with django_db_blocker.unblock():
        made = World.thread(CLUSTER)
        connection.close()
    return made.bottleneck


@pytest.mark.parametrize("key", KEYS, ids=str)
@pytest.mark.parametrize(
    "both", [False, True], ids=["the other file is hidden", "the line opens both"]
)
def test_a_row_names_no_row_of_another_file(shared, elsewhere, enter, connect, key, both):
    first, other, root = shared.bottleneck, elsewhere, connect("postgres")
    if key.target == "files_file" and both:
        return  # a file that the line opens may be named: a case that rests on a signal
    with root.transaction(force_rollback=True):
        backend, began = root.execute("select pg_backend_pid(), transaction_timestamp()").fetchone()
        line = enter(
            by=shared.by(REPORTER),
            files=[first, other] if both else [first],
            ticket=(backend, began),
        )
        root.execute("select set_config('fence.line', %s, true)", [str(line)])
        mine = root.execute(MINE, [first]).fetchone()[0]
        here, there = made(root, key.target, first, mine), made(root, key.target, other, mine)
        row = like(root, key.table, first, mine) | {"receipt": str(line)}
        root.execute(ANYTHING)
        assert adds(root, key, row, here[key.target_key]), "its own is let in, or this asks nothing"
        assert not adds(root, key, row, there[key.target_key])
        assert not adds(root, key, row, str(uuid4())), "one that is not there reads the same"


def test_every_key_of_the_models_is_walked():
    assert {str(key) for key in KEYS} >= {
        "panels_interest.recusal_id",
        "files_file.rests_on_id",
        "sharing_reply.request_id",
    }
    named = {
        f"{m._meta.db_table}.{c}"
        for m, one in guarded()
        if isinstance(one, Fenced)
        for c in constraints.names(m)
    }
    assert named == {str(key) for key in KEYS} and len(KEYS) > 10


def test_no_act_turns_a_row_to_another_one(live, monkeypatch):
    """What a row names is judged when it is added; a column that names one is changed by no act, or
    the system does not start."""
    wrong = acts.registered()["gegeven_verbeteren"]
    with monkeypatch.context() as patched:
        more = (*wrong.writes, changes(Statement, "subject"))
        patched.setitem(
            acts._registry, "gegeven_verbeteren", acts.Act(**(vars(wrong) | {"writes": more}))
        )
        told = list(gaps())
    assert told == [
        "de handeling gegeven_verbeteren wijzigt sharing_statement.subject_id: waar een rij naar "
        "wijst, verandert geen handeling"
    ]
