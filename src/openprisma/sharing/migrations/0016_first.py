"""When the same datum was first processed here is told to who delivers it."""

from pathlib import Path

import openprisma.gate.constraints
from django.db import migrations

FIRST = (Path(__file__).parents[1] / "sql" / "first.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0014_gives_access'),
        ('partners', '0007_costs'),
        ('sharing', '0015_wide_numbers'),
        ('subjects', '0005_names_one'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='statement',
            name='statement_class',
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=openprisma.gate.constraints.Subjects(changes="fence.among(file_id, (select fence.reached())) and category = any ((select fence.categories())::smallint[]) and exists (select from subjects_subject s where s.id = subject_id and s.file_id = sharing_statement.file_id) and (participant_id = (select (fence.permit()).participant) or (select fence.acting()) = 'fout_melden')", name='statement_class', sees="fence.among(file_id, (select fence.reached())) and category = any ((select fence.categories())::smallint[]) and fence.datum_stands(keep_until, withdrawn, disputed_on is not null and receipt is distinct from (select nullif(current_setting('fence.line', true), '')::uuid), participant_id = (select (fence.permit()).participant), (select fence.today())) and not exists (select from subjects_admission a where a.subject = sharing_statement.subject_id and a.state = 'verwijderd')", vault=('file_id', 'subject_id', 'category', 'participant_id', 'source_system', 'noted_on', 'first_processed_on')),
        ),
        migrations.RunSQL(FIRST),
    ]
