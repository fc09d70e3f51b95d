"""A line remembers what its judgement saw, so that a statement judges again only when something changed.

A database made since then has this from its first migration; an older one gets it here.
"""

from pathlib import Path

from django.db import migrations

FENCE = (Path(__file__).parents[1] / "sql" / "fence.sql").read_text(encoding="utf-8")
TABLES = """
alter table fence.line add column if not exists seen pg_snapshot;
create table if not exists fence.change (
  xid xid8 primary key default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp(),
  oldest xid8 not null default pg_snapshot_xmin(pg_current_snapshot())
);
grant select, insert, update, delete on fence.change to vault;
create or replace function fence.seal() returns trigger language plpgsql set client_encoding = 'UTF8' as $$
begin
  new.leaf := null;
  new.leaf := sha256('\\x00'::bytea || record_send(new));
  return new;
end $$;
set local role vault;
create or replace function fence.reaches(act text) returns boolean language sql immutable parallel safe as 'select false';
create or replace function fence.identities() returns boolean language sql stable parallel restricted as 'select false';
reset role;
"""


class Migration(migrations.Migration):
    dependencies = [("gate", "0002_third_party")]
    operations = [migrations.RunSQL(TABLES), migrations.RunSQL(FENCE)]
