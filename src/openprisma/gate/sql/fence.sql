-- The fence: no committed line in the log, no rows.
-- A line names the one transaction it opens: its backend and its start, neither of which a client
-- can set. These functions belong to `vault`. Every migration that changes one runs this file
-- again.

-- Tables and a type that the functions below name: also in a database of before, whose migrations
-- run this file as it is today.
-- what an act is: does it write, for which purpose, does it read by category
create table if not exists fence.act (
  act text primary key, writes boolean not null, purpose text not null,
    reads text not null check (reads in ('none', 'some'))
);
-- which name a line asked about (`subjects/sql/kernel.sql`): a digest, for an hour
create table if not exists fence.asked (
  line uuid primary key, digest bytea not null,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp()
);
grant select, insert, update, delete on fence.asked to vault;
-- in which transaction a pass was handed out
alter table if exists fence.pass add column if not exists xid xid8 not null
  default pg_current_xact_id();
-- which categories are sensitive, as the matrix says
alter table if exists fence.category add column if not exists sensitive boolean not null
  default false;
-- under which norms an act may be done, of whatever day: what a line may name as its ground
alter table fence.act add column if not exists grounds text[] not null default '{}';
-- which tables about persons an act does not read, although it reaches some
alter table fence.act add column if not exists shut text[] not null default '{}';
-- what an act writes; a table, a column or an operation without a row is shut
create table if not exists fence.effect (
  act text not null, tbl text not null,
    operation text not null check (operation in ('insert', 'update', 'delete')),
  columns text[] not null, others text[] not null, primary key (act, tbl, operation)
);
-- which values a column gets, where not any will do (`gate/writes.py`)
alter table fence.effect add column if not exists allowed jsonb not null default '{}';
-- what the system does by itself: who may log in for it, and which acts it may do
create table if not exists fence.task (
  task text not null, login text not null, act text not null, primary key (task, login, act)
);
-- where an act leads a file; from no stage: what it begins, resting on another or not
create table if not exists fence.transition (
  procedure text not null, act text not null, from_stage text not null, to_stage text not null,
    rests boolean not null,
  primary key (procedure, act, from_stage, to_stage)
);
insert into fence.act select name, true, 'beheer', 'none'
  from unnest('{migreren,regio_laden,logboek_vernietigen}'::text[]) name
  on conflict do nothing;
insert into fence.task select name, 'owner', name
  from unnest('{migreren,regio_laden,logboek_vernietigen}'::text[]) name
  union all select 'personenwissel', 'app', '' on conflict do nothing;
grant select on fence.act, fence.effect, fence.task, fence.transition to vault;
do $$ begin
  -- what a line may write in a table: in which file, as whom, which columns, whose rows
  if to_regtype('fence.write_right') is null then
    create type fence.write_right as (line uuid, file uuid, person uuid, participant text,
      columns text[], others text[]);
  end if;
  if not exists (select from pg_attribute where attname = 'allowed'
    and attrelid = (select typrelid from pg_type where oid = 'fence.write_right'::regtype)) then
    alter type fence.write_right add attribute allowed jsonb;
  end if;
end $$;
set local role vault;

create or replace function fence.born() returns text
language sql stable security definer set search_path = fence, pg_temp as
  $$ select kind from birth $$;

-- The day that policies use. It can be moved only where nothing real can be harmed, and only by
-- `owner`.
create or replace function fence.today(backend int) returns date
language plpgsql stable security definer
set search_path = fence, pg_temp as $$
begin
  return coalesce(
    (select c.today from clock c where c.backend in (today.backend, 0)
      and (select kind from birth) in ('demo', 'test')
      order by c.backend desc limit 1),
    (clock_timestamp() at time zone 'Europe/Amsterdam')::date);
end $$;
create or replace function fence.today() returns date
language sql stable parallel restricted as 'select fence.today(pg_backend_pid())';

create or replace function fence.bearer(pass bytea) returns fence.actor
language plpgsql stable security definer
set search_path = fence, pg_temp as $$
declare
  held fence.pass;
