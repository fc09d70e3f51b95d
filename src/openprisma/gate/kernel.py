"""Compiles the kernel norms into functions of the database, so that nothing depends on a program or
a scheduler.

A kernel norm is judged at the level of the facts it asks: of the person, of the file, of a
category, of a datum when it is added, of a row when it is read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from openprisma.engine.lawbook import Lawbook
from openprisma.engine.norms import Norm
from openprisma.engine.procedures import Procedure
from openprisma.engine.targets.sql import predicate
from openprisma.gate.compiled_acts import act_rows, effect_rows, task_rows, transition_rows
from openprisma.gate.constraints import closed, fenced
from openprisma.gate.destroying import unseen
from openprisma.gate.facts import Fact, Level
from openprisma.gate.seeking import unnoticed
from openprisma.gate.third_party import CLOSED
from openprisma.kernel.errors import LawError
from openprisma.kernel.places import data

_ORDER: tuple[Level, ...] = ("person", "file", "category", "datum", "row")
_FUNCTION = """create or replace function fence.{name} returns text[]
language plpgsql stable parallel restricted security definer
set search_path = public, pg_temp as $kernel$
{body} $kernel$;
"""


def level_of(norm: Norm, facts: dict[str, Fact]) -> Level:
    """The highest level among the facts of a kernel norm. Raises `LawError` for a fact the database
    cannot know."""
    levels = []
    for path in norm.facts:
        known = facts.get(path)
        if known is None or known.sql is None:
            raise LawError(
                f"norm {norm.id} is een kernnorm, maar de database kent {path} niet",
                where=norm.where,
            )
        levels.append(_ORDER.index(known.level))
    return _ORDER[max(levels, default=0)]


def kernel_norms(book: Lawbook, facts: dict[str, Fact], level: Level) -> list[Norm]:
    """The kernel norms of one level, every version."""
    return [norm for norm in book.norms if norm.entry.kernel and level_of(norm, facts) == level]


def case(norm: Norm, columns: dict[str, str], *, by_act: bool) -> str:
    """`case when <violated> then '<id>' end`; null counts as violated: what is not known is not
    allowed."""
    applies, holds = predicate(norm.applies, columns), predicate(norm.condition, columns)
    if norm.kind == "forbids":
        holds = f"not {holds}"
    window = f"day >= date '{norm.valid_from}' and day < date '{norm.until}'"
    bound = f"act = any ('{{{','.join(norm.acts)}}}'::text[]) and " if by_act else ""
    objects = f"coalesce({applies}, true) and not coalesce({holds}, false)"
    return f"case when {bound}{window} and {objects} then '{norm.id}' end"


def _list(norms: Iterable[Norm], columns: dict[str, str], *, by_act: bool) -> str:
    cases = ",\n      ".join(case(norm, columns, by_act=by_act) for norm in norms)
    return f"array_remove(array[{cases}]::text[], null)"


def functions(
    book: Lawbook,
    facts: dict[str, Fact],
    sources: dict[str, str],
    procedures: dict[str, Procedure],
) -> str:
    """The kernel functions as SQL. `sources` are the domain's queries for what norms ask about: a
    person, a file, somebody's role on it, what a decision opened, how many files stand at which
    stage, and whether somebody holds a function or a seat."""
    columns = {path: known.sql for path, known in facts.items() if known.sql is not None}

    def listed(level: Level) -> str:
        return _list(kernel_norms(book, facts, level), columns, by_act=level in ("person", "file"))

    rows = [case(norm, columns, by_act=False) for norm in kernel_norms(book, facts, "row")]
    parts = [
        _reaches(book),
        _log_term(book),
        _kept_for(book),
        _still(sources, procedures),
        _person(listed("person"), sources["person"]),
        _file(listed("file"), sources["file"], sources["role"]),
        _category(listed("category"), sources["file"], sources["role"], sources["category"]),
        _DATUM.format(against=listed("datum")),
        _STAGES.format(stages=sources["stages"]),
        _ROW.format(stands=" and ".join(f"({text}) is null" for text in rows) or "true"),
    ]
    unheard = sorted([*closed(), *CLOSED, *unseen(), *unnoticed()])
    noticed = _NOTICED.replace("CLOSED", ",".join(unheard))
    return "\n".join(["set local role vault;", *parts, "reset role;", noticed, _NO_STATISTICS])


# Whatever vault may read can change a judgement, but for closed tables, which no norm asks: a
# judgement kept in a line ends when such a table changes.
_NOTICED = """do $kernel$ declare t regclass; begin
  for t in select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and has_any_column_privilege('vault', c.oid, 'select')
      and c.relname <> all ('{CLOSED}')
      and (n.nspname = 'public' or n.nspname = 'fence' and c.relname = any (
        '{offer,category,law,clock,act,effect,task,transition}'::text[])) order by 1
  loop
    execute format('create or replace trigger changed'
      ' after insert or update or delete or truncate on %s'
      ' for each statement execute function fence.changed()', t);
  end loop;
