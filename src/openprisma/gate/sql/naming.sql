-- What a new row names by number without a foreign key is there, in its file; and a row that can be
-- named so has a number that was never given before. These functions belong to `vault`. Every
-- migration that changes one runs this file again.
create table if not exists fence.number (  -- every number that was given, also of what is gone
  id uuid primary key
);
-- known by trying alone: no function looks in it
grant insert on fence.number to vault;
set local role vault;

-- Told with the trigger (`gate/naming.py`): of each column the `table` it names, its own column that
-- says in which file (`mine`), that of the other (`its`), and which columns both have equal (`same`).
create or replace function fence.only_named() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
declare
  becomes jsonb := to_jsonb(new);
  name text;
  one jsonb;
  wanted uuid[];
  found bigint;
begin
  if not fence.bound() then return new; end if;
  for name, one in select n.key, n.value from jsonb_each(tg_argv[0]::jsonb) n loop
    continue when becomes -> name = 'null'::jsonb;
    wanted := array(select distinct x::uuid from jsonb_array_elements_text(
      case when jsonb_typeof(becomes -> name) = 'array' then becomes -> name
        else jsonb_build_array(becomes -> name) end) x);
    continue when wanted = '{}';
    execute format(
      'select count(*) from %I t where t.id = any ($1) and t.%I = $2 %s',
      one ->> 'table', one ->> 'its',
      (select coalesce(string_agg(format('and t.%1$I::text = $3 ->> %1$L', c), ' '), '')
         from jsonb_array_elements_text(one -> 'same') c))
      into found using wanted, (becomes ->> (one ->> 'mine'))::uuid, becomes;
    if found <> cardinality(wanted) then
      raise exception 'in % noemt % een rij die er niet is in dit dossier', tg_table_name, name
        using errcode = 'insufficient_privilege';
    end if;
  end loop;
  return new;
end $$;
create or replace function fence.only_once() returns trigger language plpgsql security definer
set search_path = fence, pg_temp as $$
begin
  insert into number (id) values (new.id);
  return new;
exception when unique_violation then
  if not fence.bound() then return new; end if;
  raise exception 'dit nummer is al eens gegeven'
    using errcode = 'insufficient_privilege';
end $$;

grant execute on function fence.only_named, fence.only_once to owner;
reset role;
