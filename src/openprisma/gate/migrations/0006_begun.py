"""Only the file that an act begins may be one that is not there yet: another that is named beside it must be one of who acts. An
hour full of changes makes no later one slow. And whoever starts can see whether a guard was changed since the law was compiled. Lines of the log go after their term, and
their leaves stay."""

from pathlib import Path

from django.db import migrations

FENCE = (Path(__file__).parents[1] / "sql" / "fence.sql").read_text(encoding="utf-8")
BEGUN = """
create or replace function fence.never() returns trigger language plpgsql as $$
begin
  -- After its term a whole month goes, of which the leaves stand in `erased`: the tree can still be checked, the words are gone.
  if tg_op = 'DELETE' and tg_table_name in ('line', 'outcome') then
    if old.at < date_trunc('month', fence.today() - fence.log_term())
      and exists (select from fence.erased e where e.source = tg_table_name and e.id = old.id and e.leaf = old.leaf)
    then return old; end if;
  end if;
  raise exception 'dit logboek kan alleen groeien' using errcode = 'insufficient_privilege';
end $$;
create or replace trigger only_grows before update or truncate on fence.line execute function fence.never();
create or replace trigger only_grows before update or truncate on fence.outcome execute function fence.never();
create or replace trigger within_term before delete on fence.line for each row execute function fence.never();
create or replace trigger within_term before delete on fence.outcome for each row execute function fence.never();
create table if not exists fence.erased (      -- what is left of a line or outcome after its term: its leaf, and where it stood
  source text not null check (source in ('line', 'outcome')), id uuid not null, xid xid8 not null, leaf bytea not null,
  erased_on date not null, primary key (source, id)
);
create or replace trigger only_grows before update or delete or truncate on fence.erased execute function fence.never();
grant select on fence.erased to auditor;
alter table fence.law add column if not exists shape text not null default '';
create index if not exists change_at on fence.change (at);
set local role vault;
create or replace function fence.log_term() returns interval language sql immutable parallel safe as $$ select interval '100 years' $$;
grant execute on function fence.log_term() to app, owner;
drop function if exists fence.file_objections(fence.actor, uuid, text, date, uuid);
create or replace function fence.file_objections(who fence.actor, file uuid, act text, day date, line uuid, begins boolean)
returns text[] language sql stable parallel restricted security definer set search_path = fence, pg_temp
as $$ select array['geen-wet'] $$;
reset role;
"""


class Migration(migrations.Migration):
    dependencies = [("gate", "0005_rows")]
    operations = [migrations.RunSQL(BEGUN), migrations.RunSQL(FENCE)]
