"""Erasing a month of the log scans no table for each row of it: the plan was made while there was nothing to scan."""

from django.db import migrations

NEVER = """
create or replace function fence.never() returns trigger language plpgsql set enable_seqscan = off as $$
begin  -- no sequential scans: the plan is made while `erased` is empty, and a month has a hundred thousand rows
  -- After its term a whole month goes, of which the leaves stand in `erased`: the tree can still be checked, the words are gone.
  if tg_op = 'DELETE' and tg_table_name in ('line', 'outcome') then
    if old.at < date_trunc('month', fence.today() - fence.log_term())
      and exists (select from fence.erased e where e.source = tg_table_name and e.id = old.id and e.leaf = old.leaf)
    then return old; end if;
  end if;
  raise exception 'dit logboek kan alleen groeien' using errcode = 'insufficient_privilege';
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("gate", "0006_begun")]
    operations = [migrations.RunSQL(NEVER)]