begin
  select * into held from fence.pass p
   where p.digest = sha256(pass) and p.ended is null and clock_timestamp() < p.expires
     -- committed, and so in the log: a pass that is taken back was never there
     and p.xid is distinct from pg_current_xact_id_if_assigned()
     -- a clock that was put back makes no pass live longer
     and p.used < clock_timestamp() + interval '1 minute'
     and (p.person is null or clock_timestamp() < p.used + interval '15 minutes');
  -- who looks at the database as it was a while ago does not see that a pass has ended
  if held.digest is null or current_setting('transaction_isolation') <> 'read committed'
    -- a background task handles nothing for a person, whatever pass it gets hold of
    or (held.person is not null and session_user = 'worker') then return null; end if;
  if held.person is null then return row(null, held.task, null, true)::fence.actor; end if;
  return fence.known(held.person);
end $$;

-- Of the categories wanted, those that no kernel norm closes in any of the files.
create or replace function fence.open_in_all(who fence.actor, files uuid[], wanted smallint[],
  day date) returns smallint[]
language plpgsql stable parallel restricted security definer set search_path = fence, pg_temp as $$
declare
  file uuid;
begin
  if wanted = '{}' then return wanted; end if;
  foreach file in array files loop
    wanted := fence.open_categories(who, file, wanted, day);
  end loop;
  return wanted;
end $$;
create or replace function fence.objections(who fence.actor, act text, files uuid[], day date,
  line uuid) returns text[]
language plpgsql stable parallel restricted security definer set search_path = fence, pg_temp as $$
declare
  against text[] := '{}';
  file uuid;
begin
  if who.name is null then return array['huisregels:1.1']; end if;
  -- The system does what its task names, and nothing else.
  if who.system and not exists (select from task t where t.task = who.name
    and t.act = objections.act and t.login = session_user) then
    return array['werkwijze'];
  end if;
  -- Who may not work here at all reads the same of every file, there or not.
  if not who.system then against := fence.person_objections(who, act, day); end if;
  if against <> '{}' then return against; end if;
  -- An act without a file is offered to functions: whose it is not, opens nothing with it in raw
  -- SQL either.
  if not who.system and files = '{}' then
    if not fence.may_begin(who, act, day) then against := against || array['werkwijze']; end if;
  end if;
  foreach file in array files loop
    against := against || fence.file_objections(who, file, act, day, line, file = files[1]);
  end loop;
  return case when against = '{}' then against else array(select distinct unnest(against)) end;
end $$;

-- A transaction that changes what kernel norms look at says so; `install` puts this on every table
-- that vault may read. No sequential scans: a plan made while the table was small would read all of
-- it when it is not.
create or replace function fence.changed() returns trigger language plpgsql security definer
set search_path = fence, pg_temp set enable_seqscan = off as $$
declare
  -- a value, so that the index on `at` can be asked
  hour_ago timestamptz := clock_timestamp() - interval '1 hour';
  ended xid8;
begin
  insert into change default values on conflict do nothing;
  if found then
    -- What had ended an hour ago, every line that still serves has seen. Not simply what is an hour
    -- old: it may have been under way until now.
    select max(oldest) into ended from change where at < hour_ago;
    if ended is not null then
      delete from change where xid in (select xid from change
        where xid < ended for update skip locked);
    end if;
  end if;
  return null;
end $$;

-- A line at the door: somebody came in, or tried to. It is granted to nobody and opens nothing.
-- `about` is whose account it was.
create or replace function fence.leave_line(said text, who fence.actor, about text, against text[],
  day date) returns void
language plpgsql security definer set search_path = fence, pg_temp as $$
begin
  insert into line (id, day, backend, began, person, actor, participant, act, purpose, ground, law,
    question, files, categories, writes, granted, objections)
  values (gen_random_uuid(), leave_line.day, pg_backend_pid(), transaction_timestamp(), who.person,
    coalesce(who.name, 'onbekend'), who.participant,
          'aanmelden', said, 'wgs:1.8.2', '', about, '{}', '{}', false, false, against);
end $$;

-- Handing out a pass leaves a line as well: an intruder in the web process could name anybody, but
-- not unseen.
create or replace function fence.hand_out(pass bytea, person uuid, task text, valid interval,
  how text, backend int) returns boolean
language plpgsql security definer set search_path = fence, pg_temp as $$
declare
  who fence.actor;
