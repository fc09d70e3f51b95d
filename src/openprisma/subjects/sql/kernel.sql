-- Functions of vault that read this module's tables.
set local role vault;

-- Is somebody of this name a main subject of the signal under a file? It answers what wgs:2.22.1.a
-- asks of who names a subject, so that nobody needs to read the signal for it. In two steps, as at
-- the door: each line of an act that names a subject asks one name, and the question is kept before
-- it is answered; so whoever guesses leaves a line for each guess, whatever is taken back.
create or replace function fence.ask_name(line uuid, name text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- what another is removing keeps nobody waiting
  delete from fence.asked a where a.line in (select old.line from fence.asked old
    where old.at < clock_timestamp() - interval '1 hour' for update skip locked);
  insert into fence.asked (line, digest)
    select l.id, sha256(convert_to(l.id || lower(name), 'UTF8')) from fence.line l
     where l.id = ask_name.line and l.granted and l.writes
    on conflict do nothing;
end $$;
create or replace function fence.named_in_signal(file uuid, name text) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  mine fence.write_right := fence.right_to('insert', 'subjects_subject');
begin
  return exists (
      select from fence.asked a where a.line = mine.line
        and a.digest = sha256(convert_to(a.line || lower(named_in_signal.name), 'UTF8'))
        and a.xid is distinct from pg_current_xact_id_if_assigned())
    and fence.among(file, fence.files()) is true and exists (
    select from files_file f join subjects_subject s on s.file_id = f.rests_on_id
     where f.id = named_in_signal.file and lower(s.name) = lower(named_in_signal.name)
       and s.left_on is null and fence.today() < s.known_on + fence.kept_for('bewaren'));
end $$;
-- The subjects of the files of this line that whoever acts does not read, nor what rests on them:
-- whom a table removed, and whom only a link to one of those brought there (wgs:2.22.1.b), and whom
-- it did not admit (yet) and somebody of another participant proposed
-- (werkwijze:casusoverleg.3). Of the bureau, which is no participant, only who proposed. Who brought
-- somebody in still finds them to put them right or take them out, and so does who tests lawfulness,
-- for a participant that left (bgs:1.7.1). Whoever was taken out nobody; nor whose name is past its
-- five years, unless a datum that came later, and says whom it is about, is not (wgs:1.8.7). Without a line null, which no row passes.
create or replace function fence.removed() returns uuid[]
language plpgsql stable parallel restricted security definer
set search_path = public, pg_temp as $$
declare
  mine fence.line := fence.permit();
  day date := fence.today();
  putting_right boolean := mine.act = any ('{betrokkene_verbeteren,betrokkene_weghalen}'::text[]);
  testing boolean := putting_right and exists (select from partners_person p
    where p.id = mine.person and p.task = 'rechtmatigheidstoets');
begin
  if mine.id is null then return null; end if;
  -- once for all, and not for each: a case may have thousands
  return array(
    with gone as (
      select a.subject from subjects_admission a
       where a.file_id = any (mine.files) and a.state = 'verwijderd'),
    shut as (
      select s.id as subject from subjects_subject s
       where s.file_id = any (mine.files) and s.linked in (select gone.subject from gone)
      union
      select a.subject from subjects_admission a join partners_person p on p.id = a.person_id
       where a.file_id = any (mine.files)
       group by a.subject
      having bool_or(a.state = 'verwijderd') or bool_or(a.state = 'voorgesteld')
        and not bool_or(a.state = 'toegelaten')
        and not bool_or(a.state = 'voorgesteld' and (a.person_id = mine.person
          or p.designated_by_id is not distinct from nullif(mine.participant, '')
            and p.designated_by_id is not null)))
    select s.id from subjects_subject s
     where s.file_id = any (mine.files)
       and (s.left_on is not null
         or s.known_on + fence.kept_for('bewaren') <= day and not exists (
           select from sharing_statement d where d.subject_id = s.id and d.keep_until > day)
         or not testing
           and not (putting_right
             and s.participant_id is not distinct from nullif(mine.participant, ''))
           and s.id in (select shut.subject from shut)));
end $$;
-- A name as it is compared with a text: without accents, small, words with one space between them.
create or replace function fence.spelled(name text) returns text
language sql immutable parallel safe as $$
  select btrim(regexp_replace(lower(regexp_replace(normalize(name, NFKD),
    '[\u0300-\u036f]', '', 'g')), '[^[:alnum:]]+', ' ', 'g')) $$;
-- Does a text that others read than those who reach the subjects say who they are: of a file of this
-- line, or of the signal under it? `told` are its words with one space between and around them, `bare`
-- its letters and digits. A yes or no for who writes the text: each question stands in the log with
-- the line that asks it, and only under an act that writes.
create or replace function fence.names_somebody(told text, bare text) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  mine fence.line := fence.permit();
begin
  if mine.id is null or not mine.writes then return null; end if;
  return exists (
    select from subjects_subject s,
      lateral (select regexp_replace(fence.spelled(s.name),
        '( (b ?v|n ?v|c ?v|v ?o ?f|u ?a|i ?o|holding|beheer))+$', '') as name) one
     where (s.file_id = any (mine.files) or s.file_id in (
         select f.rests_on_id from files_file f where f.id = any (mine.files)))
       and s.kind <> 'fenomeen'  -- that is nobody
       and (length(one.name) > 2 and told like '% ' || one.name || ' %'
         or s.kind = 'natuurlijk_persoon' and length(substring(one.name from '[^ ]+$')) > 3
           and told like '% ' || substring(one.name from '[^ ]+$') || ' %'
         or length(replace(fence.spelled(s.identifier), ' ', '')) > 5
           and bare like '%' || replace(fence.spelled(s.identifier), ' ', '') || '%'));
end $$;
grant execute on function fence.names_somebody to app;
grant execute on function fence.removed to app, owner;
grant execute on function fence.ask_name to app;
grant execute on function fence.named_in_signal to app;
reset role;
