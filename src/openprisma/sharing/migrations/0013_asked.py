"""Which questions wait for somebody is looked for in the files they have, and no longer in all."""

from pathlib import Path

from django.db import migrations

QUESTIONS = (Path(__file__).parents[1] / "sql" / "questions.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):

    dependencies = [
        ('sharing', '0012_bound'),
    ]

    operations = [
        migrations.RunSQL(QUESTIONS),
    ]
