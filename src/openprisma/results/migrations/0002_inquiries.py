"""Questions to other alliances whether they know somebody; receivers hear what changed under a result."""

import django.contrib.postgres.fields
import django.db.models.deletion
import openprisma.gate.constraints
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0009_newest'),
        ('partners', '0003_mail'),
        ('results', '0001_initial'),
        ('subjects', '0004_admissions'),
    ]

    operations = [
        migrations.AddField(
            model_name='result',
            name='informed_on',
            field=models.DateField(null=True),
        ),
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
                ('alliance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.file')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='subjects.subject')),
            ],
            options={
                'constraints': [openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and exists (select from subjects_subject s where s.id = subject_id and s.file_id = results_inquiry.file_id)', name='inquiry_class', sees='fence.among(file_id, (select fence.reached()))', vault=())],
            },
        ),
    ]
