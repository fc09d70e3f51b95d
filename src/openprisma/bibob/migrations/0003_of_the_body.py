"""The body alone reads what it says of persons; an adviser what was shared (bibob:28.2.d)."""

from pathlib import Path

import openprisma.gate.constraints
from django.db import migrations

SQL = Path(__file__).parents[1] / "sql" / "advising.sql"


class Migration(migrations.Migration):

    dependencies = [
        ('bibob', '0002_together'),
        ('files', '0028_words_of_the_writer'),
        ('partners', '0011_designated'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='bureaunotice',
            name='bibob_bureaunotice_class',
        ),
        migrations.RemoveConstraint(
            model_name='bureaurequest',
            name='bibob_request_class',
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
            model_name='form',
            name='bibob_form_class',
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
            model_name='objection',
            name='bibob_objection_class',
        ),
        migrations.RemoveConstraint(
            model_name='occasion',
            name='bibob_occasion_class',
        ),
        migrations.RemoveConstraint(
            model_name='party',
            name='bibob_party_class',
        ),
        migrations.RemoveConstraint(
            model_name='pause',
            name='bibob_pause_class',
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
            model_name='reuse',
            name='bibob_reuse_class',
        ),
        migrations.RemoveConstraint(
            model_name='ruling',
            name='bibob_decision_class',
        ),
        migrations.RemoveConstraint(
            model_name='tip',
            name='bibob_tip_class',
        ),
        migrations.RemoveConstraint(
            model_name='view',
            name='bibob_view_class',
        ),
        migrations.RunSQL(SQL.read_text(encoding="utf-8")),
        migrations.AddConstraint(
            model_name='bureaunotice',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='bibob_bureaunotice_class', sees='fence.among(file_id, (select fence.files())) and exists (select from bibob_matter m where m.file_id = bibob_bureaunotice.file_id and m.participant_id = (select (fence.permit()).participant))', vault=('id', 'file_id', 'done_on')),
        ),
        migrations.AddConstraint(
            model_name='bureaurequest',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='bibob_request_class', sees='fence.among(file_id, (select fence.files())) and exists (select from bibob_matter m where m.file_id = bibob_bureaurequest.file_id and m.participant_id = (select (fence.permit()).participant))', vault=('id', 'file_id', 'due', 'ended_on')),
        ),
        migrations.AddConstraint(
            model_name='conclusion',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', kept='on_day', name='bibob_conclusion_class', removes='fence.among(file_id, (select fence.reached()))', sees='fence.among(file_id, (select fence.reached())) and exists (select from bibob_matter m where m.file_id = bibob_conclusion.file_id and m.participant_id = (select (fence.permit()).participant))', term='bibob_gebruik', vault=()),
        ),
        migrations.AddConstraint(
            model_name='counsel',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', kept='on_day', name='bibob_advice_class', removes='fence.among(file_id, (select fence.reached()))', sees='fence.among(file_id, (select fence.reached())) and (person_id = (select (fence.permit()).person) and fence.among(file_id, (select fence.advising())) or exists (select from bibob_matter m where m.file_id = bibob_counsel.file_id and m.participant_id = (select (fence.permit()).participant)))', term='bibob_gebruik', vault=()),
        ),
        migrations.AddConstraint(
            model_name='form',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='bibob_form_class', sees='fence.among(file_id, (select fence.files())) and exists (select from bibob_matter m where m.file_id = bibob_form.file_id and m.participant_id = (select (fence.permit()).participant))', vault=()),
        ),
        migrations.AddConstraint(
            model_name='found',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and participant_id = (select (fence.permit()).participant)', kept='on_day', name='bibob_finding_class', removes='fence.among(file_id, (select fence.reached()))', sees='fence.among(file_id, (select fence.reached())) and (shared and fence.among(file_id, (select fence.advising())) or participant_id = (select (fence.permit()).participant))', term='bibob_gebruik', vault=()),
        ),
        migrations.AddConstraint(
            model_name='intention',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', kept='on_day', name='bibob_intention_class', removes='fence.among(file_id, (select fence.reached()))', sees='fence.among(file_id, (select fence.reached())) and exists (select from bibob_matter m where m.file_id = bibob_intention.file_id and m.participant_id = (select (fence.permit()).participant))', term='bibob_gebruik', vault=()),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='bibob_objection_class', sees='fence.among(file_id, (select fence.files())) and exists (select from bibob_matter m where m.file_id = bibob_objection.file_id and m.participant_id = (select (fence.permit()).participant))', vault=()),
        ),
        migrations.AddConstraint(
            model_name='occasion',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', kept='on_day', name='bibob_occasion_class', removes='fence.among(file_id, (select fence.reached()))', sees='fence.among(file_id, (select fence.reached())) and exists (select from bibob_matter m where m.file_id = bibob_occasion.file_id and m.participant_id = (select (fence.permit()).participant))', term='bibob_gebruik', vault=()),
        ),
        migrations.AddConstraint(
            model_name='party',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and participant_id = (select (fence.permit()).participant)', name='bibob_party_class', removes='fence.among(file_id, (select fence.reached()))', sees='fence.among(file_id, (select fence.reached())) and (shared and fence.among(file_id, (select fence.advising())) or participant_id = (select (fence.permit()).participant))', vault=()),
        ),
        migrations.AddConstraint(
            model_name='pause',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='bibob_pause_class', sees='fence.among(file_id, (select fence.files())) and exists (select from bibob_matter m where m.file_id = bibob_pause.file_id and m.participant_id = (select (fence.permit()).participant))', vault=()),
        ),
        migrations.AddConstraint(
            model_name='policerequest',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', kept='on_day', name='bibob_police_class', removes='fence.among(file_id, (select fence.reached()))', sees='fence.among(file_id, (select fence.reached())) and exists (select from bibob_matter m where m.file_id = bibob_policerequest.file_id and m.participant_id = (select (fence.permit()).participant))', term='bibob_gebruik', vault=()),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', kept='on_day', name='bibob_question_class', removes='fence.among(file_id, (select fence.reached()))', sees='fence.among(file_id, (select fence.reached())) and (adviser_id = (select (fence.permit()).person) and fence.among(file_id, (select fence.advising())) or exists (select from bibob_matter m where m.file_id = bibob_question.file_id and m.participant_id = (select (fence.permit()).participant)))', term='bibob_gebruik', vault=('file_id', 'adviser_id', 'at')),
        ),
        migrations.AddConstraint(
            model_name='reuse',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='bibob_reuse_class', sees='fence.among(file_id, (select fence.files())) and exists (select from bibob_matter m where m.file_id = bibob_reuse.file_id and m.participant_id = (select (fence.permit()).participant))', vault=()),
        ),
        migrations.AddConstraint(
            model_name='ruling',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', kept='on_day', name='bibob_decision_class', removes='fence.among(file_id, (select fence.reached()))', sees='fence.among(file_id, (select fence.reached())) and exists (select from bibob_matter m where m.file_id = bibob_ruling.file_id and m.participant_id = (select (fence.permit()).participant))', term='bibob_gebruik', vault=()),
        ),
        migrations.AddConstraint(
            model_name='tip',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='bibob_tip_class', sees='fence.among(file_id, (select fence.files())) and exists (select from bibob_matter m where m.file_id = bibob_tip.file_id and m.participant_id = (select (fence.permit()).participant))', vault=()),
        ),
        migrations.AddConstraint(
            model_name='view',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', kept='on_day', name='bibob_view_class', removes='fence.among(file_id, (select fence.reached()))', sees='fence.among(file_id, (select fence.reached())) and exists (select from bibob_matter m where m.file_id = bibob_view.file_id and m.participant_id = (select (fence.permit()).participant))', term='bibob_gebruik', vault=()),
        ),
    ]
