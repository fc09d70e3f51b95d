-- A new row begins with nothing in the columns that other acts fill in later, unless the act that
-- adds it was compiled to set them, to values it may set. This function belongs to `vault`. Every
-- migration that changes it runs this file again.
set local role vault;

-- Told with the trigger (`gate/initial.py`): of each later column its initial values (`first`),
-- which of those say which `person` or `participant` acts, and which columns are too big to look at
-- (`without`). A policy could say no more of a column than that it is not this act's.
create or replace function fence.only_initial() returns trigger language plpgsql as $$
declare
  told jsonb := tg_argv[0]::jsonb;
  becomes jsonb;
  mine fence.write_right;
  name text;
  first jsonb;
begin
  if not fence.bound() then return new; end if;
  becomes := to_jsonb(jsonb_populate_record(new, told -> 'without'));
  for name, first in select n.key, n.value from jsonb_each(told -> 'first') n loop
    continue when fence.is_one_of(first, becomes -> name, becomes);
    if mine.line is null then mine := fence.compiled_right('insert', tg_table_name); end if;
    if mine.line is null or name <> all (mine.columns)
      or (mine.allowed ? name and not fence.is_one_of(mine.allowed -> name, becomes -> name, becomes))
      or (told -> 'person' ? name and 'person' <> all (mine.others)
        and (becomes ->> name)::uuid is distinct from mine.person)
      or (told -> 'participant' ? name and 'participant' <> all (mine.others)
        and becomes ->> name is distinct from mine.participant)
    then
      raise exception 'deze handeling begint % van % niet zo', name,
        tg_table_name using errcode = 'insufficient_privilege';
    end if;
  end loop;
  return new;
end $$;

grant execute on function fence.only_initial to owner;
reset role;
