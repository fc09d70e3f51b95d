-- Functions of vault that read this module's tables.
set local role vault;

-- Which data about somebody whom nobody reads any more are still there to take back: those of one's
-- own participant, and for the bureau those of one that is involved no more (bgs:1.7.1). Number,
-- category and day of noting; never what they say, nor about whom.
create or replace function fence.left_behind()
  returns table (id uuid, category smallint, noted_on date)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  mine fence.line := fence.permit();
  files uuid[] := fence.reached();
  day date := fence.today();
begin
  return query
    select s.id, s.category, s.noted_on from sharing_statement s
     where s.file_id = any (files) and s.subject_id = any (fence.removed())
       and s.category = any (fence.categories()) and day < s.keep_until
       and (s.participant_id = nullif(mine.participant, '')
         or mine.participant = '' and exists (select from files_involvement i
           where i.file_id = s.file_id and i.participant_id = s.participant_id
             and i.until_day <= day))
     order by s.category, s.noted_on, s.id;
end $$;
grant execute on function fence.left_behind to app;
reset role;
