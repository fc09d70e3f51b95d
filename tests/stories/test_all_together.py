"""All stories one after another in one database: each does what it says; which norms they show,
and what every act writes."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from openprisma.gate import acts
from openprisma.gate.checks import fenced_tables
from openprisma.gate.compiled_acts import effects, transition_rows
from openprisma.gate.constraints import Fenced, guarded
from openprisma.gate.initial import first
from openprisma.gate.law import lawbook, procedures
from openprisma.gate.opened import needed
from openprisma.gate.writes import PARTICIPANT_COLUMNS, PERSON_COLUMNS
from openprisma.kernel.places import data
from openprisma.proof.readings import table_of
from openprisma.stories.reading import all_stories, read_story
from openprisma.stories.testing import play_all
from openprisma.stories.told import told as stories_told
from tests.looking import looking
from tests.stories.once import texts_once
from tests.stories.test_stories import (
    CANNOT_STAND,
    LATER,
    ROW_BY_ROW,
    TOLD_TO_NOBODY,
    UNCONDITIONAL,
)
from tests.stories.unshown import BLIND, NEVER, NEVER_SO, NOWHERE, OWN, UNSEEN

PATHS = [str(path) for path in all_stories() if read_story(path).region == "den-haag"]
WATCH = """
create table public.watched
  (act text, tbl text, operation text, columns text[], others text[], receipt boolean,
   told jsonb);
create table public.moved (procedure text, act text, was text, becomes text);
grant insert on public.watched, public.moved to public;
create function public.watch() returns trigger
language plpgsql security definer set search_path = public, fence, pg_temp as $$
declare
  line fence.line := fence.permit();
  was jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  becomes jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  one jsonb := coalesce(was, becomes);
  others text[] := '{}';
  first jsonb := tg_argv[0]::jsonb;
  found text[];
begin
  found := array(select n.key from jsonb_each(becomes) n where case tg_op
    when 'UPDATE' then n.value is distinct from was -> n.key
    when 'INSERT' then first ? n.key and not fence.is_one_of(first -> n.key, n.value, becomes)
    else false end);
  if one ?| '{PERSON}' and (
      select one ->> name from unnest('{PERSON}'::text[]) with ordinality n (name, nr)
       where one ? name order by nr limit 1)::uuid is distinct from line.person
    then others := others || '{person}'; end if;
  if one ?| '{PARTICIPANT}' and (
      select one ->> name from unnest('{PARTICIPANT}'::text[]) with ordinality n (name, nr)
       where one ? name order by nr limit 1) is distinct from nullif(line.participant, '')
    then others := others || '{participant}'; end if;
  if one ? 'file_id' and (one ->> 'file_id')::uuid is distinct from line.files[1]
    then others := others || '{file}'; end if;
  insert into watched values (line.act, tg_table_name, lower(tg_op),
    found, others, (becomes ->> 'receipt')::uuid = line.id,
    (select coalesce(jsonb_object_agg(n.key, n.value), '{}') from jsonb_each(becomes) n
      where n.key = any (found) and n.key = any (tg_argv[1]::text[])));
  if tg_table_name = 'files_file' and tg_op = 'UPDATE'
      and was -> 'stage' is distinct from becomes -> 'stage' then
    insert into moved values (becomes ->> 'kind', line.act, was ->> 'stage', becomes ->> 'stage');
  end if;
  return null;
