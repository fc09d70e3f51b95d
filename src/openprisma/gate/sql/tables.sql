-- The tables of the fence, as a new database gets them; a migration brings an older one to the
-- same. They belong to `owner`; `vault` may add lines and never change one.

create schema fence;
grant usage, create on schema fence to vault;
grant usage on schema fence to app, auditor;

create type fence.actor as (person uuid, name text, participant text, system boolean);

create table fence.birth (                      -- said once, when the database is made
  kind text primary key check (kind in ('demo', 'test', 'production')),
  at timestamptz not null default clock_timestamp()
);
create unique index birth_once on fence.birth ((true));
-- only in a database born as demo or test, only by `owner`
create table fence.clock (
  backend int primary key,                      -- 0: everybody who has no row of his own
  today date not null
);
-- which law the kernel below was compiled from, and how every guard read then
create table fence.law (
  hash text primary key, at timestamptz not null default clock_timestamp(),
    shape text not null default ''
);
create unique index law_once on fence.law ((true));
-- procedures: who may be offered which act at which stage
create table fence.offer (
  procedure text not null, stage text not null, act text not null, role text not null,
    starts boolean not null,
  primary key (procedure, stage, act, role)
);
create table fence.category (                   -- the matrix of bgs:2.15, versions by date
  nr smallint not null, code text not null, phase int not null, methods text[] not null,
    valid_from date not null,
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
  -- what a Merkle tree is built from; stays when the rest is erased
  leaf bytea not null,
  seen pg_snapshot                                      -- what the judgement saw
);
create index line_files on fence.line using gin (files);
create index line_began on fence.line (began);
-- how it ended; a granted read that ended well needs none
create table fence.outcome (
  id uuid primary key default gen_random_uuid(),
  line uuid not null references fence.line,
  at timestamptz not null default clock_timestamp(),
  xid xid8 not null default pg_current_xact_id(),
  outcome text not null check (outcome in ('done', 'refused', 'failed')),
  reasons text[] not null, verdict jsonb not null,
  salt bytea not null default uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()),
  leaf bytea not null
);
create unique index outcome_line on fence.outcome (line);
-- lines whose transaction holds their files; never seen by another
create unlogged table fence.held (line uuid primary key);
-- a form that was sent: the line under which it was done
create table fence.attempt (
  id uuid primary key, line uuid not null
);
-- recent transactions that changed what kernel norms look at
create table fence.change (
  xid xid8 primary key default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp(),
  -- everything before this one had ended by then
  oldest xid8 not null default pg_snapshot_xmin(pg_current_snapshot())
);
create index change_at on fence.change (at);

-- The leaf: the hash of the whole row, its salt included, as the database sends it in binary, which
-- depends on no setting of a session but the encoding. Writing the row as JSON first took twice as
-- long (decision 0010).
create function fence.seal() returns trigger language plpgsql set client_encoding = 'UTF8' as $$
begin
  new.leaf := null;
  new.leaf := sha256('\x00'::bytea || record_send(new));
  return new;
end $$;
create trigger seal before insert on fence.line for each row execute function fence.seal();
create trigger seal before insert on fence.outcome for each row execute function fence.seal();

-- A line is on disk before anybody reads under it: `synchronous_commit`, which every session may
-- set, is put right as the last thing before the commit. Called earlier (`set constraints …
-- immediate`), it would leave time to set it wrong again: so a line can only be committed by
-- itself, as a statement that is prepared, or by a COMMIT.
create function fence.durable() returns trigger language plpgsql as $$
begin
  -- null while a prepared statement commits itself
  if current_query() !~* '^\s*(commit|end)\s*;?\s*$' then
    raise exception 'een regel wordt vastgelegd door COMMIT, of als enige opdracht'
      using errcode = 'insufficient_privilege';
  end if;
  -- its question is asked after this, and could set it otherwise
  if exists (select from pg_cursors where is_holdable) then
    raise exception 'een regel wordt niet vastgelegd naast een cursor die blijft'
      using errcode = 'insufficient_privilege';
  end if;
  perform set_config('synchronous_commit', 'on', true);
  return null;
end $$;
create constraint trigger durable after insert on fence.line deferrable initially deferred
  for each row execute function fence.durable();

