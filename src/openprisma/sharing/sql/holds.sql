-- Functions of vault that read this module's tables.
set local role vault;

-- What keeps something longer, in the files where whoever asks tests lawfulness: a datum on a ground
-- until the day on which somebody looks again, and a whole file whose destruction waits. Which file,
-- which ground, which days; not what it is about, nor about whom. For the act that shows what goes.
create or replace function fence.kept_longer()
  returns table (file uuid, ground text, begun date, review date)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  mine fence.line := fence.permit();
  day date := fence.today();
  files uuid[];
begin
  if fence.acting() is distinct from 'vernietiging_inzien' then return; end if;
  files := array(select distinct a.file_id from files_assignment a
    where a.person_id = mine.person and a.role = 'privacyjurist'
      and a.from_day <= day and day < a.until_day);
  return query
    select s.file_id, r.ground, r.on_day, r.review_on
      from sharing_retention r join sharing_statement s on s.id = r.statement_id
     where s.file_id = any (files) and r.review_on > day
    union all
    select h.file_id, '', h.withheld_on, null::date from files_hold h
     where h.file_id = any (files) and h.released_on is null
    order by 4 nulls last, 3;
end $$;
grant execute on function fence.kept_longer to app;
reset role;
