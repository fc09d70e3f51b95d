"""Data of sexual behaviour are read only while they stand beside criminal-law data (bgs:2.15)."""

from pathlib import Path

import openprisma.gate.constraints
from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0026_verdicts_of_turns'),
        ('partners', '0011_designated'),
        ('sharing', '0031_kept_for_a_ground'),
        ('subjects', '0013_circle'),
    ]

    operations = [
        migrations.RunSQL((SQL / "beside.sql").read_text(encoding="utf-8")),
        migrations.RemoveConstraint(
            model_name='statement',
            name='statement_class',
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=openprisma.gate.constraints.Subjects(changes="fence.among(file_id, (select fence.reached())) and category = any ((select fence.categories())::smallint[]) and exists (select from subjects_subject s where s.id = subject_id and s.file_id = sharing_statement.file_id) and (participant_id = (select (fence.permit()).participant) or (select fence.acting()) = 'fout_melden' or (select fence.acting()) = 'intrekking_vastleggen')", name='statement_class', sees="fence.among(file_id, (select fence.reached())) and category = any ((select fence.categories())::smallint[]) and fence.datum_stands(keep_until, withdrawn, disputed_on is not null and receipt is distinct from (select (fence.permit()).id), participant_id = (select (fence.permit()).participant), (select fence.today())) and subject_id <> all ((select fence.removed())::uuid[]) and (participant_id = (select (fence.permit()).participant) or (select fence.acting()) = 'intrekking_vastleggen' or id <> all ((select fence.lone())::uuid[]))", vault=('id', 'file_id', 'subject_id', 'category', 'participant_id', 'source_system', 'noted_on', 'first_processed_on', 'keep_until', 'withdrawn', 'disputed_on', 'corrected_on')),
        ),
    ]
