-- Who is put right or taken out was brought in by the participant that does it; or by one that takes
-- part no more, and then by who tests lawfulness (bgs:1.7.1). The policies say which columns change;
-- whose a row is they could only ask of the file as a whole.
set local role vault;

create or replace function fence.puts_right(subject uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  mine fence.line := fence.permit();
  brought text;
begin
  if mine.id is null then return false; end if;
  select s.participant_id into brought from subjects_subject s
   where s.id = puts_right.subject and s.file_id = any (mine.files);
  if not found then return false; end if;
  return brought is not distinct from nullif(mine.participant, '')
    or brought is not null and brought <> all (fence.partaking())
      and exists (select from partners_person p
        where p.id = mine.person and p.task = 'rechtmatigheidstoets');
end $$;
grant execute on function fence.puts_right to app, owner;
reset role;
create or replace function fence.only_who_brought_in() returns trigger language plpgsql as $$
begin
  if fence.bound() and (fence.permit()).act = any ('{betrokkene_verbeteren,betrokkene_weghalen}'::text[])
    and not fence.puts_right((to_jsonb(new) ->> tg_argv[0])::uuid) then
    raise exception 'wie een ander inbracht, verandert alleen die ander'
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create or replace trigger only_who_brought_in before update on subjects_subject for each row
  execute function fence.only_who_brought_in('id');
create or replace trigger only_who_brought_in before insert on subjects_admission for each row
  execute function fence.only_who_brought_in('subject');
