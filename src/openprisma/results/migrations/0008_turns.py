"""What waits for whom is asked of these tables by functions of vault (`gate/turns.py`)."""

from pathlib import Path

import openprisma.gate.constraints
from django.db import migrations


SQL = (Path(__file__).parents[1] / "sql" / "feedback.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0024_turns'),
        ('partners', '0010_standing'),
        ('results', '0007_standing'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='reaction',
            name='reaction_class',
        ),
        migrations.RemoveConstraint(
            model_name='result',
            name='result_class',
        ),
        migrations.AddConstraint(
            model_name='reaction',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and exists (select from results_result r where r.id = result_id and r.file_id = results_reaction.file_id)', name='reaction_class', sees='fence.among(file_id, (select fence.reached()))', vault=('result_id', 'participant_id')),
        ),
        migrations.AddConstraint(
            model_name='result',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and categories <@ (select fence.categories())::smallint[]', name='result_class', sees='fence.among(file_id, (select fence.reached())) and categories <@ (select fence.categories())::smallint[] and fence.datum_stands(keep_until, false, false, true, (select fence.today()))', vault=('id', 'file_id', 'statements', 'asked', 'reply_by', 'given_on', 'due', 'informed_on')),
        ),
        migrations.RunSQL(SQL),
    ]
