"""An outcome is made of codes, and a line that opens something names an article."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql" / "fence.sql"


class Migration(migrations.Migration):
    dependencies = [("gate", "0020_naming")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"))]
