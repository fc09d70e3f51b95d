-- The fence: no committed line in the log, no rows.
-- A line names the one transaction it opens: its backend and its start, neither of which a client can set.
-- Tables belong to `owner`; functions belong to `vault`, which may add lines and never change one.

create schema fence;
grant usage, create on schema fence to vault;
grant usage on schema fence to app, auditor;

create type fence.actor as (person uuid, name text, participant text, system boolean);

create table fence.birth (                      -- said once, when the database is made
  kind text primary key check (kind in ('demo', 'test', 'production')),
  at timestamptz not null default clock_timestamp()
);
create unique index birth_once on fence.birth ((true));
create table fence.clock (                      -- only in a database born as demo or test, only by `owner`
  backend int primary key,                      -- 0: everybody who has no row of his own
  today date not null
);
create table fence.law (                        -- which law the kernel below was compiled from
  hash text primary key, at timestamptz not null default clock_timestamp()
);
create unique index law_once on fence.law ((true));
create table fence.offer (                      -- procedures: who may be offered which act at which stage
  procedure text not null, stage text not null, act text not null, role text not null, starts boolean not null,
  primary key (procedure, stage, act, role)
);
create table fence.category (                   -- the matrix of bgs:2.15, versions by date
  nr smallint not null, code text not null, phase int not null, methods text[] not null, valid_from date not null,
  primary key (nr, valid_from)
);
create table fence.pass (                       -- who is acting is proved by a pass, never told
  digest bytea primary key,                     -- the pass itself is not stored
  person uuid,                                  -- null: a background task
  task text not null default '',
  issued timestamptz not null default clock_timestamp(),
  used timestamptz not null default clock_timestamp(),
  expires timestamptz not null,
  ended timestamptz
);
create table fence.line (                       -- one attempt to act
  id uuid primary key,
  at timestamptz not null default clock_timestamp(),    -- recorded
  day date not null,                                    -- effective, in Europe/Amsterdam
  xid xid8 not null default pg_current_xact_id(),
  backend int not null, began timestamptz not null,
  person uuid, actor text not null, participant text,   -- frozen as they were
  act text not null, purpose text not null, ground text not null, law text not null,
  question text not null,                               -- what a list or a search asked, in codes
  files uuid[] not null, categories smallint[] not null,
  writes boolean not null, granted boolean not null, objections text[] not null,
  salt bytea not null default uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()),
  leaf bytea not null                                   -- what a Merkle tree is built from; stays when the rest is erased
);
create index line_files on fence.line using gin (files);
create table fence.outcome (                    -- how it ended; a granted read that ended well needs none
  id uuid primary key default gen_random_uuid(),
  line uuid not null references fence.line,
  at timestamptz not null default clock_timestamp(),
  xid xid8 not null default pg_current_xact_id(),
  outcome text not null check (outcome in ('done', 'refused', 'failed')),
  reasons text[] not null, verdict jsonb not null,
  salt bytea not null default uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()),
  leaf bytea not null
);
create index outcome_line on fence.outcome (line);

-- Always in UTC: the text of a moment, and so the leaf, must not depend on who writes it.
create function fence.seal() returns trigger language plpgsql set timezone = 'UTC' as $$
begin
  new.leaf := sha256('\x00'::bytea || new.salt || convert_to((to_jsonb(new) - 'salt' - 'leaf')::text, 'UTF8'));
  return new;
end $$;
create trigger seal before insert on fence.line for each row execute function fence.seal();
create trigger seal before insert on fence.outcome for each row execute function fence.seal();

create function fence.never() returns trigger language plpgsql as $$
begin
  raise exception 'dit logboek kan alleen groeien' using errcode = 'insufficient_privilege';
end $$;
create trigger only_grows before update or delete or truncate on fence.line execute function fence.never();
create trigger only_grows before update or delete or truncate on fence.outcome execute function fence.never();
create trigger said_once before update or delete or truncate on fence.birth execute function fence.never();

grant select, insert on fence.line, fence.outcome to vault;
grant select, insert, update on fence.pass to vault;
grant select on fence.birth, fence.clock, fence.law, fence.offer, fence.category to vault;
grant select on fence.line, fence.outcome to auditor;
grant select on fence.offer, fence.category, fence.law to app;

set local role vault;
alter default privileges revoke execute on functions from public;

create function fence.born() returns text language sql stable security definer set search_path = fence, pg_temp as
  $$ select kind from birth $$;

-- The day that policies use. It can be moved only where nothing real can be harmed, and only by `owner`.
create function fence.today(backend int) returns date language plpgsql stable security definer
set search_path = fence, pg_temp as $$
declare
  moved date;
begin
  if (select kind from birth) in ('demo', 'test') then
    select c.today into moved from clock c where c.backend in (today.backend, 0) order by c.backend desc limit 1;
  end if;
  return coalesce(moved, (clock_timestamp() at time zone 'Europe/Amsterdam')::date);
end $$;
create function fence.today() returns date language sql stable parallel restricted as 'select fence.today(pg_backend_pid())';

-- Who is it? The domain replaces this; until it does, nobody is anybody.
create function fence.known(person uuid) returns fence.actor language sql stable security definer
set search_path = fence, pg_temp as 'select null::fence.actor';

