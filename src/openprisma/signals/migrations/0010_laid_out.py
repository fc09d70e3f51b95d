"""Functions as they are laid out today."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
FILES = [(SQL / name).read_text(encoding="utf-8") for name in ("kernel.sql",)]


class Migration(migrations.Migration):
    dependencies = [("signals", "0009_known"), ("gate", "0015_one_line")]
    operations = [migrations.RunSQL(one) for one in FILES]