begin
  if how !~ '^[a-z +]{1,40}$' then
    raise exception 'hoe iemand binnenkomt is een woord' using errcode = 'invalid_parameter_value';
  end if;
  -- here, so that it holds whatever function asks
  if person is not null and session_user = 'worker' then
    raise exception 'een achtergrondtaak handelt niet als een mens'
      using errcode = 'insufficient_privilege';
  end if;
  who := case when person is null then row(null, task, null, true)::fence.actor
    else fence.known(person) end;
  if who.name is null then return false; end if;
  insert into fence.pass (digest, person, task, expires)
    values (sha256(pass), person, case when person is null then task else '' end,
    clock_timestamp() + least(valid, interval '8 hours'));
  perform fence.leave_line(how, who, '', '{}', fence.today(hand_out.backend));
  return true;
end $$;
-- A pass without a password and a code: of the system, for a task on the list and for who logs in
-- for it; and of a person only where nothing real can be harmed, for a demo's list of people,
-- stories and the command line. In a database for real data a person gets a pass from
-- `fence.enter`, after both were verified, and from nothing else.
create or replace function fence.issue(pass bytea, person uuid, task text, valid interval, how text,
  backend int default pg_backend_pid()) returns boolean
language plpgsql security definer set search_path = fence, pg_temp as $$
begin
  if person is null and not exists (select from fence.task t where t.task = issue.task
    and t.login = session_user) then
    raise exception 'deze taak bestaat niet, of is niet van deze aanmelding'
      using errcode = 'insufficient_privilege';
  end if;
  if person is not null and coalesce((select kind from birth), 'production') not in ('demo', 'test')
    then
    raise exception 'wie hier binnenkomt, geeft een wachtwoord en een code'
      using errcode = 'insufficient_privilege';
  end if;
  if (how = 'demo' or person is null and task = 'personenwissel')
    and (select kind from birth) is distinct from 'demo' then
    raise exception 'alleen een demo kent de personenwissel'
      using errcode = 'insufficient_privilege';
  end if;
  return fence.hand_out(pass, person, task, valid, how, backend);
end $$;
create or replace function fence.end_pass(pass bytea) returns void
language sql security definer set search_path = fence, pg_temp as $$
  update pass set ended = clock_timestamp() where digest = sha256(end_pass.pass) and ended is null
$$;
-- Is this pass alive? If so its fifteen minutes begin again.
create or replace function fence.keep_pass(pass bytea) returns boolean
language plpgsql security definer set search_path = fence, pg_temp as $$
begin
  update fence.pass p set used = clock_timestamp()
   where p.digest = sha256(keep_pass.pass) and p.used < clock_timestamp() - interval '30 seconds'
     and p.ended is null and clock_timestamp() < least(p.used + interval '15 minutes', p.expires);
  return (fence.bearer(keep_pass.pass)).name is not null;
end $$;

-- Write the line and say whether it opens anything. Called on the ledger's connection, so that it
-- is committed before anything can be read. An unknown pass is not an error but a line that grants
-- nothing: attempts are kept too. Whether an act writes, for which purpose and whether it reads by
-- category, the vocabulary says and not the caller: `writes` can only ask for less, and `purpose`
-- and `question` are not looked at (they stay, so that an older program can ask to be upgraded).
create or replace function fence.open(
  line uuid, pass bytea, act text, purpose text, ground text, law text, question text,
  files uuid[], categories smallint[], writes boolean, backend int, began timestamptz
) returns text[]
language plpgsql security definer set search_path = fence, pg_temp as $$
declare
  -- before anything is judged: what comes later counts as a change
  seen pg_snapshot := pg_current_snapshot();
  who fence.actor := fence.bearer(pass);
  day date := fence.today(backend);
  against text[];
  known fence.act;
  opened smallint[] := '{}';
