"""Findings belong to the analysis of any file: their table moved to `analysis`, with its rows."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("analysis", "0001_initial"),
        ("bottlenecks", "0006_terms"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="Finding")]),
    ]
