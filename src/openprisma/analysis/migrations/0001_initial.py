"""Findings come over from `bottlenecks`, graded from now on; ties and open questions are new."""

import django.contrib.postgres.fields
import django.db.models.deletion
import openprisma.gate.constraints
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('bottlenecks', '0006_terms'),
        ('files', '0008_panel'),
        ('partners', '0003_mail'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
            migrations.CreateModel(
                name='Finding',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                    ('receipt', models.UUIDField()),
                    ('on_day', models.DateField()),
                    ('part', models.TextField()),
                    ('text', models.TextField()),
                    ('statements', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                    ('categories', django.contrib.postgres.fields.ArrayField(base_field=models.SmallIntegerField(), size=None)),
                    ('keep_until', models.DateField()),
                    ('alliance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.file')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person')),
                ],
                options={
                    'constraints': [openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and categories <@ (select fence.categories())::smallint[]', name='finding_class', sees='fence.among(file_id, (select fence.reached())) and categories <@ (select fence.categories())::smallint[] and fence.datum_stands(keep_until, false, false, true, (select fence.today()))', vault=())],
                },
            ),
            ],
            database_operations=[migrations.RunSQL("alter table bottlenecks_finding rename to analysis_finding")],
        ),
        migrations.AddField(model_name="finding", name="reliability", field=models.TextField(default="onbekend")),
        migrations.AddField(model_name="finding", name="credibility", field=models.TextField(default="onbekend")),
        migrations.CreateModel(
            name='Tie',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('receipt', models.UUIDField()),
                ('on_day', models.DateField()),
                ('one', models.UUIDField()),
                ('other', models.UUIDField()),
                ('kind', models.TextField()),
                ('since', models.DateField(null=True)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ('statements', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('categories', django.contrib.postgres.fields.ArrayField(base_field=models.SmallIntegerField(), size=None)),
                ('keep_until', models.DateField()),
                ('alliance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.file')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person')),
            ],
            options={
                'constraints': [openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and categories <@ (select fence.categories())::smallint[]', name='tie_class', sees='fence.among(file_id, (select fence.reached())) and categories <@ (select fence.categories())::smallint[] and fence.datum_stands(keep_until, false, false, true, (select fence.today()))', vault=())],
            },
        ),
        migrations.CreateModel(
            name='Unknown',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('receipt', models.UUIDField()),
                ('on_day', models.DateField()),
                ('text', models.TextField()),
                ('alliance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.file')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person')),
            ],
            options={
                'constraints': [openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', name='unknown_class', sees='fence.among(file_id, (select fence.reached()))', vault=())],
            },
        ),
    ]
