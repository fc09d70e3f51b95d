"""Of a question in a category that is closed to who is asked not even the number is told."""

import openprisma.gate.constraints
from pathlib import Path

from django.db import migrations


QUESTIONS = (Path(__file__).parents[1] / "sql" / "questions.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0010_holders'),
        ('partners', '0003_mail'),
        ('sharing', '0010_documents'),
        ('subjects', '0004_admissions'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='request',
            name='request_class',
        ),
        migrations.AddConstraint(
            model_name='request',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and category = any ((select fence.categories())::smallint[]) and exists (select from subjects_subject s where s.id = subject_id and s.file_id = sharing_request.file_id)', name='request_class', sees='fence.among(file_id, (select fence.reached())) and category = any ((select fence.categories())::smallint[])', vault=('id', 'file_id', 'participants', 'answer_by', 'category')),
        ),
        migrations.RunSQL(QUESTIONS),
    ]
