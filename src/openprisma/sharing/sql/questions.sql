-- Functions of vault that read this module's tables.
set local role vault;

-- How many questions wait for an answer of one's participant in which file, and when the first is
-- late: at the door for oneself, and for everybody under the act of the background task that mails
-- a number. Never what was asked, nor about whom. It begins with the files somebody has: what is
-- asked in others takes no time, and so tells nothing by the time it takes.
create or replace function fence.questions() returns table (person uuid, file uuid, open int,
  first date)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  day date := fence.today();
  people uuid[] := case when fence.acting() = 'vragen_tellen'
    then array(select p.id from partners_person p)
                        else array_remove(array[fence.person()], null) end;
begin
  return query
    with mine as materialized (
      select distinct a.person_id, a.participant_id, a.file_id
        from files_assignment a join files_file f on f.id = a.file_id
        join fence.offer o on o.act = 'vraag_beantwoorden' and o.procedure = f.kind
          and o.stage in ('*', f.stage) and o.role = a.role
       where a.person_id = any (people) and a.from_day <= day and day < a.until_day
         and day < f.ends_on),
    asked as materialized (
      select m.person_id, m.file_id, r.id, r.category, r.answer_by
        from mine m join sharing_request r on r.file_id = m.file_id
          and m.participant_id = any (r.participants)
         -- about somebody whom a table removed nobody answers
         and r.subject_id not in (select a.subject from subjects_admission a
           where a.file_id = m.file_id and a.state = 'verwijderd')
         and day < r.on_day + fence.kept_for('bewaren')
         and exists (select from subjects_subject s where s.id = r.subject_id
           and s.left_on is null and day < s.known_on + fence.kept_for('bewaren'))
       where coalesce((select p.answer from sharing_reply p where p.request_id = r.id
         and p.participant_id = m.participant_id
                        order by p.at desc limit 1), 'later') = 'later'),
    -- Of a category that is closed to who is asked not even the number.
    open_to as materialized (
      select k.person_id, k.file_id, fence.open_categories(fence.known(k.person_id), k.file_id,
        k.categories, day) as categories
        from (select a.person_id, a.file_id, array_agg(distinct a.category) as categories
          from asked a group by 1, 2) k)
    select a.person_id, a.file_id, count(distinct a.id)::int, min(a.answer_by)
      from asked a join open_to o on o.person_id = a.person_id and o.file_id = a.file_id
     where a.category = any (o.categories) group by 1, 2;
end $$;
grant execute on function fence.questions to app;
reset role;
