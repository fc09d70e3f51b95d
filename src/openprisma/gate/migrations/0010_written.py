"""What an act writes is compiled into the database: a table, a column or an operation that it was not compiled to write is shut under
its line. What the system does by itself is a list of tasks, each for who logs in for it; background tasks log in as `worker`."""

from pathlib import Path

from django.db import migrations

from openprisma.kernel.errors import Unavailable

SQL = Path(__file__).parents[1] / "sql"
FENCE, CLOSED = ((SQL / name).read_text(encoding="utf-8") for name in ("fence.sql", "closed.sql"))
WRITTEN = """
create table if not exists fence.act (
  act text primary key, writes boolean not null, purpose text not null, reads text not null check (reads in ('none', 'some'))
);
create table if not exists fence.effect (
  act text not null, tbl text not null, operation text not null check (operation in ('insert', 'update', 'delete')),
  columns text[] not null, others text[] not null, primary key (act, tbl, operation)
);
create table if not exists fence.task (
  task text not null, login text not null, act text not null, primary key (task, login, act)
);
insert into fence.act values ('migreren', true, 'beheer', 'none'), ('regio_laden', true, 'beheer', 'none') on conflict do nothing;
insert into fence.task values ('migreren', 'owner', 'migreren'), ('regio_laden', 'owner', 'regio_laden'), ('personenwissel', 'app', '')
  on conflict do nothing;
do $$ begin
  if to_regtype('fence.write_right') is null then
    create type fence.write_right as (line uuid, file uuid, person uuid, participant text, columns text[], others text[]);
  end if;
end $$;
grant select on fence.act, fence.effect, fence.task to vault;
"""


def worker_is_there(apps, editor):
    """Roles are made by whoever manages the server, not by a migration."""
    with editor.connection.cursor() as cursor:
        cursor.execute("select to_regrole('worker') is not null")
        if not cursor.fetchone()[0]:
            raise Unavailable(
                "De rol “worker” ontbreekt in PostgreSQL, dus er is niets bijgewerkt.",
                remedy="Voer gate/sql/roles.sql opnieuw uit als beheerder van de databaseserver.",
            )


class Migration(migrations.Migration):
    dependencies = [("gate", "0009_outcomes")]
    operations = [
        migrations.RunPython(worker_is_there, migrations.RunPython.noop),
        migrations.RunSQL(WRITTEN),
        migrations.RunSQL(CLOSED),
        migrations.RunSQL(FENCE),
    ]
