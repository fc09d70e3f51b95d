"""Questions to other alliances whether they know somebody; receivers hear what changed under a result; feedback that is due."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
import openprisma.gate.constraints
import uuid
from django.db import migrations, models


FEEDBACK = (Path(__file__).parents[1] / "sql" / "feedback.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0010_holders'),
        ('partners', '0003_mail'),
        ('results', '0001_initial'),
        ('subjects', '0004_admissions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Inquiry',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('receipt', models.UUIDField()),
                ('on_day', models.DateField()),
                ('alliance_asked', models.TextField()),
                ('sent', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('reason', models.TextField()),
                ('answer', models.TextField(default='')),
                ('involved', models.TextField(default='')),
                ('answered_on', models.DateField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='result',
            name='result_class',
        ),
        migrations.AddField(
            model_name='result',
            name='informed_on',
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name='result',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and categories <@ (select fence.categories())::smallint[]', name='result_class', sees='fence.among(file_id, (select fence.reached())) and categories <@ (select fence.categories())::smallint[] and fence.datum_stands(keep_until, false, false, true, (select fence.today()))', vault=('id', 'file_id', 'given_on', 'due')),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='alliance',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.file'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='subject',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='subjects.subject'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and exists (select from subjects_subject s where s.id = subject_id and s.file_id = results_inquiry.file_id)', name='inquiry_class', sees='fence.among(file_id, (select fence.reached()))', vault=()),
        ),
        migrations.RunSQL(FEEDBACK),
    ]
