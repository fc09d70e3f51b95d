-- The door, in two steps (decision 0012). Step one is tried with what somebody typed: it counts a
-- failure, leaves a line and keeps the verdict, and tells only how long to wait. Step two, in a
-- later transaction, answers, and only about what is committed: so nobody can have a guess judged
-- and take back that it was made.
--
-- In step one nothing that its caller can see may differ by the verdict: not what it gives or how
-- long it takes, and not what it reads, locks or writes either (pg_locks, pg_stat_xact_…, the
-- length of the WAL). So what is judged is only computed, the same for everybody, and what is
-- written is as wide whatever it says. Nor is anything planned for what was typed
-- (force_generic_plan): the planner knows which address is tried often, and reads another way for
-- it.
set local role vault;
drop function if exists fence.sign_in(bytea, text, bytea, text, text, bytea, bytea);
drop function if exists fence.prove_password(uuid, bytea);
drop function if exists fence.code_fits(bigint, text);
drop function if exists fence.count_failure(text[], bigint);
drop function if exists fence.account_of(text);

-- Who asks at the door: never a background task, and nobody who looks at the database as it was a
-- while ago.
create or replace function fence.at_the_door() returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if session_user = 'worker' then
    raise exception 'een achtergrondtaak handelt niet als een mens'
      using errcode = 'insufficient_privilege';
  end if;
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'aan de deur telt wat er nu staat' using errcode = 'insufficient_privilege';
  end if;
end $$;
-- In the whole house one knock at a time, until it is committed: what is tried side by side is
-- counted one by one, and that one knock waits for another says nothing about either.
create or replace function fence.in_turn() returns void language plpgsql security definer
set search_path = public, pg_temp set lock_timeout = '10s' as $$
begin
  perform fence.at_the_door();
  perform pg_advisory_xact_lock(hashtextextended('door', 0));
end $$;
-- Under which name an attempt is kept. What was asked for a line is no ticket at the door.
create or replace function fence.ticket_of(kind text, value bytea) returns bytea
language sql immutable parallel safe as $$
  select sha256(convert_to(kind || ' ', 'UTF8') || value)
$$;

-- The second factors of an account; as of addresses, all are read.
create or replace function fence.factors_of(account bigint) returns otp_totp_totpdevice[]
language sql stable security definer
set search_path = public, pg_temp as $$
  select coalesce(array_agg(d order by d.id) filter (where d.user_id = account and d.confirmed),
    '{}') from otp_totp_totpdevice d
$$;
-- Which factor makes this code, at which moment and with which drift; zeros when none does. All
-- codes are made, also for who has no factor.
create or replace function fence.fitting(factors otp_totp_totpdevice[], code text) returns bigint[]
language plpgsql security definer
set search_path = public, pg_temp as $$
declare
  factor otp_totp_totpdevice;
  found bigint[] := '{0,0,0}';
  candidate bigint[];
  fits boolean;
begin
  if cardinality(factors) = 0 then
    select 0 as id, repeat('00', 20) as key, 30 as step, 0 as t0, 6 as digits, 1 as tolerance,
      0 as drift, -1 as last_t
      into factor.id, factor.key, factor.step, factor.t0, factor.digits, factor.tolerance,
        factor.drift, factor.last_t;
    factors := array[factor];
  end if;
  foreach factor in array factors loop
    for shift in -factor.tolerance .. factor.tolerance loop
      candidate := array[factor.id, floor((extract(epoch
        from clock_timestamp()) - factor.t0) / factor.step)::bigint + factor.drift + shift,
                         factor.drift + shift];
      fits := fence.same(fence.one_time_code(decode(factor.key, 'hex'), candidate[2],
        factor.digits), code);
      found := case when fits and candidate[2] > factor.last_t
        and found[2] = 0 then candidate else found end;
    end loop;
  end loop;
  return found;
end $$;
-- Against which password and factors something was judged: step two answers only while they are the
-- same.
create or replace function fence.against(held partners_account,
  factors otp_totp_totpdevice[]) returns bytea
language sql immutable parallel safe as $$
  select sha256(convert_to(coalesce((held).password,
    '') || coalesce(string_agg(f.id || ' ' || f.key, ' ' order by f.id), ''), 'UTF8'))
    from unnest(factors) f
$$;
-- Somebody has the password and tries codes: strangers wait then, from whatever place, and are told
-- no more than that it was wrong. Counted are the codes that were wrong since somebody got in, in a
-- day; each stands in a row of its own, since a counter would show.
create or replace function fence.codes_tried(account bigint, drawer int,
  since timestamptz) returns boolean language sql security definer
