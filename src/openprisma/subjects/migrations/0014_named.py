"""Kind and role of a subject are those that were proposed, and its number is its own."""

import openprisma.gate.constraints
from django.db import migrations

NUMBERS = migrations.RunSQL(
    "set local role vault; "
    "insert into fence.number select id from subjects_subject on conflict do nothing; "
    "reset role"
)


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0026_verdicts_of_turns'),
        ('partners', '0011_designated'),
        ('gate', '0020_naming'),
        ('subjects', '0013_circle'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='subject',
            name='subject_class',
        ),
        migrations.AddConstraint(
            model_name='subject',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', name='subject_class', sees='fence.among(file_id, (select fence.reached()))', vault=('id', 'file_id', 'role', 'kind', 'name')),
        ),
        NUMBERS,
    ]