create function fence.bearer(pass bytea) returns fence.actor language plpgsql stable security definer
set search_path = fence, pg_temp as $$
declare
  held fence.pass;
begin
  select * into held from fence.pass p
   where p.digest = sha256(pass) and p.ended is null and clock_timestamp() < p.expires
     and (p.person is null or clock_timestamp() < p.used + interval '15 minutes');
  if held.digest is null then return null; end if;
  if held.person is null then return row(null, held.task, null, true)::fence.actor; end if;
  return fence.known(held.person);
end $$;

-- Kernel norms; compiled from the law by `openprisma law install`. Until then everything is refused.
create function fence.person_objections(who fence.actor, act text, day date) returns text[]
language sql stable parallel restricted security definer set search_path = fence, pg_temp as $$ select array['geen-wet'] $$;
create function fence.file_objections(who fence.actor, file uuid, act text, day date, line uuid) returns text[]
language sql stable parallel restricted security definer set search_path = fence, pg_temp as $$ select array['geen-wet'] $$;
create function fence.open_categories(who fence.actor, file uuid, wanted smallint[], day date) returns smallint[]
language sql stable parallel restricted security definer set search_path = fence, pg_temp as $$ select '{}'::smallint[] $$;

-- Of the categories wanted, those that no kernel norm closes in any of the files.
create function fence.open_in_all(who fence.actor, files uuid[], wanted smallint[], day date) returns smallint[]
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
-- Does the act of the open line reach the identities and data of subjects? Compiled from the vocabulary; until then, none.
create function fence.identities() returns boolean language sql stable parallel restricted as 'select false';

-- May a row of a delivered statement be seen today? Plain, so that the planner can see through it.
create function fence.row_stands(keep_until date, withdrawn boolean, day date) returns boolean
language sql stable parallel restricted as 'select false';

create function fence.objections(who fence.actor, act text, files uuid[], day date, line uuid) returns text[]
language sql stable parallel restricted security definer set search_path = fence, pg_temp as $$
  select case when who.name is null then array['huisregels:1.1'] else
    case when who.system then '{}' else fence.person_objections(who, act, day) end
    || coalesce((select array_agg(distinct o) from unnest(files) f, unnest(fence.file_objections(who, f, act, day, line)) o), '{}')
  end
$$;

-- Handing out a pass leaves a line as well: an intruder in the web process could name anybody, but not unseen.
create function fence.issue(pass bytea, person uuid, task text, valid interval, how text, backend int default pg_backend_pid()) returns boolean
language plpgsql security definer set search_path = fence, pg_temp as $$
declare
  who fence.actor;
begin
  if how = 'demo' and (select kind from birth) is distinct from 'demo' then
    raise exception 'alleen een demo kent de personenwissel' using errcode = 'insufficient_privilege';
  end if;
  if person is not null then
    who := fence.known(person);
    if who.name is null then return false; end if;
  end if;
  insert into fence.pass (digest, person, task, expires) values (sha256(pass), person, task, clock_timestamp() + valid);
  insert into line (id, day, backend, began, person, actor, participant, act, purpose, ground, law, question, files, categories, writes, granted, objections)
  values (gen_random_uuid(), fence.today(issue.backend), pg_backend_pid(), transaction_timestamp(), person, coalesce(who.name, task), who.participant,
          'aanmelden', how, 'wgs:1.8.2', '', '', '{}', '{}', false, false, '{}');
  return true;
end $$;
create function fence.end_pass(pass bytea) returns void language sql security definer set search_path = fence, pg_temp as $$
  update pass set ended = clock_timestamp() where digest = sha256(end_pass.pass) and ended is null
$$;
-- Is this pass alive? If so its fifteen minutes begin again.
create function fence.keep_pass(pass bytea) returns boolean language plpgsql security definer set search_path = fence, pg_temp as $$
begin
  update fence.pass p set used = clock_timestamp()
   where p.digest = sha256(keep_pass.pass) and p.used < clock_timestamp() - interval '30 seconds'
     and p.ended is null and clock_timestamp() < least(p.used + interval '15 minutes', p.expires);
  return (fence.bearer(keep_pass.pass)).name is not null;
end $$;

-- Write the line and say whether it opens anything. Called on the ledger's connection, so that it is committed before
-- anything can be read. An unknown pass is not an error but a line that grants nothing: attempts are kept too.
create function fence.open(line uuid, pass bytea, act text, purpose text, ground text, law text, question text,
                           files uuid[], categories smallint[], writes boolean, backend int, began timestamptz) returns text[]
language plpgsql security definer set search_path = fence, pg_temp as $$
declare
  who fence.actor := fence.bearer(pass);
  day date := fence.today(backend);
  against text[] := fence.objections(who, act, files, day, null);
  opened smallint[] := '{}';
begin
  if against = '{}' then  -- the line names the categories it really opens; each is judged again at every statement
    opened := fence.open_in_all(who, files, categories, day);
  end if;
  insert into fence.line (id, day, backend, began, person, actor, participant, act, purpose, ground, law, question, files, categories, writes, granted, objections)
  values (line, day, backend, began, who.person, coalesce(who.name, 'onbekend'), who.participant,
          act, purpose, ground, law, question, files, opened, writes, against = '{}', against);
  return against;
