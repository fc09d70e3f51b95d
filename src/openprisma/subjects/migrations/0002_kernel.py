"""The functions of vault that read this domain."""

from pathlib import Path

from django.db import migrations

KERNEL = (Path(__file__).parents[1] / "sql" / "kernel.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("subjects", "0001_initial"), ("files", "0002_kernel")]
    operations = [migrations.RunSQL(KERNEL)]
