-- Once per cluster and per database, by a superuser. Every line may be repeated.
do $$ begin
  if to_regrole('owner') is null then
    -- migrations and law; owns the tables; no web process can become it
    create role owner login noinherit createdb;
    -- owns the SECURITY DEFINER functions; nobody logs in as vault
    create role vault nologin;
    -- web, worker, console: what is forbidden here is forbidden everywhere
    create role app login;
    create role auditor login;                   -- reads the log, nothing else
    -- a migration may `set role vault`, without inheriting what vault sees
    grant vault to owner;
  end if;
  if to_regrole('worker') is null then
    -- background tasks: whatever app may, but passes of tasks and none of people
    create role worker login in role app;
  end if;
end $$;
grant usage, create on schema public to owner;
-- how many letters two words differ: for the search that answers a citizen (avg:15.1)
create extension if not exists fuzzystrmatch with schema public;

-- What another session is running, with its literals, is nobody's business.
revoke select on pg_stat_activity from public;
revoke execute on function pg_stat_get_activity(int), pg_stat_get_backend_activity(int) from public;
-- Nor when another transaction began: whoever knew could open a line in its name.
do $$
declare
  one regprocedure;
begin
  for one in select p.oid from pg_proc p where p.proname ~ '^pg_stat_get_backend_' loop
    execute format('revoke execute on function %s from public', one);
  end loop;
end $$;
-- Two databases come with every server; nobody here has any business there.
do $$
declare
  name text;
begin
  foreach name in array array['postgres', 'template1'] loop
    execute format('revoke all on database %I from public, app, worker, auditor', name);
  end loop;
end $$;
-- Whoever takes all connections of one role leaves some for the others.
do $$ begin
  execute format('alter role app connection limit %s',
    greatest(current_setting('max_connections')::int - 30, 20));
end $$;
alter role worker connection limit 15;
alter role auditor connection limit 10;
-- Large objects know no row level security.
revoke execute on function lo_creat(int), lo_create(oid), lo_from_bytea(oid, bytea),
  lo_open(oid, int),
  lo_get(oid), lo_get(oid, bigint, int), lo_put(oid, bigint, bytea), lowrite(int, bytea),
    loread(int, int) from public;
-- Sessions of one role may end each other by default.
revoke execute on function pg_terminate_backend(int, bigint), pg_cancel_backend(int) from public;

-- What PostgreSQL calls leakproof the planner may try before a policy, when that is cheaper; and how
-- often a policy was reached then, EXPLAIN or a stopwatch tells: letter by letter what stands in a
-- row that nobody opened. Only equality of ids stays, which indexes need. (A column that is true, or
-- empty, needs no function: docs/assurance.md.)
do $$
declare
  one regprocedure;
begin
  for one in select p.oid from pg_proc p
    where p.proleakproof and p.oid < 16384 and p.proname <> 'uuid_eq'
  loop
    execute format('alter function %s not leakproof', one);
  end loop;
end $$;
-- A subscript is no function and costs the planner nothing, so it goes before everything: a jsonb of
-- guesses with a column for its subscript would tell whether one is right. Nobody here needs it. (An
-- array keeps its own, which takes an integer: no column of a fenced table is one.)
do $$
begin
  if exists (select from pg_type where oid = 'jsonb'::regtype and typsubscript::oid <> 0) then
    alter type pg_catalog.jsonb set (subscript = none);
  end if;
end $$;
-- Whoever takes a lock by its number keeps others from their file, or the whole house from its door.
-- Functions of vault take them. To give back what is one's own anybody may.
do $$
declare
  one regprocedure;
begin
  for one in select p.oid from pg_proc p
    where p.proname ~ '^pg_(try_)?advisory' and p.proname <> 'pg_advisory_unlock_all'
  loop
    execute format('revoke execute on function %s from public', one);
    execute format('grant execute on function %s to vault', one);
  end loop;
end $$;
-- What follows a row past its policy, or writes to the disk without being a table.
do $$
declare
  one regprocedure;
begin
  for one in select p.oid from pg_proc p where p.proname ~ '^currtid|^pg_logical_emit_message$' loop
    execute format('revoke execute on function %s from public', one);
  end loop;
end $$;
-- A role may give itself settings and a password, which outlast whoever took it over. It has none:
-- what a connection needs, the connection says (`project/settings.py`).
do $$
declare
  own record;
begin
  for own in select r.rolname, d.datname from pg_db_role_setting s join pg_roles r on r.oid = s.setrole
    left join pg_database d on d.oid = s.setdatabase
    where r.rolname in ('app', 'worker', 'auditor', 'owner', 'vault')
  loop
    execute format('alter role %I %s reset all', own.rolname,
      case when own.datname is not null then 'in database ' || quote_ident(own.datname) end);
  end loop;
end $$;
