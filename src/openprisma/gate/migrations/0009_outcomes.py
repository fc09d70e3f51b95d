"""An act holds its files, has one outcome, and its line is on disk before anything is read.

A database made since then has the tables from its first migration; an older one gets them here.
"""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
FENCE, OUTCOMES = ((SQL / name).read_text(encoding="utf-8") for name in ("fence.sql", "outcomes.sql"))
TABLES = r"""
create unlogged table if not exists fence.held (line uuid primary key);
create table if not exists fence.attempt (id uuid primary key, line uuid not null);
grant select, insert, delete on fence.held to vault;
grant select, insert, update on fence.attempt to vault;
-- Once an outcome, from now on. In a log in which somebody wrote two for one line, the function that writes them still sees to it.
do $$ begin
  if not exists (select from fence.outcome group by line having count(*) > 1) then
    drop index fence.outcome_line;
    create unique index outcome_line on fence.outcome (line);
  end if;
end $$;
create or replace function fence.durable() returns trigger language plpgsql as $$
begin
  if current_query() !~* '^\s*(commit|end)\s*;?\s*$' then  -- null while a prepared statement commits itself
    raise exception 'een regel wordt vastgelegd door COMMIT, of als enige opdracht' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('synchronous_commit', 'on', true);
  return null;
end $$;
drop trigger if exists durable on fence.line;
create constraint trigger durable after insert on fence.line deferrable initially deferred
  for each row execute function fence.durable();
"""


class Migration(migrations.Migration):
    dependencies = [("gate", "0008_sealed_as_sent")]
    operations = [migrations.RunSQL(TABLES), migrations.RunSQL(FENCE), migrations.RunSQL(OUTCOMES)]
