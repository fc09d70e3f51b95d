-- Where an act leads a file, and what it begins: as the working methods say. The gate follows them
-- too; here raw SQL does. These functions belong to `vault`. Every migration that changes one runs
-- this file again.
set local role vault;

-- May the act of the line of this transaction lead a file of a working method from one stage to
-- another? From none: to its first.
create or replace function fence.leads(procedure text, was text, becomes text) returns boolean
language plpgsql stable parallel restricted security definer set search_path = fence, pg_temp as $$
declare
  line fence.line := fence.permit();
begin
  return coalesce(line.writes, false) and exists (
    select from transition t where t.procedure = leads.procedure and t.act = line.act
       and t.from_stage = leads.was and t.to_stage = leads.becomes);
end $$;
-- May it begin a file of this working method, that rests on another file or not: for who holds a
-- function that this method asks?
create or replace function fence.begins(procedure text, rests boolean) returns boolean
language plpgsql stable parallel restricted security definer set search_path = fence, pg_temp as $$
declare
  line fence.line := fence.permit();
begin
  return coalesce(line.writes, false) and exists (
    select from transition t where t.procedure = begins.procedure and t.act = line.act
      and t.from_stage = '' and t.rests = begins.rests)
    and fence.may_begin(fence.actor_of(line), line.act, fence.today(), begins.procedure);
end $$;

-- A file begins at no stage and in the first phase (`phase`, as its model says); the same line then
-- leads it to its first stage.
create or replace function fence.only_transitions() returns trigger language plpgsql as $$
begin
  if not fence.bound() then return new; end if;
  if tg_op = 'INSERT' and not (new.stage = '' and new.phase = tg_argv[0]::int
    and fence.begins(new.kind, new.rests_on_id is not null)) then
    raise exception 'deze handeling begint niet zo een dossier'
      using errcode = 'insufficient_privilege';
  end if;
  if tg_op = 'UPDATE' and new.stage is distinct from old.stage
    and not fence.leads(new.kind, old.stage, new.stage) then
    raise exception 'deze handeling brengt een dossier niet naar deze stap'
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
-- Asked when the transaction commits: at no stage nobody could do anything with a file, and no
-- working method could be installed.
create or replace function fence.only_at_a_stage() returns trigger
language plpgsql security definer set search_path = fence, pg_temp as $$
declare
  stranded boolean;
begin
  execute format('select exists (select from %I.%I where id = $1 and stage = '''')',
    tg_table_schema, tg_table_name)
    into stranded using new.id;
  if stranded then
    raise exception 'dit dossier staat op geen stap' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;

grant execute on function fence.leads, fence.begins to app, owner;
grant execute on function fence.only_transitions, fence.only_at_a_stage to owner;
reset role;
