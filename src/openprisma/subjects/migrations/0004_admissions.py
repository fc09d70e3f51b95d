"""What a table reads of subjects and decides on them; and whether two are the same."""

import django.db.models.deletion
import openprisma.gate.constraints
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0008_panel'),
        ('partners', '0003_mail'),
        ('subjects', '0003_reached'),
    ]

    operations = [
        migrations.CreateModel(
            name='Admission',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('receipt', models.UUIDField()),
                ('on_day', models.DateField()),
                ('subject', models.UUIDField()),
                ('kind', models.TextField()),
                ('role', models.TextField()),
                ('need', models.TextField()),
                ('state', models.TextField()),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('alliance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.file')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person')),
            ],
            options={
                'indexes': [models.Index(fields=['subject'], name='admission_of')],
                'constraints': [openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='admission_class', sees='fence.among(file_id, (select fence.files()))', vault=())],
            },
        ),
        migrations.CreateModel(
            name='Sameness',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('receipt', models.UUIDField()),
                ('on_day', models.DateField()),
                ('one', models.UUIDField()),
                ('other', models.UUIDField()),
                ('answer', models.TextField()),
                ('reasons', models.TextField()),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('alliance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.file')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person')),
            ],
            options={
                'constraints': [openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', name='sameness_class', sees='fence.among(file_id, (select fence.reached()))', vault=())],
            },
        ),
    ]
