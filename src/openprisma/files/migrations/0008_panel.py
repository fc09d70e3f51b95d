"""A file says which panel decides on it; who sits there can be asked."""

from pathlib import Path

from django.db import migrations, models

KERNEL = (Path(__file__).parents[1] / "sql" / "kernel.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0007_news'),
    ]

    operations = [
        migrations.AddField(
            model_name='file',
            name='panel',
            field=models.TextField(default=''),
        ),
        migrations.RunSQL(KERNEL),
    ]
