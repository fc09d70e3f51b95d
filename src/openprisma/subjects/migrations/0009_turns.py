"""What waits for whom is asked of these tables by functions of vault (`gate/turns.py`)."""

import openprisma.gate.constraints
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0024_turns'),
        ('partners', '0010_standing'),
        ('subjects', '0008_waiting'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='admission',
            name='admission_class',
        ),
        migrations.AddConstraint(
            model_name='admission',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='admission_class', sees='fence.among(file_id, (select fence.files()))', vault=('file_id', 'subject', 'state', 'at')),
        ),
    ]
