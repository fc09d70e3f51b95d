-- Functions of vault that read this module's tables.
set local role vault;

-- The first day on which the participant of the open line had a datum processed here: the same
-- subject, category, source and day of noting, also when it expired or was disputed since
-- (wgs:1.8.7). Only of data of one's own, in a file and a category of the line, under an act that
-- delivers or looks a delivery over: it says a day, and nothing of the datum.
create or replace function fence.first_processed(subject uuid, category int, source text, noted date)
  returns date
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if (fence.right_to('insert', 'sharing_statement')).line is null
    and fence.acting() is distinct from 'levering_nakijken' then return null; end if;
  return (
    select min(s.first_processed_on) from sharing_statement s
     where s.subject_id = first_processed.subject and s.category = first_processed.category
       and s.category = any (fence.categories())
       and s.participant_id = (fence.permit()).participant
       and lower(btrim(s.source_system)) = lower(btrim(first_processed.source))
       and s.noted_on = first_processed.noted
       and fence.among(s.file_id, fence.files()) is true);
end $$;
grant execute on function fence.first_processed to app;
reset role;
