"""A line at the door, of who came in or tried to, is written by one function."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql" / "fence.sql"


class Migration(migrations.Migration):
    dependencies = [("gate", "0011_sweep")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"))]
