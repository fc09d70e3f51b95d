-- Functions of vault that read the domain's tables. The kernel norms themselves are compiled from
-- the law.
set local role vault;

create or replace function fence.known(person uuid) returns fence.actor
language sql stable security definer
set search_path = public, pg_temp as $$
  select row(p.id, p.name, coalesce(p.designated_by_id, ''), false)::fence.actor
    from partners_person p where p.id = person
$$;

-- Files whose term has passed at a stage that offers their expiry: ids and working method only, for
-- the worker.
drop function if exists fence.expired();
create function fence.expired() returns table (file uuid, kind text) language sql stable
  security definer
set search_path = public, pg_temp as $$
  select f.id, f.kind
    from (select distinct o.procedure, o.stage from fence.offer o where o.role = 'systeem'
      and not o.starts) due
    join files_file f on f.kind = due.procedure and f.stage = due.stage
      and f.ends_on <= (select fence.today())
$$;
-- Who holds which of these functions today and may work here at all: the kernel norms about a
-- person, judged once for each who holds one, and for nobody else. Only under a line that gives
-- access: it says of each whether they are screened and confirmed, and that is needed for it.
-- Without one: nobody. `until`: the first day on which they hold it no more.
drop function if exists fence.holders(text);
drop function if exists fence.holders(text[]);
create or replace function fence.gives_access() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select (fence.right_to('insert', 'files_assignment')).line is not null
$$;
create function fence.holders(wanted text[]) returns table (function text, person uuid,
  participant text, until date)
language sql stable security definer set search_path = public, pg_temp as $$
  with held as materialized (
    select h.function, h.person_id, h.until_day from partners_functionholder h,
      (select fence.today() as day where fence.gives_access() offset 0) now
     where h.function = any (wanted) and h.from_day <= now.day and now.day < h.until_day),
  people as materialized (select p.id, p.designated_by_id from partners_person p
    where p.id in (select person_id from held)),
  fit as materialized (
    select * from people where fence.person_objections(fence.known(id), 'dossier_inzien',
      fence.today()) = '{}')
  select held.function, fit.id, fit.designated_by_id, held.until_day
    from held join fit on fit.id = held.person_id
$$;
-- Which of these people may work here at all today: the kernel norms about a person, judged for
-- each. Under a line that gives access.
create or replace function fence.fit(people uuid[]) returns setof uuid
language sql stable security definer
set search_path = public, pg_temp as $$
  select p.id from partners_person p
   where (select fence.gives_access()) and p.id = any (people)
     and fence.person_objections(fence.known(p.id), 'dossier_inzien', fence.today()) = '{}'
$$;
-- Does somebody hold a function today that an act without a file, or one that makes a file, is
-- offered to? `procedure`: by that working method, for another may offer the same act to others.
drop function if exists fence.may_begin(fence.actor, text, date);
create or replace function fence.may_begin(who fence.actor, act text, day date,
  procedure text default null) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from fence.offer o where o.starts and o.act = may_begin.act
      and o.procedure = coalesce(may_begin.procedure, o.procedure)
       and (o.role = 'iedereen' or (who).system and o.role = (who).name or exists (
      select from partners_functionholder h where h.person_id = (who).person and h.function = o.role
         and h.from_day <= may_begin.day and may_begin.day < h.until_day)))
$$;
drop function if exists fence.waiting(text[], text[], text[]);
drop function if exists fence.waiting(text[], text[], text[], timestamptz);
-- Access to these files of the open line that is not what it was given for any more: its holder lost
-- the function or the seat. Plain SQL would look up what is compiled after this.
create or replace function fence.lapsed(wanted uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query
    select a.id from files_assignment a join files_file f on f.id = a.file_id
     where f.id = any (wanted) and f.id = any ((select fence.files())::uuid[])
       and not fence.still_holds(a.person_id, a.role, f.kind, f.panel, fence.today());
end $$;
-- Under each file of the open line: the working method and stage of the signal it rests on, or its
-- own. For a norm that asks whether that signal was taken up, of people who may not see the signal.
create or replace function fence.foundations() returns table (file uuid, kind text, stage text)
language sql stable security definer set search_path = public, pg_temp as $$
  select f.id, b.kind, b.stage from files_file f
    join files_file b on b.id = coalesce(f.rests_on_id, f.id)
   where f.id = any ((select fence.files())::uuid[])
$$;
-- What came of each signal of the open line, and what an activity of it rests on: working method and
-- day, and which file only for who has a part in it today. That something came of what one reported
-- one may know; what stands in it, and what it is called, only who works there.
create or replace function fence.kin() returns table (file uuid, kin uuid, kind text, began date,
  later boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select f.id, case when exists (select from files_assignment a where a.file_id = b.id
      and a.person_id = (fence.permit()).person and a.from_day <= fence.today()
      and fence.today() < a.until_day) then b.id end, b.kind, b.opened_on, b.id <> f.rests_on_id
        or f.rests_on_id is null
    from files_file f join files_file b on b.rests_on_id = f.id or b.id = f.rests_on_id
   where f.id = any ((select fence.files())::uuid[])
$$;
-- Of a step that is kept, the stage is one that the act leads to from where the file stands: the
-- history behind the stage bar tells nothing else. The step comes before the move, while the line
-- still opens the file.
create or replace function fence.only_steps() returns trigger language plpgsql as $$
begin
  if fence.bound() and not exists (select from public.files_file f where f.id = new.file_id
    and fence.leads(f.kind, f.stage, new.stage)) then
    raise exception 'deze handeling brengt een dossier niet naar deze stap'
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
-- How often writers said what of a doubtful word, over all files, and what became of exceptions
-- that were asked for; never which word. Of those that wait also in which file, for who decides on
-- it there. For the act that counts.
drop function if exists fence.word_counts();
create function fence.word_counts() returns table (kind text, meaning text, number int,
  files uuid[])
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if fence.acting() is distinct from 'woorden_tellen' then return; end if;
  return query
    select w.kind, coalesce(nullif(w.state, ''), w.meaning), count(*)::int,
           coalesce(array_agg(distinct w.file_id) filter (where w.state = 'gevraagd' and exists (
             select from files_assignment a where a.file_id = w.file_id
               and a.person_id = (fence.permit()).person and a.role = 'privacyjurist'
               and a.from_day <= fence.today() and fence.today() < a.until_day)), '{}')
      from files_wordnote w group by 1, 2 order by 3 desc, 1, 2;
end $$;
grant execute on function fence.only_steps to owner;
grant execute on function fence.holders, fence.fit, fence.lapsed, fence.kin, fence.foundations,
  fence.word_counts to app;
revoke execute on function fence.expired from app;
grant execute on function fence.expired to worker;  -- which files ended is for who runs tasks
reset role;
create or replace trigger only_steps before insert on files_step for each row
  execute function fence.only_steps();
