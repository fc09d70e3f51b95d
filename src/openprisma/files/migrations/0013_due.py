"""Which files ended is found by an index on kind, stage and end, and told with the working method."""

from pathlib import Path

from django.db import migrations, models

KERNEL = (Path(__file__).parents[1] / "sql" / "kernel.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0012_steps'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='file',
            index=models.Index(fields=['kind', 'stage', 'ends_on'], name='file_due'),
        ),
        migrations.RunSQL(KERNEL),
    ]
