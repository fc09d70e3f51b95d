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

-- What another session is running, with its literals, is nobody's business.
revoke select on pg_stat_activity from public;
revoke execute on function pg_stat_get_activity(int), pg_stat_get_backend_activity(int) from public;
-- Large objects know no row level security.
revoke execute on function lo_creat(int), lo_create(oid), lo_from_bytea(oid, bytea),
  lo_open(oid, int),
  lo_get(oid), lo_get(oid, bigint, int), lo_put(oid, bigint, bytea), lowrite(int, bytea),
    loread(int, int) from public;
-- Sessions of one role may end each other by default.
revoke execute on function pg_terminate_backend(int, bigint), pg_cancel_backend(int) from public;
