"""What waits for whom is asked of these tables by functions of vault (`gate/turns.py`)."""

import openprisma.gate.constraints
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('bottlenecks', '0009_themes'),
        ('files', '0019_standing'),
        ('partners', '0010_standing'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='application',
            name='application_class',
        ),
        migrations.RemoveConstraint(
            model_name='evaluation',
            name='evaluation_class',
        ),
        migrations.RemoveConstraint(
            model_name='measure',
            name='measure_class',
        ),
        migrations.RemoveConstraint(
            model_name='planverdict',
            name='plan_verdict_class',
        ),
        migrations.RemoveConstraint(
            model_name='review',
            name='review_class',
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='application_class', sees='fence.among(file_id, (select fence.files()))', vault=('file_id', 'new_method')),
        ),
        migrations.AddConstraint(
            model_name='evaluation',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='evaluation_class', sees='fence.among(file_id, (select fence.files()))', vault=('file_id', 'round')),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='measure_class', sees='fence.among(file_id, (select fence.files()))', vault=('id', 'file_id', 'participant_id', 'due', 'state', 'at')),
        ),
        migrations.AddConstraint(
            model_name='planverdict',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='plan_verdict_class', sees='fence.among(file_id, (select fence.files()))', vault=('file_id', 'at')),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='review_class', sees='fence.among(file_id, (select fence.files()))', vault=('file_id', 'kind', 'positive')),
        ),
    ]
