"""Whose turn it is, at the door and under no line: codes, numbers and days, never what or about
whom. Compiled into the database from the working methods and from what each module knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from openprisma.engine.lawbook import Lawbook
from openprisma.engine.procedures import Procedure
from openprisma.engine.turns import TurnEntry, unsaid
from openprisma.gate.law import lawbook, procedures, turns

# Made for the law of this process: of law and working methods a piece of SQL.
Made = Callable[[Lawbook, dict[str, Procedure]], str]
_things: dict[str, str | Made] = {}
_first: dict[str, list[str | Made]] = {}


def turn_things(**things: str | Made) -> None:
    """A module tells of kinds of turns which things wait: a query of rows (its id, the first day
    on which it is late or null, the participant that asked for it or null). It may ask `m`: a
    person, its participant (empty: the bureau), a role, a file with its kind, stage, phase, panel
    and ends_on, the act, and the day it is."""
    _things.update(things)


def turn_waits(**conditions: str | Made) -> None:
    """A module tells what must be there first, before it can be the turn of kinds that another
    module knows: conditions on the same `m`, and on `t`, the thing."""
    for code, condition in conditions.items():
        _first.setdefault(code, []).append(condition)


_FUNCTIONS = """create or replace function fence.turns_for(people uuid[], among uuid[],
  since timestamptz)
  returns table (person uuid, file uuid, turn text, act text, number int, due date)
language sql stable parallel restricted security definer
set search_path = public, pg_temp as $turns$
  with offer (kind, stage, role, act, turn, ended) as (values {offers}),
  m as materialized (
    select distinct {columns}
      from (select fence.today() as day offset 0) now, files_assignment a
      join files_file f on f.id = a.file_id
      join offer o on o.kind = f.kind and o.stage = f.stage and o.role = a.role
     where a.person_id = any (people) and a.from_day <= now.day and now.day < a.until_day
       and (among is null or f.id = any (among)) and (now.day < f.ends_on or o.ended)
       and (since is null or exists (select from files_step s where s.file_id = f.id
         and s.at >= since)))
  {mine} $turns$;
create or replace function fence.turns(among uuid[])
  returns table (file uuid, turn text, act text, number int, due date)
language sql stable parallel restricted security definer
set search_path = public, pg_temp as $turns$
  select t.file, t.turn, t.act, t.number, t.due
    from fence.turns_for(array_remove(array[fence.person()], null), among, null) t $turns$;
drop function if exists fence.turn_counts(timestamptz);
create or replace function fence.turn_counts(since timestamptz, asked_after timestamptz)
  returns table (person uuid, number int)
language sql stable parallel restricted security definer
set search_path = public, pg_temp as $turns$
  select t.person, count(distinct (t.file, t.turn))::int
    from fence.turns_for(case when fence.acting() = '{counting}'
      then array(select p.id from partners_person p) end, null, since) t
    where asked_after is null or exists (select from files_reminder r
      where r.file_id = t.file and r.turn = t.turn and r.at >= asked_after) group by 1 $turns$;
create or replace function fence.turns_of_others()
  returns table (file uuid, turn text, role text, participant text, number int, due date)
language sql stable parallel restricted security definer
set search_path = public, pg_temp as $turns$
  with offer (kind, stage, role, act, turn, ended) as (values {offers}),
  own as materialized (
    select distinct a.file_id, coalesce(a.participant_id, '') as participant, now.day,
        a.person_id
      from (select fence.today() as day, fence.person() as person offset 0) now,
        files_assignment a
     where a.person_id = now.person and a.from_day <= now.day and now.day < a.until_day),
  m as materialized (
    select distinct {columns}, now.participant as asker
      from own now join files_file f on f.id = now.file_id
      join files_assignment a on a.file_id = f.id and a.person_id <> now.person_id
      join offer o on o.kind = f.kind and o.stage = f.stage and o.role = a.role
     where a.from_day <= now.day and now.day < a.until_day and (now.day < f.ends_on or o.ended)
       and o.turn = any ('{told}'))
  {others} $turns$;
