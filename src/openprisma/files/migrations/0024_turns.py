"""What waits for whom is asked of these tables by functions of vault (`gate/turns.py`)."""

from pathlib import Path

import openprisma.gate.constraints
from django.db import migrations


SQL = (Path(__file__).parents[1] / "sql" / "kernel.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0023_destroyed_unread'),
        ('partners', '0010_standing'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='file',
            name='file_class',
        ),
        migrations.RemoveConstraint(
            model_name='judgement',
            name='judgement_class',
        ),
        migrations.RemoveConstraint(
            model_name='phaseneed',
            name='phase_need_class',
        ),
        migrations.AddConstraint(
            model_name='file',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(id, (select fence.files()))', name='file_class', sees='fence.among(id, (select fence.files())) or exists (select from files_assignment a where a.file_id = files_file.id and a.person_id = (select fence.person()) and a.from_day <= (select fence.today()) and (select fence.today()) < a.until_day offset 0)', vault=('id', 'alliance_id', 'kind', 'stage', 'phase', 'panel', 'opened_on', 'ends_on', 'rests_on_id', 'receipt')),
        ),
        migrations.AddConstraint(
            model_name='judgement',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='judgement_class', sees='fence.among(file_id, (select fence.files()))', vault=('file_id', 'norm', 'answer', 'rests_on')),
        ),
        migrations.AddConstraint(
            model_name='phaseneed',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='phase_need_class', sees='fence.among(file_id, (select fence.files()))', vault=('id', 'file_id', 'phase', 'person_id')),
        ),
        migrations.RunSQL(SQL),
    ]
