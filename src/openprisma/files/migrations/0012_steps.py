"""Who begins a file has the role that its working method asks; a step that is kept is one that its act leads to."""

from pathlib import Path

from django.db import migrations

KERNEL = (Path(__file__).parents[1] / "sql" / "kernel.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0011_with_a_line'),
        ('gate', '0014_stages'),
    ]

    operations = [
        migrations.RunSQL(KERNEL),
    ]