set search_path = public, pg_temp as $$
  select coalesce(wrong >= 5 and clock_timestamp() < latest + least(interval '1 hour',
    interval '1 minute' * 2 ^ least(wrong - 5, 20)), false)
    from (select count(*) filter (where counts) as wrong, max(at) filter (where counts) as latest
            from (select t.at, t.verdict = 3 and t.account = codes_tried.account
              and t.at > codes_tried.since as counts
                    from partners_attempt t
                   where t.drawer = codes_tried.drawer
                     and t.at > clock_timestamp() - interval '1 day') every_try) counted
$$;
-- Keeps an attempt, as wide whatever came of it: nobody is account 0.
create or replace function fence.keep_attempt(ticket bytea, drawer int, keys text[], account bigint,
  verdict int, fitting bigint[], against bytea)
returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from partners_attempt t where t.ticket in (
    select old.ticket from partners_attempt old
      where old.at < clock_timestamp() - interval '1 day' limit 100 for update skip locked);
  insert into partners_attempt (ticket, xid, login, at, drawer, keys, account, verdict, factor,
    moment, drift, against, used)
    values (ticket, pg_current_xact_id()::text::bigint, session_user, clock_timestamp(), drawer,
      keys, account, verdict,
            fitting[1], fitting[2], fitting[3], against, false)
    on conflict do nothing;
  if not found then
    raise exception 'dit is al gevraagd' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- Step one of getting in. Gives how many seconds to wait, or 0: judged, and counted as a failure
