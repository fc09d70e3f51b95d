"""Deliveries of many data wait in a table of their own."""

import django.db.models.deletion
import openprisma.gate.constraints
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0008_panel'),
        ('partners', '0003_mail'),
        ('sharing', '0008_admitted'),
    ]

    operations = [
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('receipt', models.UUIDField()),
                ('on_day', models.DateField()),
                ('rows', models.JSONField()),
                ('checked', models.IntegerField(default=0)),
                ('errors', models.JSONField(default=list)),
                ('alliance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.file')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.participant')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person')),
            ],
            options={
                'constraints': [openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and participant_id = (select (fence.permit()).participant)', name='batch_class', sees='fence.among(file_id, (select fence.reached())) and participant_id = (select (fence.permit()).participant)', vault=())],
            },
        ),
    ]