end $$;
grant execute on function public.watch() to public;
""".replace("{PERSON}", f"{{{','.join(PERSON_COLUMNS)}}}").replace(
    "{PARTICIPANT}", f"{{{','.join(PARTICIPANT_COLUMNS)}}}"
)


def watched():
    """Every fenced table, with what its later columns begin with, and the columns of which an act
    declares the values."""
    compiled = effects(lawbook(), procedures())
    every = [one for writes in compiled.values() for one in writes]
    for model, one in guarded():
        if isinstance(one, Fenced):
            table = model._meta.db_table
            valued = {c for write in every if write.table == table for c in write.allowed}
            yield table, json.dumps(first(model, compiled)), ",".join(sorted(valued))


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    """The moment before all stories, what was written in them (act, table, operation, columns,
    others, receipt, values: of a new row the columns in which it does not begin as usual), where
    files went (working method, act, from which stage, to which), the steps of each story, when
    each began, and what each act looked at of what is held about subjects."""
    from tests.conftest import CLUSTER, START, today_is

    today_is(CLUSTER, START)
    with (
        django_db_blocker.unblock(),
        CLUSTER.connect("postgres", "tests") as root,
        CLUSTER.connect("owner", "tests") as own,
    ):
        root.execute(WATCH)
        for table, begins, valued in watched():
            root.execute(
                f"create trigger zz_watch after insert or update or delete on {table} for each "
                f"row execute function watch('{begins}', '{{{valued}}}')"
            )
        since = root.execute("select clock_timestamp()").fetchone()[0]
        played, began = {}, []
        with looking() as looked, texts_once():
            for path in PATHS:
                began.append(root.execute("select clock_timestamp()").fetchone()[0])
                ((_, played[path]),) = play_all([path], own)
        seen = root.execute(
            "select act, tbl, operation, columns, others, receipt, told from watched"
        ).fetchall()
        moved = set(
            root.execute("select distinct procedure, act, was, becomes from moved").fetchall()
        )
        root.execute("drop function watch cascade; drop table watched, moved")
        # Whom a story left suspended.
        root.execute("update partners_clearance set confirmed = true where not confirmed")
    ours = [row for row in seen if row[0] is not None and row[0] in acts.registered()]
    return since, ours, moved, played, began, looked


@pytest.mark.parametrize("path", PATHS, ids=lambda path: Path(path).stem)
def test_the_story_does_what_it_says(told, path):
    """One story by itself: `openprisma story run NAME`."""
    steps = told[3][path]
    assert steps
    assert not [step for step in steps if not step.good]


def test_every_norm_is_refused_in_one_story_and_holds_in_another(told, live, connect):
    own, since = connect("auditor"), told[0]
    refused = own.execute(
        """select distinct unnest(l.objections || coalesce(o.reasons, '{}') || coalesce((
               select array_agg(n.key) from jsonb_each_text(o.verdict -> 'norms') n
                where n.value in ('violated', 'waits')), '{}'))
             from fence.line l left join fence.outcome o on o.line = l.id where l.at > %s""",
        [since],
    ).fetchall()
    held = own.execute(
        """select distinct n.key from fence.outcome o, jsonb_each_text(o.verdict -> 'norms') n
            where o.outcome = 'done' and n.value = 'holds' and o.at > %s""",
        [since],
    ).fetchall()
    norms = {norm.id for norm in lawbook().norms}
    beyond = UNCONDITIONAL | ROW_BY_ROW | LATER | TOLD_TO_NOBODY | CANNOT_STAND
    assert norms - {row[0] for row in refused} == beyond
    never_held = norms - {row[0] for row in held}
    reading = {
        n.id
        for n in lawbook().norms
        if not any(lawbook().vocabulary.acts[a].writes for a in n.acts)
    }
    assert never_held - reading <= LATER | ROW_BY_ROW


def shown_by(own, began):
    """By story the norms that held when something was done, and those by which something was
    refused."""
    held = own.execute(
        """select distinct width_bucket(o.at, %s::timestamptz[]), n.key
             from fence.outcome o, jsonb_each_text(o.verdict -> 'norms') n
            where o.outcome = 'done' and n.value = 'holds' and o.at > %s""",
        [began, began[0]],
    ).fetchall()
    refused = own.execute(
        """select distinct width_bucket(l.at, %s::timestamptz[]), unnest(
               l.objections || coalesce(o.reasons, '{}') || coalesce((
               select array_agg(n.key) from jsonb_each_text(o.verdict -> 'norms') n
                where n.value in ('violated', 'waits')), '{}'))
             from fence.line l left join fence.outcome o on o.line = l.id where l.at > %s""",
        [began, began[0]],
    ).fetchall()
    shown = {Path(path).stem: (set(), set()) for path in PATHS}
    for which, rows in enumerate((held, refused)):
        for nr, norm in rows:
            shown[Path(PATHS[nr - 1]).stem][which].add(norm)
    return shown


def test_the_stories_of_the_reading_show_what_it_says(told, live, connect):
    """Is a derived story not the one, then the reading in `law/lezing` names another (`stories`).
    What only reads leaves no verdict of what held."""
    shown = shown_by(connect("auditor"), told[4])
    known = lawbook().vocabulary.acts
    wrong = []
    for row in table_of(data("law"), lawbook(), stories_told()).rows():
        ids = {norm.id for norm in row.norms}
        writes = any(known[act].writes for norm in row.norms for act in norm.acts)
        if row.allowed in shown and writes and not ids & shown[row.allowed][0]:
            wrong.append(f"{row.reading.provision} does not hold in {row.allowed}")
        if row.refused in shown and not ids & shown[row.refused][1]:
            wrong.append(f"{row.reading.provision} does not refuse in {row.refused}")
    assert not wrong, "\n".join(wrong)


def cells(writes):
    """One of each: table and operation, for a change each column, and for a new row each column in
    which it does not begin as usual."""
    return (
        {(w.table, w.operation) for w in writes if w.operation != "update"}
        | {(w.table, column) for w in writes if w.operation == "update" for column in w.columns}
        | {
            (w.table, begun(column))
            for w in writes
            if w.operation == "insert"
            for column in w.columns
        }
    ) - {("files_file", begun("stage"))}  # declared to begin as usual


def begun(column):
    return f"begins with {column}"


def written(table, operation, columns):
    """The cells of one row that was written."""
    columns = set(columns) - {"receipt"}
    if operation == "update":
        return {(table, column) for column in columns}
    return {(table, operation), *((table, begun(column)) for column in columns)}


def test_what_acts_do_is_what_they_are_compiled_to_write_and_nothing_more(told):
    """Each act by itself does all that it declares; what comes with a working method, some act
    does."""
    done, compiled = defaultdict(set), effects(lawbook(), procedures())
    for act, table, operation, columns, *_ in told[1]:
        done[act] |= written(table, operation, columns)
    declared = {name: cells(act.writes) for name, act in acts.registered().items()}
    assert {
        (act, *cell) for act, found in done.items() for cell in found - cells(compiled[act])
    } == set()
    fenced = set(fenced_tables())
    missing = {
        (act, *cell)
        for act, wanted in declared.items()
        for cell in wanted - done[act]
        if cell[0] in fenced
    }
    assert missing == set(NEVER)
    every = set().union(*done.values())
    reached = every | {(table, what) for _, table, what in NEVER} | set(NOWHERE)
    assert {
        cell for act in compiled.values() for cell in cells(act) if cell[0] in fenced
    } <= reached


def test_the_values_that_acts_declare_are_those_they_write(told):
    """What a list of the vocabulary holds, and what the database knows itself, aside: of those any
    will do."""
    done = defaultdict(set)
    for act, table, operation, *_, values in told[1]:
        done[act, table, operation] |= {(column, str(value)) for column, value in values.items()}
    missing = {
        (name, w.table, column, value)
        for name, act in acts.registered().items()
        for w in act.writes
        for column, allowed in w.allowed.items()
        for value in allowed
        if isinstance(value, str | bool | None)
        and value != ""
        and (column, str(value)) not in done[name, w.table, w.operation]
    }
    assert missing == set(NEVER_SO)


def test_where_acts_lead_files_is_what_is_compiled_and_every_transition_is_gone(told):
    """A stage to which an act leads from itself is no move, and nothing that a database could
    refuse."""
    compiled = {
        (method, act, was, to)
        for method, act, was, to, _ in transition_rows(procedures())
        if was != to
    }
    assert told[2] == compiled
    assert len(compiled) > 15


def test_whose_rows_acts_write_is_as_compiled_and_each_carries_its_line(told):
    compiled = {
        (act, w.table, w.operation): w
        for act, writes in effects(lawbook(), procedures()).items()
        for w in writes
    }
    beyond = {
        (a, t, o, *others)
        for a, t, o, _, others, *_ in told[1]
        if not set(others) <= compiled[(a, t, o)].others
    }
    assert beyond == set()
    unstamped = {
        (a, t, o) for a, t, o, _, _, receipt, _ in told[1] if receipt is False and t != "files_file"
    }
    assert unstamped == set()


def test_an_act_opens_no_more_about_subjects_than_it_looks_at(told):
    """What a condition of the database looks at to show or add a row is looked at as well."""
    known, records = acts.registered(), lawbook().vocabulary.acts
    unused = {
        (act, what)
        for act, entry in records.items()
        for what in set(entry.opens or ()) - told[5][act] - dict(needed(known[act], entry)).keys()
    }
    assert unused == set(UNSEEN)


def test_an_act_looks_at_nothing_that_is_shut_to_it(told):
    """What it does not open it finds empty, and a question to it is answered wrongly."""
    records = lawbook().vocabulary.acts
    blind = {
        (act, what)
        for act, looked in told[5].items()
        for what in looked - OWN - set(records[act].opens or ())
    }
    assert blind == set(BLIND)


def test_there_are_stories_enough_to_say_so(told):
    assert len({act for act, *_ in told[1]}) > 90 and len(PATHS) > 150
    assert len({Path(path).stem for path in PATHS}) == len(PATHS)
