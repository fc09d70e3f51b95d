"""How many files wait for somebody, for a mail that says no more."""

from pathlib import Path

from django.db import migrations

KERNEL = (Path(__file__).parents[1] / "sql" / "kernel.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("files", "0003_erasing"), ("gate", "0004_own_staff")]
    operations = [migrations.RunSQL(KERNEL)]
