"""Which files ended is told with their working method, so that each ends as its own says."""

from pathlib import Path

from django.db import migrations

KERNEL = (Path(__file__).parents[1] / "sql" / "kernel.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0012_steps'),
    ]

    operations = [
        migrations.RunSQL(KERNEL),
    ]
