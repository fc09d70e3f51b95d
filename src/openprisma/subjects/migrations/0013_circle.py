"""Whom a link to a removed subject brought there is read no more; a text for others names nobody."""

from pathlib import Path

import openprisma.gate.constraints
from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0026_verdicts_of_turns'),
        ('partners', '0011_designated'),
        ('subjects', '0012_taken_out'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='subject',
            name='subject_class',
        ),
        migrations.AddConstraint(
            model_name='subject',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', name='subject_class', sees='fence.among(file_id, (select fence.reached()))', vault=('id', 'file_id', 'role', 'name', 'kind', 'identifier', 'linked')),
        ),
        migrations.RunSQL((SQL / "kernel.sql").read_text(encoding="utf-8")),
    ]
