-- Accounts: how people prove who they are. The application's role has no right on these tables; it
-- calls these functions of vault, and to get in those of `door.sql`.
-- Decision 0012. What the web process computes with Argon2 is a proof; here stands only the hash of
-- a proof, and it never leaves.
set local role vault;

-- SHA-1, HMAC and the code of an authenticator app (FIPS 180-4, RFC 2104, RFC 6238). PostgreSQL has
-- no SHA-1 without pgcrypto, which is not everywhere, and apps know no other; so the seed never has
-- to leave the database.
create or replace function fence.sha1(message bytea) returns bytea
language plpgsql immutable strict parallel safe as $$
declare
  size int := length(message);
  padded bytea := message || '\x80'::bytea || decode(repeat('00', (119 - size % 64) % 64),
    'hex') || int8send(size * 8::bigint);
  mask constant bigint := 4294967295;
  h bigint[] := array[1732584193, 4023233417, 2562383102, 271733878, 3285377520]::bigint[];
  w bigint[]; a bigint; b bigint; c bigint; d bigint; e bigint; f bigint; x bigint;
begin
  for block in 0 .. length(padded) / 64 - 1 loop
    w := array_fill(0::bigint, array[80], array[0]);
    for i in 0 .. 15 loop
      x := block * 64 + i * 4;
      w[i] := (get_byte(padded, x::int)::bigint << 24) | (get_byte(padded, x::int + 1) << 16)
            | (get_byte(padded, x::int + 2) << 8) | get_byte(padded, x::int + 3);
    end loop;
    for i in 16 .. 79 loop
      x := w[i - 3] # w[i - 8] # w[i - 14] # w[i - 16];
      w[i] := ((x << 1) | (x >> 31)) & mask;
    end loop;
    a := h[1]; b := h[2]; c := h[3]; d := h[4]; e := h[5];
    for i in 0 .. 79 loop
      f := case when i < 20 then ((b & c) | ((mask # b) & d)) + 1518500249
                when i < 40 then (b # c # d) + 1859775393
                when i < 60 then ((b & c) | (b & d) | (c & d)) + 2400959708
                else (b # c # d) + 3395469782 end;
      x := ((((a << 5) | (a >> 27)) & mask) + f + e + w[i]) & mask;
      e := d; d := c; c := ((b << 30) | (b >> 2)) & mask; b := a; a := x;
    end loop;
    h := array[(h[1] + a) & mask, (h[2] + b) & mask, (h[3] + c) & mask, (h[4] + d) & mask,
      (h[5] + e) & mask];
  end loop;
  return (select string_agg(substring(int8send(word) from 5), '' order by at)
    from unnest(h) with ordinality u (word, at));
end $$;
create or replace function fence.hmac_sha1(key bytea, message bytea) returns bytea
language plpgsql immutable strict parallel safe as $$
declare
  inner_key bytea := case when length(key) > 64 then fence.sha1(key) else key end;
  outer_key bytea;
begin
  inner_key := inner_key || decode(repeat('00', 64 - length(inner_key)), 'hex');
  outer_key := inner_key;
  for i in 0 .. 63 loop
    inner_key := set_byte(inner_key, i, get_byte(inner_key, i) # 54);
    outer_key := set_byte(outer_key, i, get_byte(outer_key, i) # 92);
  end loop;
  return fence.sha1(outer_key || fence.sha1(inner_key || message));
end $$;
create or replace function fence.one_time_code(key bytea, step bigint, digits int) returns text
language plpgsql immutable strict parallel safe as $$
declare
  h bytea := fence.hmac_sha1(key, int8send(step));
  o int := get_byte(h, 19) & 15;
  number bigint := ((get_byte(h, o) & 127)::bigint << 24) | (get_byte(h,
    o + 1) << 16) | (get_byte(h, o + 2) << 8) | get_byte(h, o + 3);
begin
  return lpad((number % (10 ^ digits)::bigint)::text, digits, '0');
end $$;

-- Brakes. Each key counts failures that slowly drain; from `free` on every failure makes one wait
-- twice as long, up to `longest`. A key names no address: a place is a keyed hash of where one
-- comes from, and an address only one of a thousand drawers, so that somebody's password, typed in
-- the wrong field, cannot be found back.
create or replace function fence.place_of(source text) returns text
language plpgsql stable security definer
set search_path = public, pg_temp as $$
declare
  net text := source;
  one inet;
begin
  begin
    one := set_masklen(source::inet, case family(source::inet) when 6 then 128 else 32 end);
    -- Addresses of IPv4 written in IPv6 (RFC 4291, RFC 6052) are different people, and the same
    -- ones as without it.
    if one <<= inet '::ffff:0:0/96' or one <<= inet '64:ff9b::/96' then
      one := inet '0.0.0.0' + (one - set_masklen(network(set_masklen(one, 96)), 128));
    end if;
    net := host(one);
    -- Whoever has one address of IPv6 has them all up to /64.
    if family(one) = 6 then net := network(set_masklen(one, 64))::text; end if;
  exception when others then null;
  end;
  return (select encode(substring(sha256(p.value || convert_to(net, 'UTF8')) for 12), 'hex')
    from partners_pepper p);
end $$;
create or replace function fence.drawer_of(address text) returns text
language sql stable security definer
set search_path = public, pg_temp as $$
  select (get_byte(h, 0) * 256 + get_byte(h, 1)) % 1024 || '' from (
    select sha256(p.value || convert_to(lower(btrim(address)), 'UTF8'))
      from partners_pepper p) hashed (h)
$$;
create or replace function fence.seconds_left(wanted text[]) returns int
language sql volatile security definer
set search_path = public, pg_temp as $$
  select coalesce(max(ceil(extract(epoch from b.until - clock_timestamp())))::int, 0)
    from partners_brake b where b.key = any (wanted) and b.until > clock_timestamp()
$$;
create or replace function fence.failed(key text, free int, drains interval,
  longest interval) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  now timestamptz := clock_timestamp();
  held partners_brake;
  drained int;
begin
  insert into partners_brake (key, failures, at, until) values (failed.key, 0, now, now)
    on conflict do nothing;
  select * into held from partners_brake b where b.key = failed.key for update;
  drained := least(held.failures,
    floor(extract(epoch from now - held.at) / extract(epoch from drains))::int);
  held.failures := held.failures - drained + 1;
  -- What drained in part goes on draining, however often somebody fails meanwhile.
  held.at := case when held.failures = 1 then now else held.at + drained * drains end;
  update partners_brake b set failures = held.failures, at = held.at,
         until = case when held.failures < free then now
           else now + least(longest, interval '1 minute' * 2 ^ least(held.failures - free, 20)) end
   where b.key = held.key;
end $$;
-- One failure that was none: who got in was counted before it was known.
create or replace function fence.forgive(key text) returns void
language sql security definer set search_path = public, pg_temp as $$
  update partners_brake b set failures = greatest(0, b.failures - 1),
    until = least(b.until, clock_timestamp()) where b.key = forgive.key
$$;

-- The account of an address. All accounts are read, whether it is known or not: so nobody sees by
-- the work that was done which it is.
create or replace function fence.account_at(address text) returns partners_account
language sql stable security definer
set search_path = public, pg_temp as $$
  select (array_agg(a order by a.id) filter (where lower(a.email) = lower(btrim(address))))[1]
    from partners_account a
$$;
-- The brakes on one attempt. A device that somebody got in with before has a brake of its own: what
-- others do from the same place, or on the same account, does not touch it. When very many fail
-- everywhere at once, a stranger gets one try, not five.
create or replace function fence.brakes(account bigint, address text, source text,
  device bytea) returns text[]
language sql stable security definer set search_path = public, pg_temp as $$
  select case
    when exists (select from partners_knowndevice d
                  where d.account_id = coalesce(account, 0) and d.digest = sha256(device)
                    and d.until > clock_timestamp())
      then array['device ' || encode(sha256(device), 'hex') || ' ' || account]
    else array['pair ' || fence.place_of(source) || ' ' || fence.drawer_of(address),
      'place ' || fence.place_of(source)] end
$$;
create or replace function fence.count_failure(keys text[]) returns void
language plpgsql security definer
set search_path = public, pg_temp as $$
declare
  busy boolean := exists (select from partners_brake b where b.key = 'house' and b.failures >= 100
    and b.at > clock_timestamp() - interval '1 hour');
begin
  if keys[1] like 'device %' then
    perform fence.failed(keys[1], 5, interval '1 hour', interval '15 minutes');
  else
    perform fence.failed(keys[1], case when busy then 1 else 5 end, interval '1 hour',
      interval '15 minutes');
    perform fence.failed(keys[2], case when busy then 5 else 20 end, interval '5 minutes',
      interval '15 minutes');
    perform fence.failed('house', 2000000000, interval '1 minute', interval '0');
  end if;
  delete from partners_brake b where b.key in (
    select old.key from partners_brake old
      where old.at < clock_timestamp() - interval '1 day' limit 100 for update skip locked);
end $$;
-- How many seconds an attempt has to wait; 0 when it may be made.
create or replace function fence.wait(address text, source text, device bytea) returns int
language sql security definer
set search_path = public, pg_temp set plan_cache_mode = 'force_generic_plan' as $$
  select fence.seconds_left(fence.brakes((fence.account_at(address)).id, address,
    coalesce(source, ''), device))
$$;

-- With what Argon2 makes a proof of a password for this address: salt and costs, never a hash. For
-- an address that is not known something that looks the same, each time the same; it is made for
-- every address, known or not.
create or replace function fence.recipe(address text) returns text
language sql stable security definer
set search_path = public, pg_temp as $$
  with made as materialized (
    select 'argon2id$v=19$m=102400,t=2,p=8$' || left(encode(sha256(
             p.value || convert_to('salt ' || lower(btrim(address)), 'UTF8')), 'base64'), 22)
           as recipe
      from partners_pepper p)
  select coalesce(substring((fence.account_at(address)).password
    from '^sealed[$](argon2id[$].*)[$]'), made.recipe) from made
$$;
-- Are these the same? How long it takes says nothing of how much of them is.
create or replace function fence.same(one text, other text) returns boolean
language sql volatile parallel safe as $$
  select coalesce(sha256(n || convert_to(one, 'UTF8')) = sha256(n || convert_to(other, 'UTF8')),
    false)
    from (select uuid_send(gen_random_uuid()) offset 0) nonce (n)
$$;
create or replace function fence.proves(proof bytea, kept text) returns boolean
language sql volatile parallel safe as $$
  select fence.same(rtrim(encode(sha256(proof), 'base64'), '='), substring(kept from '[$]([^$]*)$'))
    and coalesce(kept like 'sealed$argon2id$%', false)
$$;

-- Everything that a person has open ends, for good and in every process; the devices that were
-- trusted are strangers again.
create or replace function fence.end_all(who uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  update fence.pass p set ended = clock_timestamp() where p.person = who and p.ended is null;
  delete from partners_knowndevice d using partners_account a where a.person_id = who
    and d.account_id = a.id;
$$;

-- With what a proof of one's own password is made, under the line of the act that changes it.
create or replace function fence.own_recipe() returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select substring(a.password from '^sealed\$(argon2id\$.*)\$')
    from partners_account a, fence.permit() l
   where fence.acting() = 'wachtwoord_wijzigen' and a.person_id = l.person
$$;

-- A new second factor, under the line of the act, for somebody whose access is no longer confirmed.
-- Gives its key, which is nothing once it is taken back, and never an address: of whom that was
-- asked, nobody would know any more.
drop function if exists fence.replace_factor(uuid);
create function fence.replace_factor(who uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp as $$
declare
  held partners_account;
  random bytea := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
  seed text := encode(substring(random for 20), 'hex');
begin
  if (fence.permit()).act is distinct from 'tweede_factor_vervangen'
    or (select fence.writes()) is not true
     or not exists (select from partners_clearance c where c.person_id = who and not c.confirmed
       and c.receipt = (fence.permit()).id) then return null; end if;
  select * into held from partners_account a where a.person_id = who for update;
  if held.id is null then return null; end if;
  delete from otp_totp_totpdevice d where d.user_id = held.id;
  insert into otp_totp_totpdevice (user_id, name, confirmed, key, step, t0, digits, tolerance,
    drift, last_t, throttling_failure_count, created_at)
    values (held.id, 'app', true, seed, 30, 0, 6, 1, 0, -1, 0, clock_timestamp());
  perform fence.end_all(who);
  return seed;
end $$;

-- Whether a colleague's access is confirmed, a line changes of one colleague: never of oneself, and
-- confirming only of one's own participant. The log says of whom.
create or replace function fence.one_colleague() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine fence.line := fence.permit();
  confirms boolean := mine.act = 'toegang_bevestigen';
begin
  if mine.act is null or mine.act not in ('toegang_bevestigen', 'tweede_factor_vervangen') then
    return new;  -- whether it writes here at all, its policy says
  end if;
  if new.person_id = mine.person or new.confirmed is distinct from confirms
    or confirms and not exists (select from partners_person p
      where p.id = new.person_id and p.designated_by_id = mine.participant)
    or exists (select from partners_clearance c
      where c.receipt = mine.id and c.person_id <> new.person_id) then
    raise exception 'deze regel gaat over een andere medewerker'
      using errcode = 'insufficient_privilege';
  end if;
  perform fence.leave_line(case when confirms then 'toegang bevestigd'
    else 'nieuwe tweede factor' end, fence.actor_of(mine), new.person_id::text, '{}', mine.day);
  return new;
end $$;
grant execute on function fence.one_colleague to owner;

-- Mail: one's own choice, and for the tasks that tell people what waits, where to and when.
create or replace function fence.mail_choice() returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select a.mail from partners_account a where a.person_id = (fence.visitor()).person
$$;
create or replace function fence.choose_mail(choice text) returns boolean
language plpgsql security definer
set search_path = public, pg_temp as $$
declare
  mine fence.line := fence.permit();
begin
  -- None would not fit, and PostgreSQL shows a row that does not fit, the hash of the password as
  -- well.
  if mine.act is distinct from 'mail_instellen' or not fence.writes()
    or choice is null then return false; end if;
  update partners_account a set mail = choice where a.person_id = mine.person;
  return found;
end $$;
create or replace function fence.addresses(people uuid[]) returns table (person uuid, address text,
  mail text)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.person_id, a.email, a.mail from partners_account a
    join partners_person p on p.id = a.person_id
   where fence.acting() = any ('{taken_tellen,vragen_tellen}') and a.person_id = any (people)
     -- whose designation ended, or did not begin, hears nothing any more (wgs:1.4.3)
     and (p.designated_by_id is null
       or p.designated_from <= fence.today() and fence.today() < p.designated_until)
$$;

grant execute on function fence.wait, fence.recipe, fence.own_recipe, fence.replace_factor,
  fence.mail_choice, fence.choose_mail, fence.addresses to app;
reset role;
create or replace trigger one_colleague before update on partners_clearance for each row
  execute function fence.one_colleague();
