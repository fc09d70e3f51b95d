"""Of somebody else's datum nobody who logs in changes more than that it is disputed, as whatever role of the database."""

from pathlib import Path

from django.db import migrations

OWNER = (Path(__file__).parents[1] / "sql" / "owner.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):

    dependencies = [
        ('sharing', '0011_questions'),
        ('gate', '0014_stages'),
    ]

    operations = [
        migrations.RunSQL(OWNER),
    ]
