"""Of a signal the norms ask how much its reporter saw: a tip is no observation (bgs:2.16.1.a)."""

from pathlib import Path

import openprisma.gate.constraints
from django.db import migrations

KERNEL = (Path(__file__).parents[1] / "sql" / "kernel.sql").read_text(encoding="utf-8")
REACHED = "fence.among(file_id, (select fence.reached()))"


class Migration(migrations.Migration):

    dependencies = [
        ("signals", "0013_unordered"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='fact', name='fact_class'),
        migrations.AddConstraint(
            model_name='fact',
            constraint=openprisma.gate.constraints.Subjects(changes=REACHED, name='fact_class', sees=REACHED, vault=('id', 'file_id', 'task', 'kind')),
        ),
        migrations.RunSQL(KERNEL),
    ]
