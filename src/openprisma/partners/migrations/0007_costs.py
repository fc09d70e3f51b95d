"""A password is kept with the costs of this house; nothing is planned for what was typed."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
FILES = [(SQL / name).read_text(encoding="utf-8") for name in ("accounts.sql", "door.sql")]


class Migration(migrations.Migration):
    dependencies = [("partners", "0006_door"), ("gate", "0015_one_line")]
    operations = [migrations.RunSQL(one) for one in FILES]
