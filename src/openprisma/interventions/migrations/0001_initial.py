"""Advice and what came of it."""

import django.db.models.deletion
import openprisma.gate.constraints
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('files', '0008_panel'),
        ('partners', '0003_mail'),
    ]

    operations = [
        migrations.CreateModel(
            name='Intervention',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('receipt', models.UUIDField()),
                ('on_day', models.DateField()),
                ('kind', models.TextField()),
                ('text', models.TextField()),
                ('power', models.TextField()),
                ('effect', models.TextField()),
                ('state', models.TextField()),
                ('due', models.DateField(null=True)),
                ('reason', models.TextField(default='')),
                ('reference', models.TextField(default='')),
                ('done_on', models.DateField(null=True)),
                ('outcome', models.TextField(default='')),
                ('imposed', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ('collected', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ('reached', models.TextField(default='')),
                ('ended_on', models.DateField(null=True)),
                ('alliance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.file')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.person')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.participant')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person')),
            ],
            options={
                'constraints': [openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='intervention_class', sees='fence.among(file_id, (select fence.files()))', vault=())],
            },
        ),
    ]
