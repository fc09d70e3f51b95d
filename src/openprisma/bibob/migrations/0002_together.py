"""What several changes say of one table, taken together."""

import openprisma.gate.constraints
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('bibob', '0001_initial'),
        ('files', '0027_kept'),
        ('partners', '0011_designated'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='bureauadvice',
            name='bibob_bureau_class',
        ),
        migrations.RemoveConstraint(
            model_name='conclusion',
            name='bibob_conclusion_class',
        ),
        migrations.RemoveConstraint(
            model_name='counsel',
            name='bibob_advice_class',
        ),
        migrations.RemoveConstraint(
            model_name='found',
            name='bibob_finding_class',
        ),
        migrations.RemoveConstraint(
            model_name='intention',
            name='bibob_intention_class',
        ),
        migrations.RemoveConstraint(
            model_name='occasion',
            name='bibob_occasion_class',
        ),
        migrations.RemoveConstraint(
            model_name='policerequest',
            name='bibob_police_class',
        ),
        migrations.RemoveConstraint(
            model_name='question',
            name='bibob_question_class',
        ),
        migrations.RemoveConstraint(
            model_name='ruling',
            name='bibob_decision_class',
        ),
        migrations.RemoveConstraint(
            model_name='view',
            name='bibob_view_class',
        ),
        migrations.AddConstraint(
            model_name='bureauadvice',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and participant_id = (select (fence.permit()).participant)', kept='on_day', name='bibob_bureau_class', removes='fence.among(file_id, (select fence.reached()))', sees='fence.among(file_id, (select fence.reached())) and participant_id = (select (fence.permit()).participant)', term='bibob_gebruik', vault=()),
        ),
        migrations.AddConstraint(
            model_name='conclusion',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', kept='on_day', name='bibob_conclusion_class', sees='fence.among(file_id, (select fence.files()))', term='bibob_gebruik', vault=()),
        ),
        migrations.AddConstraint(
            model_name='counsel',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', kept='on_day', name='bibob_advice_class', sees='fence.among(file_id, (select fence.files()))', term='bibob_gebruik', vault=()),
        ),
        migrations.AddConstraint(
            model_name='found',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and participant_id = (select (fence.permit()).participant)', kept='on_day', name='bibob_finding_class', removes='fence.among(file_id, (select fence.reached()))', sees='fence.among(file_id, (select fence.reached())) and (shared or participant_id = (select (fence.permit()).participant))', term='bibob_gebruik', vault=()),
        ),
        migrations.AddConstraint(
            model_name='intention',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', kept='on_day', name='bibob_intention_class', sees='fence.among(file_id, (select fence.files()))', term='bibob_gebruik', vault=()),
        ),
        migrations.AddConstraint(
            model_name='occasion',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', kept='on_day', name='bibob_occasion_class', sees='fence.among(file_id, (select fence.files()))', term='bibob_gebruik', vault=()),
        ),
        migrations.AddConstraint(
            model_name='policerequest',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', kept='on_day', name='bibob_police_class', sees='fence.among(file_id, (select fence.files()))', term='bibob_gebruik', vault=()),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', kept='on_day', name='bibob_question_class', sees='fence.among(file_id, (select fence.files()))', term='bibob_gebruik', vault=()),
        ),
        migrations.AddConstraint(
            model_name='ruling',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', kept='on_day', name='bibob_decision_class', sees='fence.among(file_id, (select fence.files()))', term='bibob_gebruik', vault=()),
        ),
        migrations.AddConstraint(
            model_name='view',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', kept='on_day', name='bibob_view_class', sees='fence.among(file_id, (select fence.files()))', term='bibob_gebruik', vault=()),
        ),
    ]
