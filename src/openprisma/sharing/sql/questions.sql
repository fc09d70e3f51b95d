-- Functions of vault that read this module's tables.
set local role vault;

-- How many questions wait for an answer of one's participant in which file, and when the first is late: at the door for oneself,
-- and for everybody under the act of the background task that mails a number. Never what was asked, nor about whom.
create or replace function fence.questions() returns table (person uuid, file uuid, open int, first date)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.person_id, f.id, count(distinct r.id)::int, min(r.answer_by)
    from files_assignment a join files_file f on f.id = a.file_id
    join fence.offer o on o.act = 'vraag_beantwoorden' and o.procedure = f.kind and o.stage in ('*', f.stage) and o.role = a.role
    join sharing_request r on r.file_id = f.id and a.participant_id = any (r.participants)
    left join lateral (select p.answer from sharing_reply p where p.request_id = r.id and p.participant_id = a.participant_id
                        order by p.at desc limit 1) given on true
   where a.from_day <= fence.today() and fence.today() < a.until_day and fence.today() < f.ends_on
     and ((fence.permit()).act = 'vragen_tellen' or a.person_id = (fence.visitor()).person)
     and coalesce(given.answer, 'later') = 'later'
     -- Of a category that is closed to who is asked not even the number.
     and r.category = any (fence.open_categories(fence.known(a.person_id), f.id, array[r.category], fence.today()))
   group by 1, 2
$$;
grant execute on function fence.questions to app;
reset role;
