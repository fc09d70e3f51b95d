-- The one search for a person over everything that is held (avg:15.1), and what it gives. It looks
-- for whoever stands in the file of a request whose identity was verified, and for nobody else: no
-- caller says for whom. In two steps, as with a name in a signal: what it finds is kept, with a line
-- in the log of each file it was found in, before anybody reads any of it.
create table if not exists fence.sought (
  line uuid not null, tbl text not null, row_id uuid not null, file uuid, col text not null,
    way text not null, likeness double precision not null, participants text[] not null,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp()
);
grant select, insert, delete on fence.sought to vault;
set local role vault;

-- A text as it sounds: small, without accents, and with one way to write what is heard the same.
create or replace function fence.folded(told text) returns text
language sql immutable parallel safe set search_path = public, pg_temp as $$
  select regexp_replace(regexp_replace(regexp_replace(translate(replace(replace(replace(replace(
      replace(replace(fence.spelled(told), 'ij', 'y'), 'ei', 'y'), 'ck', 'k'), 'th', 't'),
      'ph', 'f'), 'ou', 'au'), 'zqvx', 'skfk'), 'c([^h]|$)', 'k\1', 'g'), 'd( |$)', 't\1', 'g'),
      '(.)\1', '\1', 'g')
$$;
-- The words of a surname that tell it: without what stands before it (van, de, 't) or after it.
create or replace function fence.core(name text) returns text
language sql immutable parallel safe set search_path = public, pg_temp as $$
  select coalesce(nullif(btrim(string_agg(word, ' ' order by nr)), ''), fence.spelled(core.name))
    from regexp_split_to_table(fence.spelled(core.name), ' ') with ordinality w (word, nr)
   where word <> all ('{van,de,der,den,het,t,ter,ten,te,op,in,aan,bij,von,zu,du,la,le,el,al,ben,
     bin,da,dos,di,s,b,v,bv,nv,vof,cv}')
$$;
-- The surnames to look for: as a whole and, of a double one, each part; one name on each line.
create or replace function fence.surnames(told text) returns text[]
language sql immutable parallel safe set search_path = public, pg_temp as $$
  select array(select distinct fence.core(one) from regexp_split_to_table(told, E'[\n\r]+') line,
      lateral (select line union all select part from regexp_split_to_table(line, '-') part) s (one)
    where length(fence.core(one)) > 2)
$$;
-- How many letters two words differ, as they sound; two that changed places count as one.
create or replace function fence.differ(one text, other text) returns int
language sql immutable parallel safe set search_path = public, pg_temp as $$
  select case when one = other then 0
    when abs(length(one) - length(other)) > 2 or levenshtein_less_equal(one, other, 2) > 2 then 9
    when length(one) = length(other) and
      (select string_agg(l, '' order by l) from regexp_split_to_table(one, '') l)
      = (select string_agg(l, '' order by l) from regexp_split_to_table(other, '') l) then 1
    else levenshtein_less_equal(one, other, 2) end
$$;
-- How alike a name and a text are, in words as they sound: of the words of the name the one that is
-- least found; 0 where one is not. `most`: how many letters may differ in a word of seven letters or
-- more; in a shorter one, one less.
create or replace function fence.nearness(name text[], words text[], most int)
returns double precision
language plpgsql immutable parallel safe set search_path = public, pg_temp as $$
declare
  least_found double precision := 1;
  best int;
  one text;
  other text;
begin
  foreach one in array name loop
    best := 9;
    foreach other in array words loop
      if one = other then best := 0; exit; end if;
      if length(one) > 3 and abs(length(one) - length(other)) < 3 then
        best := least(best, fence.differ(one, other));
      end if;
    end loop;
    if best > (case when length(one) > 6 then most else most - 1 end) then return 0; end if;
    least_found := least(least_found, 1 - best::double precision / length(one));
  end loop;
  return least_found;
end $$;
-- Is this text about one of these names or numbers, and by what does one see it? `firsts` are first
-- names; a name that only looks like it needs a first name or initial, or no more than one letter
-- that differs. `sounds` and `first_sounds`: the same as they sound. Null: it is not.
create or replace function fence.alike(told text, names text[], sounds text[], firsts text[],
  first_sounds text[], numbers text[], out way text, out likeness double precision)
language plpgsql immutable parallel safe set search_path = public, pg_temp as $$
declare
  spelled text := ' ' || fence.spelled(told) || ' ';
  bare text := regexp_replace(told, '[^[:alnum:]]+', '', 'g');
  words text[];
  first boolean;
  one text;
begin
  if exists (select from unnest(numbers) n where bare like '%' || n || '%') then
    way := 'nummer'; likeness := 1; return;
  end if;
  first := exists (select from unnest(firsts) f where spelled like '% ' || f || ' %'
    or spelled like '% ' || left(f, 1) || ' %');
  foreach one in array names loop
    if spelled like '% ' || one || ' %' then
      way := case when first then 'letterlijk' else 'achternaam' end;
      likeness := case when first then 1 else 0.9 end;
      return;
    end if;
  end loop;
  words := regexp_split_to_array(fence.folded(told), ' ');
  if not first then
    foreach one in array first_sounds loop
      first := first or fence.nearness(array[one], words, 2) > 0;
    end loop;
  end if;
  likeness := 0;
  foreach one in array sounds loop
    likeness := greatest(likeness, fence.nearness(regexp_split_to_array(one, ' '), words,
      case when first then 2 else 1 end));
  end loop;
  if likeness > 0 then way := 'lijkt_op'; likeness := least(likeness, 0.89);
  else likeness := null; end if;
end $$;
-- Which participants were ever involved in a file, or worked in it.
create or replace function fence.ever_in(file uuid) returns text[]
language sql stable security definer set search_path = public, pg_temp as $$
  select array(select i.participant_id from files_involvement i where i.file_id = ever_in.file
    union select a.participant_id from files_assignment a
      where a.file_id = ever_in.file and a.participant_id is not null order by 1)
$$;

-- Look for the requester of the request of this line, and keep what was found with a line in the
-- log of each file in which it was. The line was committed before, for a search in one request
-- whose identity was verified. Called on the connection of the ledger, so that it is committed too.
create or replace function fence.seek(line uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine fence.line;
  names text[];
  firsts text[];
  numbers text[];
begin
  delete from fence.sought s where s.at < clock_timestamp() - interval '1 hour';
  select * into mine from fence.line l where l.id = seek.line and l.granted and l.writes
    and l.act = 'zoekslag_doen' and clock_timestamp() < l.at + interval '15 minutes'
    and l.xid is distinct from pg_current_xact_id_if_assigned();
  if mine.id is null or cardinality(mine.files) <> 1 or mine.person is null
    or exists (select from fence.outcome o where o.line = mine.id)
    or not exists (select from rights_identity i where i.file_id = mine.files[1]) then
    raise exception 'zonder verzoek met een vastgestelde identiteit wordt niemand gezocht'
      using errcode = 'insufficient_privilege';
  end if;
  if exists (select from fence.sought s where s.line = mine.id) then return; end if;
  select fence.surnames(string_agg(r.surnames, E'\n')),
      array_remove(array_agg(nullif(r.identifier, '')) || array_agg(
        nullif(r.register_number, '')), null) into names, numbers
    from rights_requester r where r.file_id = mine.files[1];
  firsts := array(select f from rights_requester q,
      regexp_split_to_table(fence.spelled(q.first_names), ' ') f
    where q.file_id = mine.files[1] and f <> '');
  insert into fence.sought (line, tbl, row_id, file, col, way, likeness, participants)
    select mine.id, s.tbl, s.row_id, s.file, s.col, a.way, a.likeness,
        case when s.file is null then '{}' else fence.ever_in(s.file) end
      from fence.sought_rows() s, lateral fence.alike(s.told, names,
        array(select fence.folded(n) from unnest(names) n), firsts,
        array(select fence.folded(f) from unnest(firsts) f), numbers) a
     where a.way is not null and s.file is distinct from mine.files[1];
  -- of no transaction: a line that opens nothing, and says in each file who looked there and why
  insert into fence.line (id, day, backend, began, person, actor, participant, act, purpose, ground,
    law, question, files, categories, writes, granted, objections)
  select gen_random_uuid(), mine.day, 0, mine.began, mine.person, mine.actor, mine.participant,
      mine.act, mine.purpose, mine.ground, mine.law, '', array[f.file], '{}', false, true, '{}'
    from (select distinct s.file from fence.sought s where s.line = mine.id
      and s.file is not null) f;
end $$;
-- What the search of this line found. Not in the transaction that searched.
create or replace function fence.sought_hits() returns table (tbl text, row_id uuid, file uuid,
  col text, way text, likeness double precision, participants text[])
language sql stable security definer set search_path = public, pg_temp as $$
  select s.tbl, s.row_id, s.file, s.col, s.way, s.likeness, s.participants from fence.sought s
   where s.line = (select (fence.right_to('insert', 'rights_hit')).line)
     and s.xid is distinct from pg_current_xact_id_if_assigned()
$$;
-- Which hits this request has already, for the search that adds to them and reads none.
create or replace function fence.known_hits() returns table (tbl text, row_id uuid, col text)
language sql stable security definer set search_path = public, pg_temp as $$
  select h.tbl, h.row_id, h.col from rights_hit h
   where h.file_id = (select (fence.right_to('insert', 'rights_hit')).file)
$$;
-- A hit that is kept is one that the search of the same line found: nobody points at a row to read
-- it.
create or replace function fence.only_sought() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from fence.sought s where s.line = new.receipt and s.tbl = new.tbl
    and s.row_id = new.row_id and s.col = new.col and s.file is not distinct from new.of_file
    and (s.participants = new.participants or s.participants = '{}')) then
    raise exception 'dit is geen treffer van deze zoekslag' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
-- The texts of the hits in the requests of this line: to who decides on the request all of them, to
-- another participant those of files it was involved in. Under an act that shows hits, or writes
-- the letter of them.
create or replace function fence.hit_texts() returns table (hit uuid, told text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  mine fence.line := fence.permit();
  open uuid[] := fence.reached();
begin
  if mine.act is null or open is null
    or mine.act <> all ('{treffers_inzien,verzoek_besluiten}') then return; end if;
  return query
    select h.id, s.told from rights_hit h
      join fence.sought_rows() s on s.tbl = h.tbl and s.row_id = h.row_id and s.col = h.col
     where h.file_id = any (open) and (mine.participant = any (h.participants) or exists (
       select from rights_citizenrequest r join files_assignment a on a.file_id = r.file_id
        where r.file_id = h.file_id and a.person_id = mine.person
          and (a.role = 'contactpunt' or a.participant_id = r.decider_id)
          and a.from_day <= fence.today() and fence.today() < a.until_day));
end $$;
grant execute on function fence.seek, fence.sought_hits, fence.known_hits, fence.hit_texts to app;
grant execute on function fence.only_sought to owner;
revoke execute on function fence.ever_in from public, app;
reset role;
create or replace trigger only_sought before insert on rights_hit for each row
  execute function fence.only_sought();
