"""Tasks that came since a moment can be counted."""

from pathlib import Path

import openprisma.gate.constraints
from django.db import migrations

KERNEL = (Path(__file__).parents[1] / "sql" / "kernel.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0006_withheld'),
        ('partners', '0003_mail'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='step',
            name='step_class',
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='step_class', sees='fence.among(file_id, (select fence.files()))', vault=('file_id', 'at')),
        ),
        migrations.RunSQL(KERNEL),
    ]