begin
  -- The log is in the order of transactions: one that began long ago would come before others.
  if transaction_timestamp() < clock_timestamp() - interval '1 minute' then
    raise exception 'een regel wordt meteen bewaard' using errcode = 'insufficient_privilege';
  end if;
  if ground !~ '^[a-z0-9:./_ -]*$' or length(ground) > 4000
    or law !~ '^[0-9a-f]{0,200}$' or act !~ '^[a-z0-9_]{1,60}$' then
    raise exception 'een regel bestaat uit codes' using errcode = 'invalid_parameter_value';
  end if;
  if files <> '{}' and (array_ndims(files) <> 1 or array_lower(files, 1) <> 1
    or array_position(files, null) is not null)
    or greatest(cardinality(files), cardinality(categories)) > 100 then
    raise exception 'een regel noemt dossiers, hoogstens honderd'
      using errcode = 'invalid_parameter_value';
  end if;
  against := fence.objections(who, act, files, day, null);
  select * into known from fence.act a where a.act = open.act;
  if known.act is null then  -- no name of one's own: lines of many names would bury others
    act := '';
    if against = '{}' then against := array['werkwijze']; end if;
  end if;
  if against = '{}' and known.reads = 'some' then  -- the line names the categories it really opens
    opened := fence.open_in_all(who, files, categories, day);
  end if;
  -- the articles are some under which the act may be done, whatever is said, each once; of who says
  -- none, all of them: what opens something never stands there without an article
  ground := array_to_string(array(select g from unnest(known.grounds) g
    where g = any (string_to_array(ground, ' '))
      or against = '{}' and not known.grounds && string_to_array(ground, ' ')
    order by array_position(string_to_array(ground, ' '), g), g), ' ');
  -- A transaction has one line, and nobody writes another in its name.
  if against = '{}' and exists (select from fence.line l where l.began = open.began
    and l.backend = open.backend and l.granted) then
    raise exception 'deze opdracht heeft al een regel' using errcode = 'insufficient_privilege';
  end if;
  insert into fence.line (id, day, backend, began, person, actor, participant, act, purpose, ground,
    law, question, files, categories, writes, granted, objections, seen)
  values (line, day, backend, began, who.person, coalesce(who.name, 'onbekend'), who.participant,
          act, coalesce(known.purpose, ''), ground, law, '', files, opened,
            coalesce(writes and known.writes, false), against = '{}', against, seen);
  return against;
end $$;

-- The number under which a line or a file is locked.
create or replace function fence.key(what text, id uuid) returns bigint
language sql immutable parallel safe as
  $$ select hashtextextended(what || id, 0) $$;

create or replace function fence.holds(line uuid) returns boolean
language plpgsql stable parallel restricted security definer
set search_path = fence, pg_temp set enable_seqscan = off as $$
begin
  return exists (select from held h where h.line = holds.line);
end $$;

-- How an attempt ended, once. That it was done is said inside the transaction of the act, so that
-- both are kept or neither; that it was refused or failed, after that transaction has ended, by who
-- holds the pass that opened the line.
drop function if exists fence.close(uuid, text, text[], jsonb);
create or replace function fence.close(line uuid, pass bytea, outcome text, reasons text[],
  verdict jsonb) returns void
language plpgsql security definer set search_path = fence, pg_temp as $$
declare
  mine fence.line;
  may boolean;
