-- Functions of vault that read this module's tables.
set local role vault;

-- At the door: in which of my files results went out whose feedback I record, of how many it is due
-- before a day, and when the first is. Never what went out, nor to whom.
create or replace function fence.feedback(before date) returns table (file uuid, number int,
  first date)
language sql stable security definer set search_path = public, pg_temp as $$
  select f.id, count(distinct r.id)::int, min(r.due)
    from files_assignment a join files_file f on f.id = a.file_id
    join fence.offer o on o.act = 'resultaat_terugkoppelen' and o.procedure = f.kind
      and o.stage in ('*', f.stage) and o.role = a.role
    join results_result r on r.file_id = f.id and r.given_on is not null
      and r.due <= feedback.before
   where a.from_day <= fence.today() and fence.today() < a.until_day
     and a.person_id = fence.person()
     and a.participant_id is null
   group by 1
$$;
grant execute on function fence.feedback to app;
reset role;
