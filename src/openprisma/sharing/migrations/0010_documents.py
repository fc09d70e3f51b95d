"""Data may come with a document and along an article of another law; questions have a day by which to answer."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
import openprisma.gate.constraints
import uuid
from django.db import migrations, models


QUESTIONS = (Path(__file__).parents[1] / "sql" / "questions.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0009_newest'),
        ('partners', '0003_mail'),
        ('sharing', '0009_batches'),
        ('subjects', '0004_admissions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('receipt', models.UUIDField()),
                ('on_day', models.DateField()),
                ('kind', models.TextField()),
                ('content', models.BinaryField()),
                ('size', models.IntegerField()),
                ('removed', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
            ],
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
            model_name='request',
            name='answer_by',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='statement',
            name='gateway',
            field=models.TextField(default=''),
        ),
        migrations.AddField(
            model_name='statement',
            name='secret',
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name='reply',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and exists (select from sharing_request r where r.id = request_id and r.file_id = sharing_reply.file_id)', name='reply_class', sees='fence.among(file_id, (select fence.reached())) and exists (select from sharing_request r where r.id = request_id and r.file_id = sharing_reply.file_id)', vault=('request_id', 'participant_id', 'answer', 'at')),
        ),
        migrations.AddConstraint(
            model_name='request',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and category = any ((select fence.categories())::smallint[]) and exists (select from subjects_subject s where s.id = subject_id and s.file_id = sharing_request.file_id)', name='request_class', sees='fence.among(file_id, (select fence.reached())) and category = any ((select fence.categories())::smallint[])', vault=('id', 'file_id', 'participants', 'answer_by')),
        ),
        migrations.AddField(
            model_name='document',
            name='alliance',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
        migrations.AddField(
            model_name='document',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.file'),
        ),
        migrations.AddField(
            model_name='document',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person'),
        ),
        migrations.AddField(
            model_name='document',
            name='statement',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to='sharing.statement'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and exists (select from sharing_statement s where s.id = statement_id and s.file_id = sharing_document.file_id) and exists (select from sharing_statement o where o.id = statement_id and o.participant_id = (select (fence.permit()).participant))', name='document_class', sees='fence.among(file_id, (select fence.reached())) and exists (select from sharing_statement s where s.id = statement_id and s.file_id = sharing_document.file_id)', vault=()),
        ),
        migrations.RunSQL(QUESTIONS),
    ]
