-- Functions of vault that read who takes part.
set local role vault;

-- The participants that take part today in the files of this line: involved, and still in the
-- alliance. Without a line null, which no condition passes.
create or replace function fence.partaking() returns text[]
language plpgsql stable parallel restricted security definer
set search_path = public, pg_temp as $$
declare
  mine fence.line := fence.permit();
  today date := fence.today();
begin
  if mine.id is null then return null; end if;
  return array(select distinct i.participant_id
    from files_involvement i join partners_participant p on p.code = i.participant_id
    where i.file_id = any (mine.files) and i.from_day <= today and today < i.until_day
      and p.from_day <= today and today < p.until_day);
end $$;
grant execute on function fence.partaking to app, owner;
reset role;