end $$;

create function fence.close(line uuid, outcome text, reasons text[], verdict jsonb) returns void
language sql security definer set search_path = fence, pg_temp as $$
  insert into outcome (line, outcome, reasons, verdict) values (line, outcome, reasons, verdict)
$$;

-- The line this transaction may use. The setting only chooses among its own lines; it proves nothing.
-- Without a line the answer is null and no row is seen: an error would tell that a hidden row exists.
create function fence.permit() returns fence.line
language plpgsql stable parallel restricted security definer set search_path = fence, pg_temp as $$
declare
  found fence.line;
begin
  select * into found from fence.line l
   where l.id = nullif(current_setting('fence.line', true), '')::uuid
     and l.backend = pg_backend_pid() and l.began = transaction_timestamp()
     and l.xid is distinct from pg_current_xact_id_if_assigned()     -- committed, so that no rollback unwrites it
     and l.granted and clock_timestamp() < l.at + interval '15 minutes';
  return found;
exception when invalid_text_representation then
  return null;
end $$;

create function fence.actor_of(line fence.line) returns fence.actor
language sql stable parallel restricted security definer set search_path = fence, pg_temp as $$
  select case when line.person is null and line.id is not null then row(null, line.actor, null, true)::fence.actor
              else fence.known(line.person) end
$$;

-- The files that are open: all that the line names, or none. Kernel norms are judged here, in the transaction that reads
-- and at every statement: the law does not wait for a line to end.
create function fence.files() returns uuid[]
language plpgsql stable parallel restricted security definer set search_path = fence, pg_temp as $$
declare
  line fence.line := fence.permit();
begin
  if line.id is null then return null; end if;
  return case when fence.objections(fence.actor_of(line), line.act, line.files, fence.today(), line.id) = '{}' then line.files end;
end $$;

-- The categories that are open: those the line names, less those that a kernel norm forbids in one of its files.
create function fence.categories() returns smallint[]
language plpgsql stable parallel restricted security definer set search_path = fence, pg_temp as $$
declare
  line fence.line := fence.permit();
begin
  return coalesce(fence.open_in_all(fence.actor_of(line), line.files, line.categories, fence.today()), '{}');
end $$;

-- Who is at the door, for what is shown without a line: one's own tasks. Proved by the pass of this transaction.
create function fence.visitor() returns fence.actor
language plpgsql stable parallel restricted security definer set search_path = fence, pg_temp as $$
begin
  return fence.bearer(decode(nullif(current_setting('fence.pass', true), ''), 'hex'));
exception when invalid_parameter_value or invalid_text_representation then
  return null;
end $$;
create function fence.person() returns uuid
language plpgsql stable parallel restricted security definer set search_path = fence, pg_temp as $$
declare
  who fence.actor := fence.visitor();
begin
  return case when who.person is not null and fence.person_objections(who, 'dossier_inzien', fence.today()) = '{}' then who.person end;
end $$;

-- The same as `file = any (files)`, declared to cost nothing, so that the planner tries it first. Otherwise a client's
-- own `name = 'X'` goes first, and EXPLAIN ANALYZE or a stopwatch tells whether there is an X in any file at all.
create function fence.among(file uuid, files uuid[]) returns boolean
language plpgsql immutable parallel safe cost 0.000001 as 'begin return file = any (files); end';
create function fence.writes() returns boolean language sql stable parallel restricted as 'select coalesce((fence.permit()).writes, false)';
create function fence.signed_in() returns boolean language sql stable parallel restricted as
  'select (fence.visitor()).name is not null or (fence.permit()).id is not null';
create function fence.acting() returns text language sql stable parallel restricted as 'select (fence.permit()).act';

-- Reading the log is an act (wgs:1.8.4): under a line for it, for the files it names, without the salt.
create function fence.read_log(most int) returns table
  (id uuid, at timestamptz, day date, actor text, participant text, act text, purpose text, ground text, granted boolean, outcome text, reasons text[])
language plpgsql stable security definer set search_path = fence, pg_temp as $$
declare
  mine fence.line := fence.permit();
begin
  if mine.act is distinct from 'logboek_inzien' or fence.files() is null then return; end if;
  return query
    select l.id, l.at, l.day, l.actor, l.participant, l.act, l.purpose, l.ground, l.granted,
           coalesce(o.outcome, case when l.granted then 'gelezen' else 'geweigerd' end), coalesce(o.reasons, l.objections)
      from fence.line l left join fence.outcome o on o.line = l.id
     where l.files && mine.files and l.id <> mine.id order by l.at desc limit most;
end $$;

grant execute on function fence.born, fence.today(int), fence.today(), fence.issue, fence.end_pass, fence.keep_pass, fence.open, fence.close,
  fence.permit, fence.files, fence.categories, fence.visitor, fence.person, fence.among, fence.writes, fence.signed_in, fence.acting, fence.row_stands, fence.identities,
  fence.read_log to app, owner;