end $kernel$;"""


# For who installs the law, in the place of vault; nobody is let into it: it counts files of
# everybody.
_STAGES = """create or replace function fence.stages()
returns table (kind text, stage text, files bigint)
language sql stable set search_path = public, pg_temp as $kernel$ {stages} $kernel$;"""

# Plain, so that the planner can see through it; the same under every act.
_ROW = """create or replace function fence.datum_stands(
  keep_until date, withdrawn boolean, disputed boolean, own boolean, day date) returns boolean
language sql stable parallel restricted as $kernel$ select {stands} $kernel$;"""

# May a datum come in as what its category, ground and words say that it is? Asked by the trigger of
# the table (`sharing/sql/comes.sql`); a category that is not in the matrix comes in nowhere.
_DATUM = """drop function if exists fence.datum_comes(int, text, text, boolean, date);
create or replace function fence.datum_comes(
  category int, gateway text, authority text, in_use boolean, secret boolean, day date)
returns boolean
language sql stable parallel restricted security definer
set search_path = public, pg_temp as $kernel$
  select coalesce((select cardinality({against}) = 0
    from (select v.* from fence.category v
           where v.nr = datum_comes.category and v.valid_from <= day
           order by v.valid_from desc limit 1) c), false) $kernel$;
grant execute on function fence.datum_comes to app;"""

# A row estimate would tell how often a name occurs in files nobody opened: no statistics of text,
# whenever it was added.
_NO_STATISTICS = """do $kernel$ declare t record; begin
  for t in select a.attrelid::regclass as name, a.attname
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relrowsecurity and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
      and coalesce(a.attstattarget, -1) <> 0
      and a.atttypid in (
        'text'::regtype, 'varchar'::regtype, 'jsonb'::regtype, 'text[]'::regtype, 'bytea'::regtype)
    order by 1::text, 2
  loop
    execute format('alter table %s alter column %I set statistics 0', t.name, t.attname);
  end loop;
end $kernel$;"""


def _reaches(book: Lawbook) -> str:
    """Does an act reach subjects? The vocabulary says which do."""
    reaching = ",".join(act for act, entry in book.vocabulary.acts.items() if entry.identities)
    return f"""create or replace function fence.reaches(act text) returns boolean
language sql immutable parallel safe
as $kernel$ select act = any ('{{{reaching}}}'::text[]) $kernel$;"""


def _longest(book: Lawbook, term: str, default: tuple[int, int, int]) -> str:
    """A term as the database counts, the longest that any version of the law gives."""
    found = ((one.years, one.months, one.days) for one in book.terms(term))
    return "interval '{} years {} months {} days'".format(*max(found, default=default))


def _log_term(book: Lawbook) -> str:
    """How long the log is kept."""
    return f"""create or replace function fence.log_term() returns interval
language sql immutable parallel safe
as $$ select {_longest(book, LOG, (100, 0, 0))} $$;"""


def _kept_for(book: Lawbook) -> str:
    """How long rows about persons are read after their first processing, by the name of the term
    that their table says. Of a term that the law does not know, nothing is read."""
    terms = sorted({one.term for _, one in fenced() if one.kept})
    told = " ".join(f"when '{term}' then {_longest(book, term, (0, 0, 0))}" for term in terms)
    return f"""create or replace function fence.kept_for(term text) returns interval
language sql immutable parallel safe
as $$ select case term {told} else interval '0 days' end $$;"""


# What is answered when no procedure offers an act to a role at a stage: nobody has that role here,
# or the act is for another role, or for another stage.
NOT_OFFERED = "werkwijze"
WRONG_ROLE, WRONG_STAGE = f"{NOT_OFFERED}/rol", f"{NOT_OFFERED}/stap"

LOG = "logboek"  # a term of ours, under bgs:1.12 (Q19)


def _still(sources: dict[str, str], procedures: dict[str, Procedure]) -> str:
    """Does somebody still hold what gave a role on a file: a function, or a seat in the panel of
    the file, as its working method says? A role that somebody else gave by hand stands unless the
    function of that name ended (wgs:1.8.2)."""
    found = {
        (procedure.id, one.role or one.function, one.function, str(one.of == SEAT).lower())
        for procedure in procedures.values()
        for offer in procedure.offers
        for one in offer.entry.assigns
    }
    rows = ", ".join(f"('{k}', '{role}', '{of}', {seat})" for k, role, of, seat in sorted(found))
    return _STILL.format(
        given=rows or "('', '', '', false)",
        function=sources["function"].format(function="g.function"),
        seat=sources["seat"],
        ended=sources["ever"].format(function="still_holds.role"),
        now=sources["function"].format(function="still_holds.role"),
    )


SEAT = "zetel"  # access by a seat in a panel

_STILL = """create or replace function fence.still_holds(
  person uuid, role text, kind text, panel text, day date) returns boolean
