"""Results that may leave a file."""

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
            name='Result',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('receipt', models.UUIDField()),
                ('on_day', models.DateField()),
                ('way', models.TextField()),
                ('recipient', models.TextField()),
                ('private', models.BooleanField(default=False)),
                ('ground', models.TextField()),
                ('task', models.TextField(default='')),
                ('compatible', models.TextField(default='')),
                ('activity', models.TextField(default='')),
                ('mode', models.TextField(default='geen')),
                ('medical', models.BooleanField(default=False)),
                ('text', models.TextField()),
                ('basis', models.TextField(default='')),
                ('statements', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('categories', django.contrib.postgres.fields.ArrayField(base_field=models.SmallIntegerField(), size=None)),
                ('suppliers', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('sensitive', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('keep_until', models.DateField()),
                ('quality', models.TextField(default='')),
                ('asked', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('reply_by', models.DateField(null=True)),
                ('rac', models.BooleanField(null=True)),
                ('rac_text', models.TextField(default='')),
                ('given_on', models.DateField(null=True)),
                ('due', models.DateField(null=True)),
                ('state', models.TextField()),
                ('alliance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.file')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person')),
            ],
        ),
        migrations.CreateModel(
            name='Reaction',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('receipt', models.UUIDField()),
                ('on_day', models.DateField()),
                ('answer', models.TextField()),
                ('reason', models.TextField(default='')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('alliance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.file')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.participant')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person')),
                ('result', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='results.result')),
            ],
        ),
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('receipt', models.UUIDField()),
                ('on_day', models.DateField()),
                ('useful', models.TextField()),
                ('followed', models.BooleanField()),
                ('why_not', models.TextField(default='')),
                ('alliance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.file')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person')),
                ('result', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='results.result')),
            ],
        ),
        migrations.AddConstraint(
            model_name='result',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and categories <@ (select fence.categories())::smallint[]', name='result_class', sees='fence.among(file_id, (select fence.reached())) and categories <@ (select fence.categories())::smallint[] and fence.datum_stands(keep_until, false, false, true, (select fence.today()))', vault=()),
        ),
        migrations.AddConstraint(
            model_name='reaction',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and exists (select from results_result r where r.id = result_id and r.file_id = results_reaction.file_id)', name='reaction_class', sees='fence.among(file_id, (select fence.reached()))', vault=()),
        ),
        migrations.AddConstraint(
            model_name='feedback',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and exists (select from results_result r where r.id = result_id and r.file_id = results_feedback.file_id)', name='feedback_class', sees='fence.among(file_id, (select fence.reached()))', vault=()),
        ),
    ]
