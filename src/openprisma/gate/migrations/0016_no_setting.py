"""Which line a transaction has, no setting says; a pass is committed before it lets anybody in."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
FILES = [(SQL / name).read_text(encoding="utf-8") for name in ("fence.sql", "outcomes.sql")]


class Migration(migrations.Migration):
    dependencies = [("gate", "0015_one_line")]
    operations = [migrations.RunSQL(one) for one in FILES]
