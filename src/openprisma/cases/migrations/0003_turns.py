"""What waits for whom is asked of these tables by functions of vault (`gate/turns.py`)."""

import openprisma.gate.constraints
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0002_unordered'),
        ('files', '0019_standing'),
        ('partners', '0010_standing'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='caseevaluation',
            name='case_evaluation_class',
        ),
        migrations.RemoveConstraint(
            model_name='moneycheck',
            name='moneycheck_class',
        ),
        migrations.AddConstraint(
            model_name='caseevaluation',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='case_evaluation_class', sees='fence.among(file_id, (select fence.files()))', vault=('file_id',)),
        ),
        migrations.AddConstraint(
            model_name='moneycheck',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='moneycheck_class', sees='fence.among(file_id, (select fence.files()))', vault=('file_id',)),
        ),
    ]
