-- Functions of vault that read this module's tables.
set local role vault;

-- Are there data of these categories about a subject in a file of the open line? It answers what
-- bgs:2.15 asks of who delivers a datum of sexual behaviour (only beside criminal-law data), so that
-- nobody reads those categories for it; only under an act that delivers.
create or replace function fence.beside(subject uuid, numbers int[]) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (fence.right_to('insert', 'sharing_statement')).line is not null and exists (
    select from sharing_statement s
     where s.subject_id = beside.subject and s.category = any (numbers)
       and fence.among(s.file_id, fence.files()) is true);
end $$;
grant execute on function fence.beside to app;
reset role;