-- until it turns out to be none. Of what is judged stays a line: whose account (zeros for nobody's)
-- and what was wrong; nothing that was typed.
create or replace function fence.knock(ticket bytea, address text, proof bytea, code text,
  source text, device bytea) returns int
language plpgsql security definer
set search_path = public, pg_temp set lock_timeout = '10s'
  set plan_cache_mode = 'force_generic_plan' as $$
declare
  said constant text[] := array['klopt: wacht op afhalen', 'niet gelukt: inlogadres',
    'niet gelukt: wachtwoord', 'niet gelukt: cijfercode'];
  none constant text := 'sealed$argon2id$v=19$m=102400,t=2,p=8$' || repeat('A',
    22) || '$' || repeat('A', 43);
  held partners_account;
  factors otp_totp_totpdevice[];
  keys text[];
  drawer int;
  found_wait int;
  fitting bigint[];
  proven boolean;
  braked boolean;
  verdict int;
begin
  -- now: a row that does not fit is told with all that stands in it, the verdict as well
  if ticket is null then
    raise exception 'zonder kaartje is er geen antwoord' using errcode = 'insufficient_privilege';
  end if;
  perform fence.in_turn();
  address := coalesce(address, '');
  source := coalesce(source, '');  -- nowhere is a place too
  drawer := fence.drawer_of(address)::int;
  held := fence.account_at(address);
  keys := fence.brakes(held.id, address, source, device);
  found_wait := fence.seconds_left(keys);
  if found_wait > 0 then return found_wait; end if;
  perform fence.count_failure(keys);
  factors := fence.factors_of(coalesce(held.id, 0));
  proven := fence.proves(proof, coalesce(held.password, none));
  fitting := fence.fitting(factors, code);
  braked := fence.codes_tried(coalesce(held.id, 0), drawer,
    greatest(held.last_login, (select max(f.created_at) from unnest(factors) f), '-infinity'))
            and keys[1] not like 'device %';
  verdict := case when held.id is null then 1 when not proven then 2 when braked
    or fitting[2] = 0 then 3 else 0 end;
  perform fence.keep_attempt(fence.ticket_of('knock', ticket), drawer, keys, coalesce(held.id, 0),
    verdict, fitting, fence.against(held, factors));
  perform fence.leave_line(said[verdict + 1], null,
    coalesce(held.person_id, '00000000-0000-0000-0000-000000000000')::text,
                           '{huisregels:1.1}', fence.today());
  return 0;
end $$;

-- An attempt that may be answered: committed before this transaction (so not one of a savepoint in
-- it either), a minute young, not used, and of this login. Otherwise null, whatever was wrong with
-- it.
create or replace function fence.committed_attempt(name bytea) returns partners_attempt
language sql stable security definer
set search_path = public, pg_temp as $$
  select t from partners_attempt t
   where t.ticket = name and not t.used and t.login = session_user
     and t.at > clock_timestamp() - interval '1 minute'
     and t.xid is distinct from pg_current_xact_id_if_assigned()::text::bigint
$$;
-- Step two of getting in: a pass for whoever proved both. False for all that was wrong. What only
-- who gets in may change, changes here.
create or replace function fence.enter(ticket bytea, pass bytea, remembered bytea) returns boolean
language plpgsql security definer
set search_path = public, pg_temp set lock_timeout = '10s'
  set plan_cache_mode = 'force_generic_plan' as $$
declare
  tried partners_attempt;
  held partners_account;
  wrong text;
begin
  perform fence.at_the_door();
  tried := fence.committed_attempt(fence.ticket_of('knock', ticket));
  if tried.ticket is null or pass is null or remembered is null then return false; end if;
  if tried.verdict = 0 then  -- before the ticket: whoever changes an account holds it first as well
    select * into held from partners_account a where a.id = tried.account for update;
  end if;
  update partners_attempt t set used = true where t.ticket = tried.ticket and not t.used;
  if not found or tried.verdict <> 0 then return false; end if;
  wrong := case
    when tried.against <> fence.against(held, fence.factors_of(held.id)) then 'veranderd'
    when not fence.use_code(tried.factor, tried.moment, tried.drift) then 'cijfercode'
    when not fence.hand_out(pass, held.person_id, '', interval '8 hours', 'wachtwoord en code',
      pg_backend_pid()) then 'persoon' end;
  if wrong is not null then
    perform fence.leave_line('niet gelukt: ' || wrong, null, held.person_id::text,
      '{huisregels:1.1}', fence.today());
    return false;
  end if;
  update partners_account a set last_login = clock_timestamp() where a.id = held.id;
  delete from partners_brake b where b.key = tried.keys[1];
  if tried.keys[1] like 'pair %' then
    perform fence.forgive(tried.keys[2]);
    perform fence.forgive('house');
  end if;
  insert into partners_knowndevice as d (id, digest, account_id, until)
    values (gen_random_uuid(), sha256(remembered), held.id, clock_timestamp() + interval '90 days')
    on conflict (digest, account_id) do update set until = excluded.until;
  delete from partners_knowndevice d where d.id in (select old.id from partners_knowndevice old
    where old.until < clock_timestamp() for update skip locked);
  return true;
end $$;
-- Each code counts once.
create or replace function fence.use_code(factor bigint, moment bigint,
  drift bigint) returns boolean language plpgsql security definer
set search_path = public, pg_temp as $$
begin
  update otp_totp_totpdevice d set last_t = use_code.moment, drift = use_code.drift,
    last_used_at = clock_timestamp()
   where d.id = use_code.factor and d.last_t < use_code.moment;
  return found;
end $$;

-- One's own password, under the line of the act that changes it; the same two steps. Step one is
-- asked over the ledger's connection, once for each line. Gives how many seconds to wait, or 0:
-- judged, and counted as a failure until the password is changed.
create or replace function fence.prove(line uuid, proof bytea) returns int
language plpgsql security definer
set search_path = public, pg_temp set lock_timeout = '10s'
  set plan_cache_mode = 'force_generic_plan' as $$
declare
  held partners_account;
  factors otp_totp_totpdevice[];
  keys text[];
  found_wait int;
begin
  perform fence.in_turn();
  select a.* into held from partners_account a join fence.line l on l.person = a.person_id
   where l.id = prove.line and l.act = 'wachtwoord_wijzigen' and l.granted
     and clock_timestamp() < l.at + interval '15 minutes';
  if held.id is null then
    raise exception 'deze regel vraagt geen wachtwoord' using errcode = 'insufficient_privilege';
  end if;
  keys := array['password ' || held.id];
  found_wait := fence.seconds_left(keys);
  if found_wait > 0 then return found_wait; end if;
  perform fence.failed(keys[1], 5, interval '1 hour', interval '15 minutes');
  factors := fence.factors_of(held.id);
  perform fence.keep_attempt(fence.ticket_of('line', uuid_send(line)), -1, keys, held.id,
    case when fence.proves(proof, held.password) then 0 else 2 end, '{0,0,0}',
      fence.against(held, factors));
  return 0;
end $$;
-- Step two: a new password, under a line whose proof was right and was committed before. False
-- otherwise.
create or replace function fence.change_password(kept text) returns boolean
language plpgsql security definer
set search_path = public, pg_temp set plan_cache_mode = 'force_generic_plan' as $$
declare
  mine fence.line := fence.permit();
  tried partners_attempt;
  held partners_account;
begin
  perform fence.at_the_door();
  if mine.act is distinct from 'wachtwoord_wijzigen' or mine.person is null or not fence.writes()
     or coalesce(kept !~ ('^sealed[$]argon2id[$]v=19[$]m=102400,t=2,p=8'
                          '[$][A-Za-z0-9+/]{22}[$][A-Za-z0-9+/]{43}$'), true)
  then return false; end if;
  tried := fence.committed_attempt(fence.ticket_of('line', uuid_send(mine.id)));
  if tried.verdict is distinct from 0 then return false; end if;
  select * into held from partners_account a where a.id = tried.account for update;
  update partners_attempt t set used = true where t.ticket = tried.ticket and not t.used;
  if not found or tried.against <> fence.against(held, fence.factors_of(held.id))
    then return false; end if;
  update partners_account a set password = kept where a.id = held.id;
  delete from partners_brake b where b.key = tried.keys[1];
  perform fence.end_all(mine.person);
  return true;
end $$;

grant execute on function fence.knock, fence.enter, fence.prove, fence.change_password to app;
reset role;