revoke execute on function fence.turns_for from public, app;
grant execute on function fence.turns, fence.turn_counts, fence.turns_of_others to app;"""
_COLUMNS = """a.person_id as person, coalesce(a.participant_id, '') as participant, a.role,
        f.id as file, f.kind, f.stage, f.phase, f.panel, f.ends_on, f.alliance_id as alliance,
        o.act, o.turn, now.day"""
_MINE = """select m.person, m.file, m.turn, m.act, count(distinct t.id)::int, min(t.due)
    from m, lateral ({things}) t (id, due, asker)
   where m.turn = '{code}'{first} group by 1, 2, 3, 4"""
_OTHERS = """select m.file, m.turn, m.role, {who}, count(distinct t.id)::int, min(t.due)
    from m, lateral ({things}) t (id, due, asker)
   where m.turn = '{code}'{first}{asked} group by 1, 2, 3, 4"""
_STAGE = "select m.file, null::date, null::text"
COUNTING = "taken_tellen"  # the act of the background task that mails a number


def functions(book: Lawbook, methods: dict[str, Procedure], kinds: dict[str, TurnEntry]) -> str:
    """The functions that tell turns, as SQL. Of others one learns what their kind tells: to all in
    the file by role, and to who asked for it by participant as well."""
    known = _things | {code: _STAGE for code, kind in kinds.items() if kind.stage}

    def made(one: str | Made) -> str:
        return one if isinstance(one, str) else one(book, methods)

    mine, others = [], []
    for code, things in sorted(known.items()):
        if code not in kinds:
            continue
        first = "".join(f"\n     and {made(one)}" for one in _first.get(code, ()))
        asked = {"things": made(things), "code": code, "first": first}
        mine.append(_MINE.format(**asked))
        if kinds[code].told != "none":
            others.append(_OTHERS.format(**asked, **_KNOWN[kinds[code].told]))
    told = ",".join(code for code, kind in kinds.items() if kind.told != "none")
    text = _FUNCTIONS.format(
        counting=COUNTING,
        columns=_COLUMNS,
        offers=_offers(methods),
        told=f"{{{told}}}",
        mine="\n  union all ".join(mine),
        others="\n  union all ".join(others),
    )
    return "\n".join(["set local role vault;", text, "reset role;"])


# To all in a file by role, to who asked for it by participant as well.
_KNOWN = {
    "all": {"who": "''", "asked": ""},
    "asked": {"who": "m.participant", "asked": " and t.asker = m.asker"},
}


def _offers(methods: dict[str, Procedure]) -> str:
    """At which step which role has which kind of turn by which act; and whether the step is an end,
    where it goes on after the last day of the file."""
    ends = {
        (kind, stage.stage)
        for kind, method in methods.items()
        for stage in method.entry.stages
        if stage.end
    }
    return ", ".join(
        f"('{kind}', '{offer.stage}', '{role}', '{offer.entry.act}', '{offer.entry.turn}', "
        f"{str((kind, offer.stage) in ends).lower()})"
        for kind, method in sorted(methods.items())
        for offer in method.offers
        if offer.entry.waits and offer.stage is not None
        for role in offer.entry.by
    )


def compiled() -> str:
    """The same from the law files of this process."""
    return functions(lawbook(), procedures(), turns())


def turnless() -> Iterator[str]:
    """What is missing between kinds of turns, working methods, law and code, in Dutch."""
    yield from unsaid(turns(), procedures(), lawbook())
    known = set(_things) | {code for code, kind in turns().items() if kind.stage}
    for code in sorted(set(turns()) - known):
        yield (
            f"van de beurt {code} zegt niemand wat er wacht; "
            "schrijf het in turns.py van de module die het weet"
        )
    for code in sorted((set(_things) | set(_first)) - set(turns())):
        yield f"law/beurten.yaml: de beurt {code} staat er niet, en een module kent haar"


@dataclass(frozen=True)
class Turn:
    """My turn in a file: the kind, by which act of the working method, how many things wait, the
    first day on which the first of them is late, and on which day somebody last reminded of it."""

    file: UUID
    kind: TurnEntry
    acts: tuple[str, ...]
    number: int
    due: date | None
    reminded: date | None = None

    @property
    def says(self) -> str:
        """What I am asked."""
        return self.kind.says(self.number)


# On which day somebody last reminded of a turn (huisregels:6.4).
_REMINDED = """(select max(r.on_day) from files_reminder r
  where r.file_id = t.file and r.turn = t.turn)"""


def my_turns(among: list[UUID] | None = None) -> list[Turn]:
    """What waits for who acts, in files of theirs or only `among` some: one statement, at the door
    or under a line."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select file, turn, array_agg(act order by act), max(number), min(due), "
            f"{_REMINDED} from fence.turns(%s) t group by 1, 2",
            [among],
        )
        rows = cursor.fetchall()
    return [
        Turn(file, turns()[code], tuple(acts), n, due, on) for file, code, acts, n, due, on in rows
    ]


def turns_of_all(since: datetime | None, reminded: datetime | None) -> list[tuple[UUID, int]]:
    """How many turns each person has, under the act that counts them for a mail; with `since` only
    in files that came to their stage from then on, with `reminded` only those that somebody
    reminded of from then on."""
    with connection.cursor() as cursor:
        cursor.execute("select person, number from fence.turn_counts(%s, %s)", [since, reminded])
        return list(cursor.fetchall())


HOW_MANY = """select count(*) from (
  select t.file, t.turn from fence.turns(null) t group by 1, 2) each_one"""


@dataclass(frozen=True)
class Awaited:
    """A turn of others in a file of mine: in which roles, or of which participants when it was
    asked for by mine; and on which day somebody last reminded of it."""

    file: UUID
    kind: TurnEntry
    roles: tuple[str, ...]
    participants: tuple[str, ...]
    number: int
    due: date | None
    reminded: date | None


def turns_of_others() -> list[Awaited]:
    """What somebody else must do in my files, as far as I may know. At the door: one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select file, turn, array_agg(distinct role), array_remove(array_agg(distinct "
            f"participant), ''), max(number), min(due), {_REMINDED} "
            "from fence.turns_of_others() t group by 1, 2"
        )
        rows = cursor.fetchall()
    return [
        Awaited(file, turns()[code], tuple(roles), tuple(of), number, due, on)
        for file, code, roles, of, number, due, on in rows
    ]
