"""Cases, goals, the look at the money, evaluations."""

import django.contrib.postgres.fields
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
            name='Case',
            fields=[
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False, to='files.file')),
                ('goal', models.TextField()),
                ('scope', models.TextField(default='')),
                ('themes', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('municipalities', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('needed', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('drr', models.BooleanField(default=False)),
                ('panel_reason', models.TextField(default='')),
                ('wanted', models.JSONField(default=dict)),
                ('receipt', models.UUIDField()),
                ('alliance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person')),
                ('reporter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.participant')),
            ],
            options={
                'constraints': [openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='case_class', sees='fence.among(file_id, (select fence.files()))', vault=())],
            },
        ),
        migrations.CreateModel(
            name='CaseEvaluation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('receipt', models.UUIDField()),
                ('on_day', models.DateField()),
                ('reached', models.BooleanField()),
                ('findings', models.TextField()),
                ('lessons', models.TextField()),
                ('alliance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.file')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person')),
            ],
            options={
                'constraints': [openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='case_evaluation_class', sees='fence.among(file_id, (select fence.files()))', vault=())],
            },
        ),
        migrations.CreateModel(
            name='Goal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('receipt', models.UUIDField()),
                ('on_day', models.DateField()),
                ('text', models.TextField()),
                ('measure', models.TextField()),
                ('alliance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.file')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person')),
            ],
            options={
                'constraints': [openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='goal_class', sees='fence.among(file_id, (select fence.files()))', vault=())],
            },
        ),
        migrations.CreateModel(
            name='MoneyCheck',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('receipt', models.UUIDField()),
                ('on_day', models.DateField()),
                ('flows', models.TextField()),
                ('assets', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ('route', models.TextField()),
                ('text', models.TextField()),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('alliance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.file')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person')),
            ],
            options={
                'constraints': [openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='moneycheck_class', sees='fence.among(file_id, (select fence.files()))', vault=())],
            },
        ),
    ]
