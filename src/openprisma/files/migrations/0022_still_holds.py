"""Access ends when the function or seat it came with ends."""

from pathlib import Path

import openprisma.gate.constraints
from django.db import migrations

KERNEL = (Path(__file__).parents[1] / "sql" / "kernel.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0021_deviation'),
        ('partners', '0010_standing'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='assignment',
            name='assignment_class',
        ),
        migrations.RemoveConstraint(
            model_name='file',
            name='file_class',
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='assignment_class', sees='person_id = (select fence.person()) or fence.among(file_id, (select fence.files()))', vault=('id', 'file_id', 'person_id', 'participant_id', 'role', 'from_day', 'until_day')),
        ),
        migrations.AddConstraint(
            model_name='file',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(id, (select fence.files()))', name='file_class', sees='fence.among(id, (select fence.files())) or exists (select from files_assignment a where a.file_id = files_file.id and a.person_id = (select fence.person()) and a.from_day <= (select fence.today()) and (select fence.today()) < a.until_day offset 0)', vault=('id', 'alliance_id', 'kind', 'stage', 'phase', 'opened_on', 'ends_on', 'rests_on_id', 'panel', 'receipt')),
        ),
        migrations.RunSQL(KERNEL),
    ]
