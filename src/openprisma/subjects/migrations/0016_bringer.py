"""Only who brought somebody in puts them right or takes them out, in the database as well."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql" / "bringer.sql"


class Migration(migrations.Migration):

    dependencies = [("subjects", "0015_together"), ("files", "0027_kept")]

    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"))]
