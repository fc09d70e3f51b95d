"""Of unavoidable words the norms ask which, not how many."""

from pathlib import Path

import openprisma.gate.constraints
from django.db import migrations

KERNEL = (Path(__file__).parents[1] / "sql" / "kernel.sql").read_text(encoding="utf-8")
REACHED = "fence.among(file_id, (select fence.reached()))"


class Migration(migrations.Migration):

    dependencies = [
        ('gate', '0015_one_line'),
        ('signals', '0011_wide_numbers'),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='fact', name='fact_class'),
        migrations.RemoveConstraint(model_name='wordnote', name='wordnote_class'),
        migrations.AddConstraint(
            model_name='fact',
            constraint=openprisma.gate.constraints.Subjects(changes=REACHED, name='fact_class', sees=REACHED, vault=('id', 'file_id', 'task')),
        ),
        migrations.AddConstraint(
            model_name='wordnote',
            constraint=openprisma.gate.constraints.Subjects(changes=REACHED, name='wordnote_class', sees=REACHED, vault=('id', 'file_id', 'meaning', 'kind')),
        ),
        migrations.RunSQL(KERNEL),
    ]
