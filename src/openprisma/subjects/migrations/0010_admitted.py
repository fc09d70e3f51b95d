"""Whom a table did not admit only who proposed reads; whom it removed nobody."""

from pathlib import Path

import openprisma.gate.constraints
from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
KERNEL = (SQL / "kernel.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0026_verdicts_of_turns'),
        ('partners', '0011_designated'),
        ('subjects', '0009_turns'),
    ]

    operations = [
        migrations.RunSQL(KERNEL),
        migrations.RemoveConstraint(
            model_name='admission',
            name='admission_class',
        ),
        migrations.RemoveConstraint(
            model_name='subject',
            name='subject_class',
        ),
        migrations.AddConstraint(
            model_name='admission',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='admission_class', sees='fence.among(file_id, (select fence.files()))', vault=('file_id', 'subject', 'state', 'at', 'person_id')),
        ),
        migrations.AddConstraint(
            model_name='subject',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', name='subject_class', removes='fence.among(file_id, (select fence.reached()))', sees='fence.among(file_id, (select fence.reached())) and id <> all ((select fence.removed())::uuid[])', vault=('id', 'file_id', 'role', 'name')),
        ),
    ]
