-- Functions of vault that read this module's tables.
set local role vault;

-- Does a datum of another sensitive category stand in a file, about whomever: not taken back, not too
-- old, not reported as wrong, and not about somebody whom the panel removed? Data of sexual behaviour
-- stand only beside criminal-law data (bgs:2.15): of a victim there are none, of the suspect there are.
create or replace function fence.stands_beside(file uuid, own int) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (
    select from sharing_statement s
     where s.file_id = stands_beside.file and s.category <> own
       and not s.withdrawn and s.disputed_on is null and s.keep_until > fence.today()
       and exists (select from fence.category c where c.nr = s.category and c.sensitive
         and c.valid_from <= fence.today())
       and not exists (select from subjects_admission a
         where a.file_id = s.file_id and a.subject = s.subject_id and a.state = 'verwijderd'));
end $$;
revoke execute on function fence.stands_beside from public;

-- The same, asked by who delivers a datum of sexual behaviour about a subject, so that nobody reads
-- those categories for it. Only under an act that delivers, of whose one category it is asked: it
-- says yes or no, and not which.
drop function if exists fence.beside(uuid, int[]);
create or replace function fence.beside(subject uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  own smallint[] := fence.categories();
begin
  return (fence.right_to('insert', 'sharing_statement')).line is not null
    and cardinality(own) = 1
    and exists (select from fence.category c where c.nr = own[1] and c.sensitive)
    and exists (select from subjects_subject o
       where o.id = beside.subject and fence.among(o.file_id, fence.files()) is true
         and fence.stands_beside(o.file_id, own[1]));
end $$;
grant execute on function fence.beside to app;

-- The data of sexual behaviour in the files of the line that stand beside nothing any more: only who
-- supplied them still reads them, to take them back (bgs:2.15).
create or replace function fence.lone() returns uuid[]
language plpgsql stable parallel restricted security definer
set search_path = public, pg_temp as $$
declare
  mine fence.line := fence.permit();
begin
  if mine.id is null then return null; end if;
  return array(select s.id from sharing_statement s
    where s.file_id = any (mine.files)
      and exists (select from fence.category c
        where c.nr = s.category and c.code = 'seksueel_gedrag')
      and not fence.stands_beside(s.file_id, s.category));
end $$;
grant execute on function fence.lone to app, owner;
reset role;
