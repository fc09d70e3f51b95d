"""What is destroyed when its term has passed, compiled into the database: which tables, in which
order, from which day on, and what keeps a row. Nobody's approval is asked; a hold alone stops it.

One function destroys a lot of at most 500 rows in one transaction. It holds the files first, as an
act does, and then derives the day and the holds again: a hold that came before wins, and what
comes later finds nothing. Source: wgs:1.8.7, bibob:29.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import ForeignKey, Model

from openprisma.engine.groups import SYSTEM
from openprisma.engine.lawbook import Lawbook
from openprisma.gate import acts
from openprisma.gate.constraints import Fenced, Subjects, file_of
from openprisma.gate.holdings import Clears, Holding, held, holdings
from openprisma.gate.keeping import KEEP
from openprisma.gate.law import procedures
from openprisma.gate.writes import Write, adds, changes

LOT = 500  # rows in one transaction, at most
_recorded: dict[str, Any] = {}


def records(model: type[Model], statement: str, waits: str) -> None:
    """The domain tells where a file keeps that something of it went (`statement`: what adds the
    counts `told` under the line `mine`, by the article and words of `{norms}`), and when everything
    in a file waits (`waits`)."""
    _recorded.update(model=model, statement=statement, waits=waits)


@dataclass(frozen=True)
class Ending:
    """A table of which rows end: what they are called, the term that says when, and the condition,
    with `{t}` for the row and `{day}` for the day."""

    holding: Holding
    term: str
    due: str

    @property
    def model(self) -> type[Model]:
        """The table."""
        return self.holding.model

    @property
    def table(self) -> str:
        """Its name in the database."""
        return self.model._meta.db_table

    @property
    def file(self) -> str:
        """The column that says in which file a row is."""
        column = file_of(self.model)
        assert column is not None
        return column

    @property
    def key(self) -> str:
        """The column of its primary key."""
        assert self.model._meta.pk is not None
        return str(self.model._meta.pk.column)

    @property
    def cleared(self) -> dict[str, str]:
        """The columns that are emptied, with what stands there then; none where the row goes."""
        if not isinstance(self.holding.destroyed, Clears):
            return {}
        fields = {one.name: str(one.column) for one in self.model._meta.concrete_fields}
        return {
            fields[name]: "'{}'::jsonb" if nothing == {} else "''"
            for name, nothing in self.holding.emptied().items()
        }


def endings() -> list[Ending]:
    """Every table of which rows end, in the order in which they go: what points at a row before
    the row."""
    return [
        Ending(one, term, due)
        for one in holdings()
        if file_of(one.model) and (due := _due(one, set())) and (term := _term(one))
    ]


def destroys() -> bool:
    """Is there an act that destroys what is past its term, which the system does by itself, and a
    table of which rows end? For `openprisma gereed`."""
    ended = {name for name, one in acts.registered().items() if one.ends}
    by_itself = {
        offer.entry.act
        for method in procedures().values()
        for offer in method.offers
        if list(offer.entry.by) == [SYSTEM]
    }
    return bool(ended & by_itself and endings())


def written() -> tuple[Write, ...]:
    """What destroying by term writes."""
    model = _recorded["model"]
    return (
        *(write for one in endings() for write in one.holding.ended),
        adds(model, sets=("counts",)),
        changes(model, "counts"),
    )


def norm(book: Lawbook, term: str) -> str:
    """The article that a term is of, or nothing."""
    return next(
        (
            name
            for name, article in book.articles.items()
            if any(term in version.terms for version in article.entry.versions)
        ),
        "",
    )


def _fence(model: type[Model]) -> Fenced | None:
    return next((one for one in model._meta.constraints if isinstance(one, Subjects)), None)


def _own(one: Holding) -> str:
    """The condition that the term of a row itself has passed; nothing for a table without one."""
    fence = _fence(one.model)
    if fence is None:
        return ""
    if one.ends:
        return one.ends
    if fence.kept:
        return f"{{t}}.{fence.kept} + fence.kept_for('{fence.term}') <= {{day}}"
    if "fence.datum_stands(keep_until" in fence.sees:
        return "{t}.keep_until <= {day}"
    return ""


def _term(one: Holding) -> str:
    fence = _fence(one.model)
    return fence.term if fence is not None and fence.kept else KEEP


def _due(one: Holding, seen: set[type[Model]]) -> str:
    """When a row goes: when its term has passed, or that of the row it goes with; unless something
    keeps it, or its whole file waits."""
    parts = [part for part in (_own(one), _with(one, seen | {one.model})) if part]
    if not parts:
        return ""
    found = f"({' or '.join(parts)})"
    if isinstance(one.destroyed, Clears):
        fields = {field.name: str(field.column) for field in one.model._meta.concrete_fields}
        left = " or ".join(
            f"{{t}}.{fields[name]} <> " + ("'{}'::jsonb" if nothing == {} else "''")
            for name, nothing in one.emptied().items()
        )
        found += f" and ({left})"
    if one.unless:
        found += f" and not ({one.unless})"
    waits = str(_recorded["waits"]).replace("{file}", str(file_of(one.model)))
    return f"{found} and not ({waits})"


def _with(one: Holding, seen: set[type[Model]]) -> str:
    if not one.goes_with:
        return ""
    field = one.model._meta.get_field(one.goes_with)
    assert isinstance(field, ForeignKey)
    target = field.related_model
    assert isinstance(target, type) and target not in seen, "rows go with each other"
    other, key = held(target), target._meta.pk
    assert other is not None and key is not None
    inner = f"w{len(seen)}"
    due = _due(other, seen).replace("{t}", inner)
    table = target._meta.db_table
    return (
        f"exists (select from {table} {inner} where {inner}.{key.column} = {{t}}.{field.column} "
        f"and {due})"
    )


def unseen() -> list[str]:
    """Tables that functions of vault read for this alone: no judgement rests on them."""
    return sorted(
        {
            one.table
            for one in endings()
            if (fence := _fence(one.model)) is not None and not fence.vault
        }
    )


def compiled(book: Lawbook) -> str:
    """The rights, policies and functions, as SQL."""
    found = endings()
    norms = ", ".join(
        f"({nr}, '{norm(book, one.term)}', '{one.holding.what}')" for nr, one in enumerate(found)
    )
    rights = "\n".join(text for one in found for text in _rights(one))
    counts = "\n  union all ".join(
        f"select {nr}, count(*) from {one.table} t where {_at(one.due, 'due_counts.day')}"
        for nr, one in enumerate(found)
    )
    some = " or ".join(
        f"exists (select from {one.table} t where {_at(one.due, 'now.day')})" for one in found
    )
    wanted = "\n    union all ".join(
        f"(select t.{one.file} as file from {one.table} t where {_at(one.due, 'day')} limit most)"
        for one in found
    )
    steps = "\n".join(_step(nr, one) for nr, one in enumerate(found))
    return _FUNCTIONS.format(
        rights=rights,
        counts=counts,
        some=some,
        wanted=wanted,
        steps=steps,
        lot=LOT,
        table=_recorded["model"]._meta.db_table,
        record=str(_recorded["statement"]).replace("{norms}", norms),
    )


def _at(due: str, day: str, row: str = "t") -> str:
    return due.replace("{t}", row).replace("{day}", day)


def _rights(one: Ending) -> Iterator[str]:
    columns = {one.key, one.file, *one.cleared, *_asked(one)}
    does = f"update ({', '.join(sorted(one.cleared))})" if one.cleared else "delete"
    yield f"grant select ({', '.join(sorted(columns))}), {does} on {one.table} to vault;"
    yield f"drop policy if exists vault_destroys on {one.table};"
    yield (
        f"create policy vault_destroys on {one.table} to vault "
        "using ((select fence.destroys())) with check ((select fence.destroys()));"
    )


def _asked(one: Ending) -> set[str]:
    """The columns that its own condition, and that of what goes with it, look at."""
    text = " ".join([one.due, *_named(one.model)])
    return {
        str(field.column)
        for field in one.model._meta.concrete_fields
        if f"{{t}}.{field.column} " in f"{text} ".replace(")", " ").replace(",", " ")
    } | {str(column) for column, _ in _pointing_from(one.model)}


def _named(model: type[Model]) -> Iterator[str]:
    """The own conditions of a table, as others that go with it ask them."""
    if (one := held(model)) is not None:
        yield _own(one)
        yield one.unless


def _pointing_from(model: type[Model]) -> Iterator[tuple[str, type[Model]]]:
    """The foreign keys of a table to tables of which rows go."""
    ends = {one.model for one in holdings() if _own(one) or one.goes_with}
    for field in model._meta.concrete_fields:
        if isinstance(field, ForeignKey) and field.related_model in ends:
            yield str(field.column), field.related_model


def _childless(one: Ending) -> str:
    """The condition that nothing points at a row any more."""
    found = [
        f" and not exists (select from {other.model._meta.db_table} c "
        f"where c.{column} = t.{one.key})"
        for other in holdings()
        for column, target in _pointing_from(other.model)
        if target is one.model and other.model is not one.model
    ]
    return "".join(found)


_STEP = """  for file, number in
    with gone as ({does} where t.{key} in (select t.{key} from {table} t
        where t.{file} = any (held) and {due}{childless} limit greatest(room, 0))
      returning t.{file} as file)
    select gone.file, count(*)::int from gone group by 1 loop
    room := room - number;
    told := told || jsonb_build_array(jsonb_build_array({nr}, file, number));
  end loop;"""


def _step(nr: int, one: Ending) -> str:
    sets = ", ".join(f"{column} = {nothing}" for column, nothing in one.cleared.items())
    does = f"update {one.table} t set {sets}" if sets else f"delete from {one.table} t"
    return _STEP.format(
        nr=nr,
        does=does,
        key=one.key,
        table=one.table,
        file=one.file,
        due=_at(one.due, "day"),
        childless="" if sets else _childless(one),
    )


_FUNCTIONS = """set local role vault;
create or replace function fence.destroys() returns boolean
language sql stable parallel restricted set search_path = fence, pg_temp as $$
  select coalesce(fence.acting() = 'termijn_uitvoeren' and (fence.permit()).person is null
    and (fence.right_to('insert', '{table}')).line is not null, false) $$;
