"""An act changes and removes only what it may read, under a line that still stands; nobody opens a
second one in the name of a transaction; the system reads no more than it writes."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
FILES = [(SQL / name).read_text(encoding="utf-8") for name in ("fence.sql", "outcomes.sql")]


class Migration(migrations.Migration):
    dependencies = [("gate", "0016_no_setting")]
    operations = [migrations.RunSQL(one) for one in FILES]
