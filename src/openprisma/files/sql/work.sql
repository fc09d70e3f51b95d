-- Long work of background tasks: how far it is, and whether somebody stopped it. No table of a
-- client's: the worker says how far it is, who keeps the system sees that and stops it.
set local role vault;

-- Take up a run where it was left, or begin it: its id, and the last step that was done. What ended
-- a month ago goes.
create or replace function fence.work_begin(what text, which text, steps int) returns uuid[]
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  found files_work;
begin
  if what !~ '^[a-z_]{1,40}$' or which !~ '^[a-z0-9_ ]{1,80}$' or steps < 0 then
    raise exception 'werk heet naar zijn soort' using errcode = 'invalid_parameter_value';
  end if;
  delete from files_work w
    where w.state <> 'loopt' and w.at < clock_timestamp() - interval '30 days';
  insert into files_work (id, kind, run, done, total, state, message, began, at)
    values (gen_random_uuid(), what, which, 0, steps, 'loopt', '', clock_timestamp(),
      clock_timestamp())
    on conflict (run) where state = 'loopt' do update set at = clock_timestamp()
    returning * into found;
  return array[found.id, found.after];
end $$;

-- One step more is done, the one named `step`, also of work that was stopped meanwhile; whether it
-- goes on.
create or replace function fence.work_step(work uuid, step uuid, message text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  stands text;
begin
  if message !~ '^[a-z_]{0,40}$' then
    raise exception 'een melding is een code' using errcode = 'invalid_parameter_value';
  end if;
  update files_work w set done = least(w.done + 1, w.total), at = clock_timestamp(),
      after = case w.state when 'loopt' then step end, message = work_step.message
    where w.id = work and w.state in ('loopt', 'afgebroken')
    returning w.state into stands;
  return coalesce(stands = 'loopt', false);
end $$;

create or replace function fence.work_end(work uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update files_work w set state = 'klaar', after = null, at = clock_timestamp()
    where w.id = work and w.state = 'loopt';
  return found;
end $$;

-- The newest hundred, for who may stop them: kinds and numbers, of nobody.
create or replace function fence.works() returns table (id uuid, kind text, done int, total int,
  state text, message text, began timestamptz, at timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  who fence.actor := fence.visitor();
begin
  if who.name is null or not fence.may_begin(who, 'werk_afbreken', fence.today())
    or fence.person_objections(who, 'werk_afbreken', fence.today()) <> '{}' then return; end if;
  return query select w.id, w.kind, w.done, w.total, w.state, w.message, w.began, w.at
    from files_work w order by w.began desc limit 100;
end $$;

-- Stop one, under the line of the act; whether it still ran.
create or replace function fence.work_stop(work uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if fence.acting() is distinct from 'werk_afbreken'
    or (select fence.writes()) is not true then return false; end if;
  update files_work w set state = 'afgebroken', after = null, at = clock_timestamp()
    where w.id = work and w.state = 'loopt';
  return found;
end $$;

revoke all on function fence.work_begin, fence.work_step, fence.work_end from public, app;
grant execute on function fence.work_begin, fence.work_step, fence.work_end to worker;
grant execute on function fence.works, fence.work_stop to app;
reset role;