language sql stable parallel restricted security definer
set search_path = public, pg_temp as $kernel$
  select coalesce(
    (select bool_or(case when g.seat then {seat} else {function} end)
       from (values {given}) g (kind, role, function, seat)
      where g.kind = still_holds.kind and g.role = still_holds.role),
    not {ended} or {now}) $kernel$;"""


def _person(norms: str, source: str) -> str:
    body = f"""begin
  return coalesce((select {norms} from {source}), array['geen-persoon']);
end"""
    return _FUNCTION.format(
        name="person_objections(who fence.actor, act text, day date)", body=body
    )


def _file(norms: str, file: str, role: str) -> str:
    """A file that is not there is open only to who starts one, and only as the one that is started;
    a file in the making only to the line that makes it. Whoever has no role in a file reads what
    is said of one that is not there, and no norm besides: which participants it involves, how far
    it is. Whoever has one reads whether the role or the stage is wrong."""
    body = f"""declare
  found record;
begin
  {file.format(file="file_objections.file")};
  if found.id is null then
    return case
      when not begins or not exists (
          select from fence.offer o where o.act = file_objections.act and o.starts)
        then array['huisregels:1.1']
      when who.system or fence.may_begin(who, file_objections.act, day) then '{{}}'::text[]
      else array['werkwijze'] end;
  end if;
  if found.receipt = file_objections.line then return '{{}}'; end if;
  return (select case when role.name = 'geen' then array['huisregels:1.1'] else {norms} || case
      when role.offered then '{{}}'::text[]
      when exists (
          select from fence.offer o where o.act = file_objections.act
            and o.procedure = found.kind and o.stage in ('*', found.stage))
        then array['{WRONG_ROLE}']
      else array['{WRONG_STAGE}'] end end
    from ({role.format(act="file_objections.act")}) role);
end"""
    return _FUNCTION.format(
        name="file_objections(who fence.actor, file uuid, act text, "
        "day date, line uuid, begins boolean)",
        body=body,
    )


def _category(norms: str, file: str, role: str, decided: str) -> str:
    """Of the categories wanted, those that no norm closes in a file."""
    body = f"""declare
  found record;
begin
  {file.format(file="open_categories.file")};
  if found.id is null then return '{{}}'; end if;
  return (
    with role as materialized ({role.format(act="null")}), decided as materialized ({decided}),
      c as (select distinct on (v.nr) v.* from fence.category v
             where v.nr = any (wanted) and v.valid_from <= day
             order by v.nr, v.valid_from desc)
    select coalesce(array_agg(c.nr order by c.nr), '{{}}')
      from role, decided, c where cardinality({norms}) = 0);
end"""
    name = "open_categories(who fence.actor, file uuid, wanted smallint[], day date)"
    return _FUNCTION.format(name=name, body=body).replace("returns text[]", "returns smallint[]", 1)


def offers(procedures: dict[str, Procedure]) -> list[tuple[str, str, str, str, bool]]:
    """Rows for `fence.offer`: procedure, stage (`*` for any), act, role, and whether the act starts
    a file."""
    return [
        (procedure.id, offer.stage or "", offer.entry.act, role, offer.stage is None)
        for procedure in procedures.values()
        for offer in procedure.offers
        for role in offer.entry.by
    ]


def fingerprint(book: Lawbook, procedures: dict[str, Procedure], sql: str) -> str:
    """What the database must have been compiled from: kernel SQL, what acts write, and everything
    in the files of law and working methods. Also what only the program judges: otherwise two
    processes on one database would judge by two laws."""
    acts = [
        act_rows(book, procedures),
        task_rows(procedures),
        effect_rows(book, procedures),
        transition_rows(procedures),
    ]
    norms = [f"{norm.id} {norm.valid_from} {norm.entry.model_dump_json()}" for norm in book.norms]
    articles = [article.entry.model_dump_json() for article in book.articles.values()]
    methods = [procedures[name].entry.model_dump_json() for name in sorted(procedures)]
    text = "\n".join(
        [sql, repr(book.vocabulary), repr(acts), *norms, *articles, *methods, *_texts()]
    )
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _texts() -> list[str]:
    """Every file of law and working methods as it is written: word lists, the matrix and the tables
    of figures among them."""
    folders = [data(name) for name in ("law", "procedures")]
    return [
        f"{path.relative_to(folder)} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        for folder in folders
        for path in sorted(folder.rglob("*.yaml"))
    ]
