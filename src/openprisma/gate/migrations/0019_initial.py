"""A new row begins with nothing in the columns that other acts fill in later; where it matters, an
act sets only the values it declares."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
FILES = [(SQL / name).read_text(encoding="utf-8") for name in ("fence.sql", "initial.sql")]


class Migration(migrations.Migration):
    dependencies = [("gate", "0018_asked_once")]
    operations = [migrations.RunSQL(one) for one in FILES]
