"""What rests on data says what those say; who left is who no longer takes part."""

from pathlib import Path

import openprisma.gate.constraints
from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
FUNCTIONS = [(SQL / name).read_text(encoding="utf-8") for name in ("resting.sql", "partaking.sql")]
NUMBERS = (
    "set local role vault; "
    "insert into fence.number select id from sharing_statement on conflict do nothing; "
    "reset role"
)


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0026_verdicts_of_turns'),
        ('partners', '0011_designated'),
        ('gate', '0020_naming'),
        ('sharing', '0032_beside'),
        ('subjects', '0014_named'),
    ]

    operations = [
        *(migrations.RunSQL(one) for one in FUNCTIONS),
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
            constraint=openprisma.gate.constraints.Subjects(changes="fence.among(file_id, (select fence.reached())) and exists (select from sharing_statement s where s.id = statement_id and s.file_id = sharing_document.file_id) and exists (select from sharing_statement o where o.id = statement_id and (o.participant_id = (select (fence.permit()).participant) or ((select fence.acting()) = 'intrekking_vastleggen' and o.participant_id <> all ((select fence.partaking())::text[]))))", name='document_class', sees='fence.among(file_id, (select fence.reached())) and exists (select from sharing_statement s where s.id = statement_id and s.file_id = sharing_document.file_id)', vault=()),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=openprisma.gate.constraints.Subjects(changes="fence.among(file_id, (select fence.reached())) and category = any ((select fence.categories())::smallint[]) and exists (select from subjects_subject s where s.id = subject_id and s.file_id = sharing_statement.file_id) and (participant_id = (select (fence.permit()).participant) or (select fence.acting()) = 'fout_melden' or ((select fence.acting()) = 'intrekking_vastleggen' and participant_id <> all ((select fence.partaking())::text[])))", name='statement_class', sees='fence.among(file_id, (select fence.reached())) and category = any ((select fence.categories())::smallint[]) and fence.datum_stands(keep_until, withdrawn, disputed_on is not null and receipt is distinct from (select (fence.permit()).id), participant_id = (select (fence.permit()).participant), (select fence.today())) and subject_id <> all ((select fence.removed())::uuid[])', vault=('id', 'file_id', 'subject_id', 'category', 'participant_id', 'source_system', 'noted_on', 'first_processed_on', 'keep_until', 'withdrawn', 'disputed_on', 'corrected_on', 'sensitive', 'receipt')),
        ),
        migrations.RunSQL(NUMBERS),
    ]
