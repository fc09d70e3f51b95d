-- Functions of vault that read this module's tables.
set local role vault;

-- The files of this line about which whoever acts was the last to be asked for advice (bibob:28.2.d):
-- who was asked before reads nothing there any more. Without a line null, which no row passes.
create or replace function fence.advising() returns uuid[]
language plpgsql stable parallel restricted security definer
set search_path = public, pg_temp as $$
declare
  mine fence.line := fence.permit();
begin
  if mine.id is null then return null; end if;
  return array(
    select q.file_id from (
      select distinct on (a.file_id) a.file_id, a.adviser_id from bibob_question a
       where a.file_id = any (mine.files) order by a.file_id, a.at desc) q
     where q.adviser_id = mine.person);
end $$;
grant execute on function fence.advising to app, owner;
reset role;
