"""A datum that may not be destroyed says on which ground, and until when that holds (wgs:1.8.7)."""

import django.db.models.deletion
import openprisma.gate.constraints
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0026_verdicts_of_turns'),
        ('partners', '0011_designated'),
        ('sharing', '0030_second_column'),
    ]

    operations = [
        migrations.CreateModel(
            name='Retention',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('receipt', models.UUIDField()),
                ('on_day', models.DateField()),
                ('ground', models.TextField()),
                ('reason', models.TextField()),
                ('owner', models.TextField()),
                ('decided_by', models.TextField()),
                ('review_on', models.DateField()),
                ('alliance', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.file')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person')),
                ('statement', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to='sharing.statement')),
            ],
            options={
                'constraints': [openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and exists (select from sharing_statement s where s.id = statement_id and s.file_id = sharing_retention.file_id)', name='retention_class', sees='fence.among(file_id, (select fence.reached())) and exists (select from sharing_statement s where s.id = statement_id and s.file_id = sharing_retention.file_id)', vault=())],
            },
        ),
    ]
