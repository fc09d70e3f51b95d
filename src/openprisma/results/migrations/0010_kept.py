"""What is about persons is read for a term from its first processing here (wgs:1.8.7)."""

import openprisma.gate.constraints
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('gate', '0022_kept'),
        ('files', '0027_kept'),
        ('partners', '0011_designated'),
        ('results', '0009_admitted'),
        ('subjects', '0010_admitted'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='feedback',
            name='feedback_class',
        ),
        migrations.RemoveConstraint(
            model_name='inquiry',
            name='inquiry_class',
        ),
        migrations.RemoveConstraint(
            model_name='reaction',
            name='reaction_class',
        ),
        migrations.AddConstraint(
            model_name='feedback',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and exists (select from results_result r where r.id = result_id and r.file_id = results_feedback.file_id)', kept='on_day', name='feedback_class', sees='fence.among(file_id, (select fence.reached()))', term='bewaren', vault=()),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and exists (select from subjects_subject s where s.id = subject_id and s.file_id = results_inquiry.file_id)', kept='on_day', name='inquiry_class', sees='fence.among(file_id, (select fence.reached())) and subject_id <> all ((select fence.removed())::uuid[])', term='bewaren', vault=()),
        ),
        migrations.AddConstraint(
            model_name='reaction',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and exists (select from results_result r where r.id = result_id and r.file_id = results_reaction.file_id)', kept='on_day', name='reaction_class', sees='fence.among(file_id, (select fence.reached()))', term='bewaren', vault=('result_id', 'participant_id')),
        ),
    ]
