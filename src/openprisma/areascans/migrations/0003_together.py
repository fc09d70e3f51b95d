"""What several changes say of one table, taken together."""

import openprisma.gate.constraints
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('areascans', '0002_no_phase_three'),
        ('files', '0027_kept'),
        ('partners', '0011_designated'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='flag',
            name='flag_class',
        ),
        migrations.RemoveConstraint(
            model_name='flagverdict',
            name='flagverdict_class',
        ),
        migrations.RemoveConstraint(
            model_name='followup',
            name='followup_class',
        ),
        migrations.RemoveConstraint(
            model_name='load',
            name='scanload_class',
        ),
        migrations.AddConstraint(
            model_name='flag',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', kept='on_day', name='flag_class', sees='fence.among(file_id, (select fence.reached()))', term='bewaren', vault=('id', 'file_id')),
        ),
        migrations.AddConstraint(
            model_name='flagverdict',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', kept='on_day', name='flagverdict_class', sees='fence.among(file_id, (select fence.reached()))', term='bewaren', vault=('file_id', 'flag')),
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', kept='on_day', name='followup_class', sees='fence.among(file_id, (select fence.reached()))', term='bewaren', vault=('id', 'file_id', 'participant_id', 'due', 'state')),
        ),
        migrations.AddConstraint(
            model_name='load',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='scanload_class', sees='fence.among(file_id, (select fence.files()))', vault=('id', 'file_id')),
        ),
    ]
