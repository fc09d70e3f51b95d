"""What is kept longer, for who tests lawfulness: which file, ground and days (wgs:1.8.7)."""

from pathlib import Path

import openprisma.gate.constraints
from django.db import migrations

SQL = Path(__file__).parents[1] / "sql" / "holds.sql"


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0027_kept'),
        ('partners', '0011_designated'),
        ('sharing', '0034_together'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='retention',
            name='retention_class',
        ),
        migrations.AddConstraint(
            model_name='retention',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and exists (select from sharing_statement s where s.id = statement_id and s.file_id = sharing_retention.file_id)', name='retention_class', sees='fence.among(file_id, (select fence.reached())) and exists (select from sharing_statement s where s.id = statement_id and s.file_id = sharing_retention.file_id)', vault=('id', 'file_id', 'statement_id', 'ground', 'review_on', 'on_day')),
        ),
        migrations.RunSQL(SQL.read_text(encoding="utf-8")),
    ]