reset role;
{rights}
grant select (id, file_id, ground, counts, on_day), insert, update (counts) on {table} to vault;
drop policy if exists vault_records on {table};
create policy vault_records on {table} to vault
  using ((select fence.destroys())) with check ((select fence.destroys()));
set local role vault;

-- How many rows of what go on a day: under the act that shows it, and the one that destroys.
create or replace function fence.due_counts(day date) returns table (nr int, number bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $due$
begin
  if fence.acting() is distinct from 'vernietiging_inzien'
    and not fence.destroys() then return; end if;
  return query {counts};
end $due$;

-- Is there anything to destroy today? A yes or no for the worker, without a line.
create or replace function fence.something_due() returns boolean
language sql stable security definer set search_path = public, pg_temp as $due$
  select {some} from (select fence.today() as day) now $due$;

-- Destroy a lot: by number of the table, file and how many. `busy`: files that somebody works in at
-- this moment, which come next time.
create or replace function fence.destroy_due(most int, out gone jsonb, out busy int)
language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '10s'
as $due$
#variable_conflict use_column
declare
  mine fence.line := fence.permit();
  room int := least(most, {lot});
  day date := fence.today();
  wanted uuid[];
  held uuid[] := '{{}}';
  told jsonb := '[]';
  file uuid;
  number int;
begin
  if not fence.destroys() then
    raise exception 'alleen de handeling die vernietigt, vernietigt'
      using errcode = 'insufficient_privilege';
  end if;
  busy := 0;
  -- one run at a time
  perform pg_advisory_xact_lock(fence.key('vernietigen',
    '00000000-0000-0000-0000-000000000000'));
  wanted := array(select distinct due.file from (
    {wanted}) due limit most);
  foreach file in array array(select w from unnest(wanted) w order by fence.key('file', w)) loop
    if pg_try_advisory_xact_lock(fence.key('file', file)) then held := held || file;
    else busy := busy + 1; end if;
  end loop;
{steps}
  {record}
  gone := told;
end $due$;
revoke all on function fence.something_due, fence.destroy_due from public, app;
grant execute on function fence.something_due, fence.destroy_due to worker;
grant execute on function fence.due_counts to app;
reset role;"""
