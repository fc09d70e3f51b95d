"""What a row names by number is there, and no number is given twice."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql" / "naming.sql"


class Migration(migrations.Migration):
    dependencies = [("gate", "0019_initial")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"))]
