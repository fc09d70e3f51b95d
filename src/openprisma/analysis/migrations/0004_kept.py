"""What is about persons is read for a term from its first processing here (wgs:1.8.7)."""

import openprisma.gate.constraints
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('gate', '0022_kept'),
        ('analysis', '0003_unordered'),
        ('files', '0026_verdicts_of_turns'),
        ('partners', '0011_designated'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='unknown',
            name='unknown_class',
        ),
        migrations.AddConstraint(
            model_name='unknown',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', kept='on_day', name='unknown_class', sees='fence.among(file_id, (select fence.reached()))', term='bewaren', vault=()),
        ),
    ]
