"""What waits for whom is asked of these tables by functions of vault (`gate/turns.py`)."""

import openprisma.gate.constraints
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0024_turns'),
        ('panels', '0012_still_holds'),
        ('partners', '0010_standing'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='agendaitem',
            name='agenda_class',
        ),
        migrations.RemoveConstraint(
            model_name='decision',
            name='decision_class',
        ),
        migrations.RemoveConstraint(
            model_name='draft',
            name='draft_class',
        ),
        migrations.RemoveConstraint(
            model_name='meeting',
            name='meeting_class',
        ),
        migrations.RemoveConstraint(
            model_name='panel',
            name='panel_class',
        ),
        migrations.RemoveConstraint(
            model_name='recusal',
            name='recusal_class',
        ),
        migrations.RemoveConstraint(
            model_name='seat',
            name='seat_class',
        ),
        migrations.RemoveConstraint(
            model_name='task',
            name='task_class',
        ),
        migrations.RemoveConstraint(
            model_name='vote',
            name='vote_class',
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='agenda_class', sees='fence.among(file_id, (select fence.files())) or fence.among(dossier_id, (select fence.files()))', vault=('id', 'file_id', 'dossier_id', 'kind', 'round', 'form', 'day', 'reply_by', 'present', 'panel', 'closed_on', 'at')),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='decision_class', sees='fence.among(file_id, (select fence.files()))', vault=('file_id',)),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='draft_class', sees='fence.among(file_id, (select fence.files()))', vault=('file_id', 'on_day', 'round', 'participants', 'categories', 'necessity', 'proportionality', 'subsidiarity')),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='meeting_class', sees='fence.among(file_id, (select fence.files()))', vault=('file_id', 'form', 'day', 'reply_by')),
        ),
        migrations.AddConstraint(
            model_name='panel',
            constraint=openprisma.gate.constraints.NoPersons(name='panel_class', reason='tables of public bodies, no persons', rights='select', vault=True),
        ),
        migrations.AddConstraint(
            model_name='recusal',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='recusal_class', sees='fence.among(file_id, (select fence.files()))', vault=('file_id', 'person_id', 'round')),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=openprisma.gate.constraints.Staff(changes='false', name='seat_class', sees='(select fence.signed_in())', vault=('id', 'alliance_id', 'person_id', 'deputy_id', 'participant_id', 'panel_id', 'chair', 'votes', 'from_day', 'until_day')),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='task_class', sees='fence.among(file_id, (select fence.files()))', vault=('id', 'file_id', 'owner_id', 'due', 'done_on')),
        ),
        migrations.AddConstraint(
            model_name='vote',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='vote_class', sees='fence.among(file_id, (select fence.files()))', vault=('file_id', 'person_id', 'in_favour', 'objection', 'round', 'nr', 'rests_on')),
        ),
    ]
