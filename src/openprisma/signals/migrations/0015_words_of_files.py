"""What was said of words went to `files`; what norms ask of a signal looks there."""

from pathlib import Path

from django.db import migrations

KERNEL = (Path(__file__).parents[1] / "sql" / "kernel.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("files", "0017_words"), ("signals", "0014_observed")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel(name="WordNote")]
        ),
        migrations.RunSQL(KERNEL),
    ]
