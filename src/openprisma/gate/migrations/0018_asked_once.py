"""Which day it is and what an act may not read, asked once and in fewer steps."""

from pathlib import Path

from django.db import migrations

FENCE = (Path(__file__).parents[1] / "sql" / "fence.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("gate", "0017_seen")]
    operations = [migrations.RunSQL(FENCE)]
