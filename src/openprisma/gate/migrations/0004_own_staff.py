"""A participant can see who of its own staff looked."""

from pathlib import Path

from django.db import migrations

FENCE = (Path(__file__).parents[1] / "sql" / "fence.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("gate", "0003_fresh")]
    operations = [migrations.RunSQL(FENCE)]
