"""What is about somebody whom a table removed nobody reads, and its owner takes it back."""

from pathlib import Path

import openprisma.gate.constraints
from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
KERNEL = (SQL / "questions.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0026_verdicts_of_turns'),
        ('partners', '0011_designated'),
        ('sharing', '0026_kept_by_turns'),
        ('subjects', '0010_admitted'),
    ]

    operations = [
        migrations.RunSQL(KERNEL),
        migrations.RemoveConstraint(
            model_name='request',
            name='request_class',
        ),
        migrations.RemoveConstraint(
            model_name='statement',
            name='statement_class',
        ),
        migrations.AddConstraint(
            model_name='request',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and category = any ((select fence.categories())::smallint[]) and exists (select from subjects_subject s where s.id = subject_id and s.file_id = sharing_request.file_id)', name='request_class', sees='fence.among(file_id, (select fence.reached())) and category = any ((select fence.categories())::smallint[]) and subject_id <> all ((select fence.removed())::uuid[])', vault=('id', 'file_id', 'subject_id', 'participants', 'participant_id', 'answer_by', 'category')),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=openprisma.gate.constraints.Subjects(changes="fence.among(file_id, (select fence.reached())) and category = any ((select fence.categories())::smallint[]) and (exists (select from subjects_subject s where s.id = subject_id and s.file_id = sharing_statement.file_id) or (participant_id = (select (fence.permit()).participant) and (select fence.acting()) = any ('{gegeven_intrekken,levering_terugnemen}'::text[]) or (select fence.acting()) = 'intrekking_vastleggen' and exists (select from files_involvement i where i.file_id = sharing_statement.file_id and i.participant_id = sharing_statement.participant_id and i.until_day <= (select fence.today())))) and (participant_id = (select (fence.permit()).participant) or (select fence.acting()) = 'fout_melden' or (select fence.acting()) = 'intrekking_vastleggen')", name='statement_class', sees="fence.among(file_id, (select fence.reached())) and category = any ((select fence.categories())::smallint[]) and fence.datum_stands(keep_until, withdrawn, disputed_on is not null and receipt is distinct from (select (fence.permit()).id), participant_id = (select (fence.permit()).participant), (select fence.today())) and (subject_id <> all ((select fence.removed())::uuid[]) or (participant_id = (select (fence.permit()).participant) and (select fence.acting()) = any ('{gegeven_intrekken,levering_terugnemen}'::text[]) or (select fence.acting()) = 'intrekking_vastleggen' and exists (select from files_involvement i where i.file_id = sharing_statement.file_id and i.participant_id = sharing_statement.participant_id and i.until_day <= (select fence.today()))))", vault=('id', 'file_id', 'subject_id', 'category', 'participant_id', 'source_system', 'noted_on', 'first_processed_on', 'keep_until', 'withdrawn', 'disputed_on', 'corrected_on')),
        ),
    ]
