"""What several changes say of one table, taken together."""

from pathlib import Path

import openprisma.gate.constraints
from django.db import migrations

SQL = Path(__file__).parents[2] / "subjects" / "sql" / "kernel.sql"


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0027_kept'),
        ('partners', '0011_designated'),
        ('sharing', '0033_rests'),
        ('subjects', '0014_named'),
    ]

    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8")),
        migrations.RemoveConstraint(
            model_name='document',
            name='document_class',
        ),
        migrations.RemoveConstraint(
            model_name='statement',
            name='statement_class',
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=openprisma.gate.constraints.Subjects(changes="fence.among(file_id, (select fence.reached())) and exists (select from sharing_statement s where s.id = statement_id and s.file_id = sharing_document.file_id) and exists (select from sharing_statement o where o.id = statement_id and (o.participant_id = (select (fence.permit()).participant) or ((select fence.acting()) = 'intrekking_vastleggen' and o.participant_id <> all ((select fence.partaking())::text[]))))", kept='on_day', name='document_class', sees='fence.among(file_id, (select fence.reached())) and exists (select from sharing_statement s where s.id = statement_id and s.file_id = sharing_document.file_id)', term='bewaren', vault=()),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=openprisma.gate.constraints.Subjects(changes="fence.among(file_id, (select fence.reached())) and category = any ((select fence.categories())::smallint[]) and (exists (select from subjects_subject s where s.id = subject_id and s.file_id = sharing_statement.file_id) or (participant_id = (select (fence.permit()).participant) and (select fence.acting()) = any ('{gegeven_intrekken,levering_terugnemen}'::text[]) or ((select fence.acting()) = 'intrekking_vastleggen' and participant_id <> all ((select fence.partaking())::text[])))) and (participant_id = (select (fence.permit()).participant) or (select fence.acting()) = 'fout_melden' or ((select fence.acting()) = 'intrekking_vastleggen' and participant_id <> all ((select fence.partaking())::text[])))", name='statement_class', sees="fence.among(file_id, (select fence.reached())) and category = any ((select fence.categories())::smallint[]) and fence.datum_stands(keep_until, withdrawn, disputed_on is not null and receipt is distinct from (select (fence.permit()).id), participant_id = (select (fence.permit()).participant), (select fence.today())) and (subject_id <> all ((select fence.removed())::uuid[]) or (participant_id = (select (fence.permit()).participant) and (select fence.acting()) = any ('{gegeven_intrekken,levering_terugnemen}'::text[]) or ((select fence.acting()) = 'intrekking_vastleggen' and participant_id <> all ((select fence.partaking())::text[])))) and (participant_id = (select (fence.permit()).participant) or ((select fence.acting()) = 'intrekking_vastleggen' and participant_id <> all ((select fence.partaking())::text[])) or id <> all ((select fence.lone())::uuid[]))", vault=('id', 'file_id', 'subject_id', 'category', 'participant_id', 'source_system', 'noted_on', 'first_processed_on', 'keep_until', 'withdrawn', 'disputed_on', 'corrected_on', 'sensitive', 'receipt')),
        ),
    ]
