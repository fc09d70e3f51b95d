"""Passes that ended a day ago are removed every night."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql" / "sweep.sql"


class Migration(migrations.Migration):
    dependencies = [("gate", "0010_written")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"))]
