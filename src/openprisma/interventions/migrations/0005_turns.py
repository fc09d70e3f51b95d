"""What waits for whom is asked of these tables by functions of vault (`gate/turns.py`)."""

import openprisma.gate.constraints
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0024_turns'),
        ('interventions', '0004_judged'),
        ('partners', '0010_standing'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='intervention',
            name='intervention_class',
        ),
        migrations.AddConstraint(
            model_name='intervention',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='intervention_class', sees='fence.among(file_id, (select fence.files()))', vault=('id', 'file_id', 'participant_id', 'person_id', 'state', 'due')),
        ),
    ]
