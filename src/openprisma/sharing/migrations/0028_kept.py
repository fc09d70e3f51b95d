"""What is about persons is read for a term from its first processing here (wgs:1.8.7)."""

from pathlib import Path

import datetime
import openprisma.gate.constraints
from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql"
KERNEL = (SQL / "questions.sql").read_text(encoding="utf-8")
# Of rows of before, the day on which their file began: no later than they did.
SINCE = """
alter table files_file no force row level security;
alter table {table} no force row level security;
update {table} t set known_on = f.opened_on from files_file f where f.id = t.file_id;
alter table {table} force row level security;
alter table files_file force row level security"""
TABLES = ("sharing_batch",)


class Migration(migrations.Migration):

    dependencies = [
        ('gate', '0022_kept'),
        ('files', '0027_kept'),
        ('partners', '0011_designated'),
        ('sharing', '0027_removed'),
        ('subjects', '0010_admitted'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='batch',
            name='batch_class',
        ),
        migrations.RemoveConstraint(
            model_name='confirmation',
            name='confirmation_class',
        ),
        migrations.RemoveConstraint(
            model_name='document',
            name='document_class',
        ),
        migrations.RemoveConstraint(
            model_name='reply',
            name='reply_class',
        ),
        migrations.RemoveConstraint(
            model_name='request',
            name='request_class',
        ),
        migrations.AddField(
            model_name='batch',
            name='known_on',
            field=models.DateField(default=datetime.date(2025, 3, 1)),
            preserve_default=False,
        ),
        *(migrations.RunSQL(SINCE.format(table=table)) for table in TABLES),
        migrations.RunSQL(KERNEL),
        migrations.AddConstraint(
            model_name='batch',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and participant_id = (select (fence.permit()).participant)', kept='known_on', name='batch_class', sees='fence.among(file_id, (select fence.reached())) and participant_id = (select (fence.permit()).participant)', term='klaarzetten', vault=()),
        ),
        migrations.AddConstraint(
            model_name='confirmation',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and exists (select from sharing_statement s where s.id = statement_id and s.file_id = sharing_confirmation.file_id)', kept='on_day', name='confirmation_class', sees='fence.among(file_id, (select fence.reached())) and exists (select from sharing_statement s where s.id = statement_id and s.file_id = sharing_confirmation.file_id)', term='bewaren', vault=('statement_id', 'participant_id')),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=openprisma.gate.constraints.Subjects(changes="fence.among(file_id, (select fence.reached())) and exists (select from sharing_statement s where s.id = statement_id and s.file_id = sharing_document.file_id) and exists (select from sharing_statement o where o.id = statement_id and (o.participant_id = (select (fence.permit()).participant) or (select fence.acting()) = 'intrekking_vastleggen'))", kept='on_day', name='document_class', sees='fence.among(file_id, (select fence.reached())) and exists (select from sharing_statement s where s.id = statement_id and s.file_id = sharing_document.file_id)', term='bewaren', vault=()),
        ),
        migrations.AddConstraint(
            model_name='reply',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and exists (select from sharing_request r where r.id = request_id and r.file_id = sharing_reply.file_id)', kept='on_day', name='reply_class', sees='fence.among(file_id, (select fence.reached())) and exists (select from sharing_request r where r.id = request_id and r.file_id = sharing_reply.file_id)', term='bewaren', vault=('file_id', 'request_id', 'participant_id', 'answer', 'at')),
        ),
        migrations.AddConstraint(
            model_name='request',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and category = any ((select fence.categories())::smallint[]) and exists (select from subjects_subject s where s.id = subject_id and s.file_id = sharing_request.file_id)', kept='on_day', name='request_class', sees='fence.among(file_id, (select fence.reached())) and category = any ((select fence.categories())::smallint[]) and subject_id <> all ((select fence.removed())::uuid[])', term='bewaren', vault=('id', 'file_id', 'subject_id', 'participants', 'participant_id', 'answer_by', 'category', 'on_day')),
        ),
    ]