create or replace function fence.never() returns trigger
language plpgsql set enable_seqscan = off as $$
-- no sequential scans: the plan is made while `erased` is empty, and a month has a hundred thousand
-- rows
begin
  -- After its term a whole month goes, of which the leaves stand in `erased`: the tree can still be
  -- checked, the words are gone.
  if tg_op = 'DELETE' and tg_table_name in ('line', 'outcome') then
    if old.at < date_trunc('month', fence.today() - fence.log_term())
      and exists (select from fence.erased e where e.source = tg_table_name and e.id = old.id
        and e.leaf = old.leaf)
    then return old; end if;
  end if;
  raise exception 'dit logboek kan alleen groeien' using errcode = 'insufficient_privilege';
end $$;
create trigger only_grows before update or truncate on fence.line execute function fence.never();
create trigger only_grows before update or truncate on fence.outcome execute function fence.never();
create trigger within_term before delete on fence.line for each row execute function fence.never();
create trigger within_term before delete on fence.outcome for each row
  execute function fence.never();
create trigger said_once before update or delete or truncate on fence.birth
  execute function fence.never();

-- what is left of a line or outcome after its term: its leaf, and where it stood
create table if not exists fence.erased (
  source text not null check (source in ('line', 'outcome')), id uuid not null, xid xid8 not null,
    leaf bytea not null,
  erased_on date not null, primary key (source, id)
);
create or replace trigger only_grows before update or delete or truncate on fence.erased
  execute function fence.never();
grant select on fence.erased to auditor;

grant select, insert on fence.line, fence.outcome to vault;
grant select, insert, update on fence.pass to vault;
grant select, insert, update, delete on fence.change to vault;
grant select, insert, delete on fence.held to vault;
grant select, insert, update on fence.attempt to vault;
grant select on fence.birth, fence.clock, fence.law, fence.offer, fence.category to vault;
grant select on fence.line, fence.outcome to auditor;
grant select on fence.offer, fence.category, fence.law to app;

set local role vault;
alter default privileges revoke execute on functions from public;

-- Who is it? The domain replaces this; until it does, nobody is anybody.
create function fence.known(person uuid) returns fence.actor language sql stable security definer
set search_path = fence, pg_temp as 'select null::fence.actor';

-- Kernel norms; compiled from the law by `openprisma law install`. Until then everything is
-- refused.
create function fence.person_objections(who fence.actor, act text, day date) returns text[]
language sql stable parallel restricted
  security definer set search_path = fence, pg_temp as $$ select array['geen-wet'] $$;
create function fence.file_objections(who fence.actor, file uuid, act text, day date, line uuid,
  begins boolean) returns text[]
language sql stable parallel restricted
  security definer set search_path = fence, pg_temp as $$ select array['geen-wet'] $$;
create function fence.open_categories(who fence.actor, file uuid, wanted smallint[],
  day date) returns smallint[]
language sql stable parallel restricted
  security definer set search_path = fence, pg_temp as $$ select '{}'::smallint[] $$;

-- How long the log is kept; compiled from the law, and until then for ever.
create or replace function fence.log_term() returns interval
language sql immutable parallel safe as $$ select interval '100 years' $$;
grant execute on function fence.log_term() to app, owner;

-- How long rows about persons are read after their first processing; compiled from the law
-- (`gate/keeping.py`), and until then nothing is.
create or replace function fence.kept_for(term text) returns interval
language sql immutable parallel safe as $$ select interval '0 days' $$;
grant execute on function fence.kept_for(text) to app, owner;

-- Does an act reach the identities and data of subjects? Compiled from the vocabulary; until then,
-- none does.
create function fence.reaches(act text) returns boolean language sql immutable parallel safe
  as 'select false';
-- Asked by policies that later migrations replace.
create function fence.identities() returns boolean language sql stable parallel restricted
  as 'select false';

-- May a row of a delivered statement be seen today? Plain, so that the planner can see through it.
create function fence.row_stands(keep_until date, withdrawn boolean, day date) returns boolean
language sql stable parallel restricted as 'select false';
grant execute on function fence.row_stands(date, boolean, date) to app, owner;

reset role;
