"""Who holds a function and may work here is told under a line that writes: whoever gives access needs it, and nobody else."""

from pathlib import Path

from django.db import migrations

KERNEL = (Path(__file__).parents[1] / "sql" / "kernel.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0010_holders'),
        ('gate', '0010_written'),  # which says what to do when the role `worker` is not there
    ]

    operations = [
        migrations.RunSQL(KERNEL),
    ]
