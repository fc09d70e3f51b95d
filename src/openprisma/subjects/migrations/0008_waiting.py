"""Who names a subject waits for nobody who did."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
FILES = [(SQL / name).read_text(encoding="utf-8") for name in ("kernel.sql",)]


class Migration(migrations.Migration):
    dependencies = [("subjects", "0007_linked"), ("gate", "0017_seen")]
    operations = [migrations.RunSQL(one) for one in FILES]
