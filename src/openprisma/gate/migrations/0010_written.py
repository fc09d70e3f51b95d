"""What an act writes is compiled into the database: a table, a column or an operation that it was not compiled to write is shut under
its line. What the system does by itself is a list of tasks, each for who logs in for it; background tasks log in as `worker`."""

from pathlib import Path

from django.db import migrations

from openprisma.kernel.errors import Unavailable

SQL = Path(__file__).parents[1] / "sql"
FENCE, CLOSED = ((SQL / name).read_text(encoding="utf-8") for name in ("fence.sql", "closed.sql"))


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
        migrations.RunSQL(CLOSED),
        migrations.RunSQL(FENCE),
    ]