begin
  select * into mine from fence.line l where l.id = close.line;
  if close.outcome = 'done' then
    may := mine.granted and mine.writes and mine.backend = pg_backend_pid()
      and mine.began = transaction_timestamp()
      and mine.xid is distinct from pg_current_xact_id_if_assigned()
      -- under a line that opens nothing (any more) nothing was done
      and (mine.purpose = 'beheer'
        or (fence.permit()).id = mine.id and fence.holds(mine.id));
    -- What is done is done: after this the line changes nothing any more.
    if mine.purpose <> 'beheer' then delete from held h where h.line = close.line; end if;
  elsif close.outcome in ('refused', 'failed') then
    may := mine.id is not null and pg_try_advisory_xact_lock(fence.key('line', mine.id)) and (
      exists (select from fence.pass p where p.digest = sha256(close.pass)
        and p.person is not distinct from mine.person
                 and (p.person is not null or p.task = mine.actor) and p.issued <= mine.at)
      -- With a pass that is nobody's nothing was opened, and so nothing can be hidden by saying so.
      or (not mine.granted and mine.person is null
        and not exists (select from fence.pass p where p.digest = sha256(close.pass))));
  end if;
  if not coalesce(may, false) or exists (select from fence.outcome o where o.line = close.line) then
    raise exception 'deze regel is niet de uwe, of haar afloop is al bekend'
      using errcode = 'insufficient_privilege';
  end if;
  -- An outcome is read for as long as the log is kept: nothing in it is long or deep, and it is made
  -- of codes, numbers and days, so that it never becomes a file of its own.
  if cardinality(close.reasons) > 100
    or jsonb_typeof(close.verdict) <> 'object' or jsonb_path_exists(close.verdict, '$.**{12}')
    or exists (select from unnest(close.reasons) said where said is null
    or said !~ '^[A-Za-z0-9:./_-]{1,80}$')
    or exists (select from jsonb_object_keys(close.verdict) key
      where key <> all ('{act,law,law_date,facts,facts_hash,norms}'))
    or exists (select from jsonb_path_query(close.verdict, '$.**') part
      where jsonb_typeof(part) = 'string' and (part #>> '{}') ~ '\s|^.{81}')
    or exists (select from jsonb_path_query(close.verdict, '$.**') part,
        jsonb_object_keys(case jsonb_typeof(part) when 'object' then part else '{}' end) key
      where key ~ '\s|^.{81}')
    or length(close.verdict::text) > 20000 then
    raise exception 'een afloop bestaat uit codes' using errcode = 'invalid_parameter_value';
  end if;
  -- What was decided is about the act of this line; what opened nothing was not decided.
  if close.verdict <> '{}' and (close.verdict ->> 'act' is distinct from mine.act
    or mine.person is null and not mine.granted) then
    raise exception 'dit oordeel gaat over een andere handeling'
      using errcode = 'invalid_parameter_value';
  end if;
  insert into fence.outcome (line, outcome, reasons, verdict)
    values (close.line, close.outcome, close.reasons, close.verdict);
end $$;

-- The line this transaction may use: the one that was opened for this backend and this moment, which
-- nothing a client says chooses. A setting could change in the middle of a statement, and let one
-- condition of a policy look at another line than the next. Without a line the answer is null and no
-- row is seen: an error would tell that a hidden row exists. Its salt stays inside.
create or replace function fence.permit() returns fence.line
language plpgsql stable parallel restricted security definer set search_path = fence, pg_temp as $$
declare
  found fence.line;
begin
  select * into found from fence.line l
   where l.began = transaction_timestamp() and l.backend = pg_backend_pid() and l.granted
     -- committed, so that no rollback unwrites it
     and l.xid is distinct from pg_current_xact_id_if_assigned()
     and clock_timestamp() < l.at + interval '15 minutes'
     -- for a transaction that was there: not for one of later, when a pass may have ended
     and l.began <= l.at
     -- All transactions that one message begins, begin at the same moment; a line serves the one
     -- that is still there in the next.
     and transaction_timestamp() < statement_timestamp()
     -- What was decided since must count at every statement: a snapshot that outlives it opens
     -- nothing.
     and current_setting('transaction_isolation') = 'read committed'
     -- A transaction has one line. With two, one statement could take its files from the one and
     -- its categories from the other.
     and not exists (select from fence.line other where other.began = l.began
       and other.backend = l.backend and other.granted and other.id <> l.id)
     -- a background task handles nothing for a person, whoever opened the line
     and (l.person is null or session_user <> 'worker');
  if found.id is null then return null; end if;
  found.salt := null;
  found.leaf := null;
  -- It writes only while this transaction holds its files (`fence.hold`): nobody else changes what
  -- was judged. What `owner` does holds nothing.
  if found.writes and found.purpose <> 'beheer' then found.writes := fence.holds(found.id); end if;
  return found;
end $$;

create or replace function fence.actor_of(line fence.line) returns fence.actor
language plpgsql stable parallel restricted security definer set search_path = fence, pg_temp as $$
begin
  return case when line.person is null
    and line.id is not null then row(null, line.actor, null, true)::fence.actor
              else fence.known(line.person) end;
end $$;

-- Is the judgement of a line still the judgement? Yes until midnight, while no transaction that
-- this statement sees and the judgement did not has changed anything a kernel norm looks at. The
-- clock of a demo is one of those: which day it is, need not be asked again. A transaction's own
-- changes count as well.
create or replace function fence.fresh(line fence.line) returns boolean
language plpgsql stable parallel restricted
  security definer set search_path = fence, pg_temp set enable_seqscan = off as $$
begin
  return line.seen is not null
    and (line.began at time zone 'Europe/Amsterdam')::date
      = (clock_timestamp() at time zone 'Europe/Amsterdam')::date
    and not exists (
      select from change c where c.xid >= pg_snapshot_xmin(line.seen)
        and not pg_visible_in_snapshot(c.xid, line.seen));
end $$;

-- The files that are open: all that the line names, or none. Kernel norms hold here, in the
-- transaction that reads and at every statement: the law does not wait for a line to end. They are
-- judged again as soon as anything may have changed.
create or replace function fence.files() returns uuid[]
language plpgsql stable parallel restricted security definer set search_path = fence, pg_temp as $$
declare
  line fence.line := fence.permit();
begin
  if line.id is null or fence.fresh(line) then return line.files; end if;
  return case when fence.objections(fence.actor_of(line), line.act, line.files, fence.today(),
    line.id) = '{}' then line.files end;
end $$;

-- The same, under an act that reaches subjects (the vocabulary says which); none under any other.
create or replace function fence.reached() returns uuid[]
language plpgsql stable parallel restricted security definer set search_path = fence, pg_temp as $$
declare
  line fence.line := fence.permit();
begin
  if line.id is null or not fence.reaches(line.act) then return null; end if;
  if fence.fresh(line) then return line.files; end if;
  return fence.files();
end $$;

-- The categories that are open: those the line names, less those that a kernel norm forbids in one
-- of its files.
create or replace function fence.categories() returns smallint[]
language plpgsql stable parallel restricted security definer set search_path = fence, pg_temp as $$
declare
  line fence.line := fence.permit();
begin
  if line.id is null then return '{}'; end if;
  if fence.fresh(line) then return line.categories; end if;
  return coalesce(fence.open_in_all(fence.actor_of(line), line.files, line.categories,
    fence.today()), '{}');
end $$;

-- Who is at the door, for what is shown without a line: one's own tasks. Proved by the pass of this
-- transaction.
create or replace function fence.visitor() returns fence.actor
language plpgsql stable parallel restricted security definer set search_path = fence, pg_temp as $$
begin
  return fence.bearer(decode(nullif(current_setting('fence.pass', true), ''), 'hex'));
exception when invalid_parameter_value or invalid_text_representation then
  return null;
end $$;
create or replace function fence.person() returns uuid
language plpgsql stable parallel restricted security definer set search_path = fence, pg_temp as $$
declare
  who fence.actor := fence.visitor();
begin
  return case when who.person is not null
    and fence.person_objections(who, 'dossier_inzien', fence.today()) = '{}' then who.person end;
end $$;

-- The same as `file = any (files)`, declared to cost nothing, so that the planner tries it first.
-- Otherwise a client's own `name = 'X'` goes first, and EXPLAIN ANALYZE or a stopwatch tells
-- whether there is an X in any file at all.
create or replace function fence.among(file uuid, files uuid[]) returns boolean
language plpgsql immutable parallel safe cost 0.000001 as 'begin return file = any (files); end';
-- What this transaction may do to a table, by what its act was compiled to write; nothing when that
-- table is not in it. Which columns, for the trigger: whether it may at all, its policy asked before.
create or replace function fence.compiled_right(operation text, tbl text) returns fence.write_right
language plpgsql stable parallel restricted security definer set search_path = fence, pg_temp as $$
declare
  line fence.line := fence.permit();
  found fence.effect;
begin
  if line.id is null or not line.writes then return null; end if;
  select * into found from fence.effect e where e.act = line.act and e.tbl = compiled_right.tbl
    and e.operation = compiled_right.operation;
  if found.act is null then return null; end if;
  return row(line.id, line.files[1], line.person, nullif(line.participant, ''), found.columns,
    found.others, found.allowed)::fence.write_right;
end $$;
-- The same while kernel norms let the line stand, also where no file is asked: whose access was
-- taken away since, writes nothing any more.
create or replace function fence.right_to(operation text, tbl text) returns fence.write_right
language plpgsql stable parallel restricted security definer set search_path = fence, pg_temp as $$
declare
  mine fence.write_right := fence.compiled_right(operation, tbl);
begin
  return case when mine.line is not null and fence.files() is not null then mine end;
end $$;
-- Is this row one that the right is about: in the file that the act is about, of the person and of
-- the participant that acts? `has` names what the table says of a row; a right may be to rows of
-- others.
create or replace function fence.fits(mine fence.write_right, has text[], file uuid, person uuid,
  participant text) returns boolean
language plpgsql immutable parallel safe as $$
begin
  return mine.line is not null
    and (file is not distinct from mine.file or 'file' <> all (has) or 'file' = any (mine.others))
    and (person is not distinct from mine.person or 'person' <> all (has)
      or 'person' = any (mine.others))
    and (participant is not distinct from mine.participant or 'participant' <> all (has)
      or 'participant' = any (mine.others));
end $$;
-- Is who asks bound by what acts may write? Whoever logs in is, also as a role that is not there
-- yet; but `owner`, who migrates, and a superuser, whom nothing stops.
create or replace function fence.bound() returns boolean language sql stable parallel restricted as
  $$ select current_user <> 'owner' and not current_setting('is_superuser')::boolean $$;
-- Is this one of the values of a list? In it `{"act": true}` is the name of the act of the line;
-- `{"today": true}` the day of the database, or of the line where midnight passed since;
-- `{"now": true}` a moment not five minutes from now; and `{"after": …, "within": …}` a day not later
-- than so long after the day of that column of the row (`beside`), which has come.
create or replace function fence.is_one_of(list jsonb, value jsonb, beside jsonb) returns boolean
language plpgsql stable parallel restricted as $$
declare
  term jsonb;
begin
  if list @> jsonb_build_array(value) then return true; end if;
  if list @> '[{"act": true}]' and value = to_jsonb((fence.permit()).act) then return true; end if;
  if list @> '[{"today": true}]' and (value = to_jsonb(fence.today())
    or value = to_jsonb((fence.permit()).day)) then return true; end if;
  for term in select one from jsonb_array_elements(list) one where one ? 'within' loop
    if (beside ->> (term ->> 'after'))::date <= fence.today() and (value #>> '{}')::date
      <= (beside ->> (term ->> 'after'))::date + (term ->> 'within')::interval
      then return true; end if;
  end loop;
  return list @> '[{"now": true}]' and coalesce(abs(extract(epoch from
    (value #>> '{}')::timestamptz - clock_timestamp())) < 300, false);
end $$;
-- Of a row only the columns change that the act was compiled to change, to the values it may get,
-- and the line it was last
-- written under is this one. Who a row is of changes only to who acts. A policy cannot see which
-- columns change. Told with the trigger: whether `receipt` is the line of the last change, and
-- which columns say whose a row is (`gate/writes.py`): of which person, of which participant.
create or replace function fence.only_columns() returns trigger language plpgsql as $$
declare
  mine fence.write_right;
  was jsonb;
  becomes jsonb;
  name text;
begin
  if not fence.bound() then return new; end if;
  mine := fence.compiled_right('update', tg_table_name);
  if tg_argv[0] = 'stamped' and new.receipt is not distinct
    from old.receipt then new.receipt := mine.line; end if;
  was := to_jsonb(old);
  becomes := to_jsonb(new);
  for name in select n.key from jsonb_each(becomes) n where n.value is distinct
    from was -> n.key loop
    continue when name = 'receipt' and tg_argv[0] = 'stamped';  -- its policy asks for this line
    if mine.line is null or name <> all (mine.columns)
      or (mine.allowed ? name and not fence.is_one_of(mine.allowed -> name, becomes -> name, becomes))
      or (name = any (tg_argv[1]::text[]) and (becomes ->> name)::uuid is distinct from mine.person)
      or (name = any (tg_argv[2]::text[]) and becomes ->> name is distinct from mine.participant)
    then
      raise exception 'deze handeling verandert % van % niet', name,
        tg_table_name using errcode = 'insufficient_privilege';
    end if;
  end loop;
  return new;
end $$;
-- A table without persons that an act writes: only under a line of such an act.
create or replace function fence.only_under_a_line() returns trigger language plpgsql as $$
begin
  if fence.bound() and (fence.right_to(lower(tg_op), tg_table_name)).line is null then
    raise exception 'zonder regel voor deze handeling verandert % niet',
      tg_table_name using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
create or replace function fence.writes() returns boolean
language sql stable parallel restricted as
  'select coalesce((fence.permit()).writes, false) and fence.files() is not null';
-- Is somebody at the door, or is there a line? Whoever may not work here any more stands at no door,
-- also while a pass of theirs is good.
create or replace function fence.signed_in() returns boolean
language sql stable parallel restricted as
  $$ select (fence.permit()).id is not null or fence.person() is not null
    or coalesce((fence.visitor()).system, false) $$;
-- Nothing but whether there is a line, or somebody at the door: the planner asks it once, before it
-- looks at any row. Asked for a table, the system reads no other than its act was compiled to write:
-- who took over background tasks opens no file with them. And an act that only writes about persons
-- is for people who may not read about them: it says which tables it needs.
create or replace function fence.lined() returns boolean
language sql stable parallel restricted as 'select (fence.permit()).id is not null';
create or replace function fence.lined(tbl text) returns boolean
language plpgsql stable parallel restricted security definer set search_path = fence, pg_temp as $$
declare
  line fence.line := fence.permit();
begin
  if line.id is null then return false; end if;
  if line.purpose = 'beheer' then return true; end if;
  if line.person is null then
    return exists (select from effect e where e.act = line.act and e.tbl = lined.tbl);
  end if;
  return not exists (select from act a where a.act = line.act and lined.tbl = any (a.shut));
end $$;
create or replace function fence.signed_in(tbl text) returns boolean
language sql stable parallel restricted as
  'select fence.lined(tbl) or fence.person() is not null';
-- The act of this line, while kernel norms let it stand. What `owner` does is upkeep.
create or replace function fence.acting() returns text
language sql stable parallel restricted as
  $$ select case when l.purpose = 'beheer' or fence.files() is not null then l.act end
    from fence.permit() l $$;

-- Reading the log is an act (wgs:1.8.4): under a line for it, for the files it names, without the
-- salt; under the act for one's own staff only what people of one's own participant did. What
-- somebody did more than once on a day, in the same way, is one row that says how often; and so is
-- what was tried with passes that nobody has: nobody buries a line under others. Newest first;
-- `before`: only rows whose last time was before it.
drop function if exists fence.read_log(int);
create or replace function fence.read_log(most int, before timestamptz default null) returns table
  (id uuid, at timestamptz, day date, actor text, participant text, act text, purpose text,
    ground text, granted boolean, outcome text, reasons text[], times int, since timestamptz)
language plpgsql stable security definer set search_path = fence, pg_temp as $$
declare
  mine fence.line := fence.permit();
begin
  if mine.act is null or mine.act <> all ('{logboek_inzien,logboek_eigen_inzien}')
    or fence.files() is null then return; end if;
  return query
    select (array_agg(t.id order by t.at desc))[1], max(t.at), t.day, t.actor, t.participant, t.act,
           t.purpose, max(t.ground), t.granted, t.outcome,
           coalesce((array_agg(distinct r.reason) filter (where r.reason is not null))[1:20], '{}'),
           count(distinct t.id)::int, min(t.at)
      from (
        select l.id, l.at, l.day, l.actor, l.participant, l.granted,
               case when who.known then l.act else '' end as act,
               case when who.known then l.purpose else '' end as purpose,
               case when who.known then l.ground else '' end as ground,
               coalesce(o.outcome, case when l.granted then 'gelezen' else 'geweigerd' end)
                 as outcome,
               case when who.known then (coalesce(o.reasons, l.objections))[1:20] else '{}' end
                 as reasons
          from fence.line l left join fence.outcome o on o.line = l.id,
               lateral (select l.person is not null or l.actor <> 'onbekend' as known) who
         where l.files && mine.files and l.id <> mine.id
           and (mine.act = 'logboek_inzien' or l.participant = mine.participant)) t
           left join lateral unnest(t.reasons) r (reason) on true
     group by t.day, t.actor, t.participant, t.act, t.purpose, t.granted, t.outcome
    having before is null or max(t.at) < before
     order by 2 desc limit most;
end $$;

grant execute on function fence.born, fence.today(int), fence.today(), fence.issue, fence.end_pass,
  fence.keep_pass, fence.open, fence.close,
  fence.permit, fence.files, fence.categories, fence.visitor, fence.person, fence.among,
  fence.writes, fence.signed_in(), fence.signed_in(text), fence.lined(), fence.lined(text),
  fence.acting, fence.identities, fence.reaches, fence.reached, fence.read_log, fence.right_to,
  fence.compiled_right, fence.fits, fence.is_one_of, fence.bound to app, owner;
grant execute on function fence.changed, fence.only_columns, fence.only_under_a_line to owner;
reset role;
