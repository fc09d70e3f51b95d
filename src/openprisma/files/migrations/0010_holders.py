"""Who holds a function is judged once for each who does, in one statement for all functions."""

from pathlib import Path

from django.db import migrations

KERNEL = (Path(__file__).parents[1] / "sql" / "kernel.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0009_newest'),
    ]

    operations = [
        migrations.RunSQL(KERNEL),
    ]
