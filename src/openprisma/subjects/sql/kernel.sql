-- Functions of vault that read this module's tables.
set local role vault;

-- Is somebody of this name a main subject of the signal under a file? It answers what wgs:2.22.1.a
-- asks of who names a subject, so that nobody needs to read the signal for it; only for the file of
-- the line of an act that names one.
create or replace function fence.named_in_signal(file uuid, name text) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (fence.right_to('insert', 'subjects_subject')).line is not null
    and fence.among(file, fence.files()) is true and exists (
    select from files_file f join subjects_subject s on s.file_id = f.rests_on_id
     where f.id = named_in_signal.file and lower(s.name) = lower(named_in_signal.name));
end $$;
grant execute on function fence.named_in_signal to app;
reset role;
