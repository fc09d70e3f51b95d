-- Functions of vault that read this module's tables.
set local role vault;

-- Is there a datum of another sensitive category in the file of a subject, about whomever? It answers
-- what bgs:2.15 asks of who delivers a datum of sexual behaviour (only beside criminal-law data: of a
-- victim there are none, of the suspect there are), so that nobody reads those categories for it. Only under an act that delivers, of whose one
-- category it is asked: it says yes or no, and not which.
drop function if exists fence.beside(uuid, int[]);
create or replace function fence.beside(subject uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  own smallint[] := fence.categories();
begin
  return (fence.right_to('insert', 'sharing_statement')).line is not null
    and cardinality(own) = 1
    and exists (select from fence.category c where c.nr = own[1] and c.sensitive)
    and exists (
      select from sharing_statement s
       join subjects_subject o on o.file_id = s.file_id
       where o.id = beside.subject and s.category <> own[1]
         and exists (select from fence.category c where c.nr = s.category and c.sensitive
           and c.valid_from <= fence.today())
         and fence.among(s.file_id, fence.files()) is true);
end $$;
grant execute on function fence.beside to app;
reset role;
