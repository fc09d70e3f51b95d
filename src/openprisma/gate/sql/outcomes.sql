-- How an act begins and ends: it is known while it runs, holds the files it changes, and has one
-- outcome. These functions belong to `vault`. Every migration that changes one runs this file
-- again.
set local role vault;

-- A writing act begins: from here until its transaction ends, whoever looks can see that it runs
-- (`fence.settle`). False when this attempt was done before. One that is under way is waited for:
-- if it fails, this one does the act. Not called `begin`: psql would take the rest of a dump for
-- the body of that function, and restore nothing.
-- `once` names the attempt for whoever holds this pass: the name that is kept is made from both, so
-- that nobody takes that of another. The line is not there yet: whoever held the lock of one that
-- is could keep its outcome from being said.
drop function if exists fence.starts(uuid, uuid);
create or replace function fence.starts(line uuid, once uuid, pass bytea) returns boolean
language plpgsql security definer
set search_path = fence, pg_temp set lock_timeout = '10s' as $$
declare
  attempt uuid := encode(substr(sha256(uuid_send(once) || starts.pass), 1, 16), 'hex')::uuid;
begin
  if exists (select from fence.line l where l.id = starts.line) then
    raise exception 'deze regel is al begonnen' using errcode = 'insufficient_privilege';
  end if;
  perform pg_advisory_xact_lock(fence.key('line', starts.line));
  if attempt is null then return true; end if;
  insert into fence.attempt (id, line) values (attempt, starts.line) on conflict (id) do nothing;
  return found;
end $$;
-- An attempt is kept with what was done under it, in one transaction; so one that is there was
-- done.
create or replace function fence.attempted() returns trigger
language plpgsql security definer set search_path = fence, pg_temp as $$
begin
  if not exists (select from outcome o where o.line = new.line and o.outcome = 'done'
    and o.xid = pg_current_xact_id()) then
    raise exception 'hoe het afliep is niet gezegd' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;

-- Take the files of the line of this transaction, one act at a time: in the order of their numbers,
-- so that no two wait for each other. Only under a line that writes: who reads keeps nobody
-- waiting. Gives what stands in the way by now: what was judged when the line was opened may have
-- changed while it waited.
create or replace function fence.hold() returns text[] language plpgsql security definer
set search_path = fence, pg_temp set lock_timeout = '10s' as $$
declare
  line fence.line := fence.permit();
  number bigint;
begin
  if line.id is null or not exists (select from fence.line l where l.id = line.id and l.writes) then
    return array['huisregels:1.1'];
  end if;
  for number in select distinct fence.key('file', f) from unnest(line.files) f order by 1 loop
    perform pg_advisory_xact_lock(number);
  end loop;
  insert into held values (line.id) on conflict do nothing;
  if fence.fresh(line) then return '{}'; end if;
  return fence.objections(fence.actor_of(line), line.act, line.files, fence.today(), line.id);
end $$;

-- Lines of acts that died (a killed process, a power cut) get the outcome that nothing was kept;
-- gives how many. Whether an act still runs is asked of its lock, not of a clock. What `owner` does
-- is left alone: versions before kept no outcome of it. A lot of them at a time: zero says that no
-- more are left. For who serves people only what is a minute old: between the end of a transaction
-- and the word of whoever asked for it (refused, and why) nobody says it first.
create or replace function fence.settle() returns int
language plpgsql security definer
set search_path = fence, pg_temp set lock_timeout = '1s' as $$
declare
  dead uuid;
  many int := 0;
begin
  for dead in select l.id from fence.line l where l.writes and l.granted and l.purpose <> 'beheer'
                 and not exists (select from outcome o where o.line = l.id)
                 and (session_user = 'owner' or l.at < clock_timestamp() - interval '1 minute')
              limit 500 loop
    -- given back at once: there may be more of them than locks
    if pg_try_advisory_lock(fence.key('line', dead)) then
      begin
        insert into outcome (line, outcome, reasons, verdict)
          select dead, 'failed', '{afgebroken}', '{}'
            where not exists (select from outcome o where o.line = dead);
        many := many + found::int;
      exception when unique_violation then
        null;  -- somebody said how it ended
      when lock_not_available then
        -- is saying it, perhaps for long: the rest is for the next time
        perform pg_advisory_unlock(fence.key('line', dead));
        exit;
      end;
      perform pg_advisory_unlock(fence.key('line', dead));
    end if;
  end loop;
  return many;
end $$;
-- How many there are. A function of vault, for who takes locks by their number can keep others
-- waiting.
create or replace function fence.died() returns bigint
language sql security definer set search_path = fence, pg_temp as $$
  with without as materialized (select fence.key('line', l.id) as key from line l
    where l.writes and l.granted and l.purpose <> 'beheer'
      and not exists (select from outcome o where o.line = l.id))
  select count(*) from without
   where case when pg_try_advisory_lock_shared(key)
     then pg_advisory_unlock_shared(key) else false end
$$;

-- Who held must have said that it was done: otherwise what was written would stay, and the log
-- would say that nothing was kept. Asked when the transaction commits; so a second transaction of
-- the same moment cannot go on under this line either.
create or replace function fence.said() returns trigger
language plpgsql security definer set search_path = fence, pg_temp as $$
begin
  if exists (select from held h where h.line = new.line) then
    raise exception 'hoe het afliep is niet gezegd' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;

revoke execute on function fence.key from app, worker, auditor;
grant execute on function fence.key to owner;
grant execute on function fence.died to owner, auditor;
grant execute on function fence.starts, fence.hold, fence.settle to app, owner;
grant execute on function fence.said, fence.attempted to owner;
reset role;
truncate fence.held;
drop trigger if exists said on fence.held;
create constraint trigger said after insert on fence.held deferrable initially deferred for each row
  execute function fence.said();
drop trigger if exists attempted on fence.attempt;
create constraint trigger attempted after insert on fence.attempt deferrable initially deferred
  for each row execute function fence.attempted();
