"""Events in codes, from which figures are counted."""

import django.contrib.postgres.fields
import django.db.models.deletion
import openprisma.gate.constraints
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('partners', '0003_mail'),
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('of', models.UUIDField()),
                ('kind', models.TextField()),
                ('on_day', models.DateField()),
                ('known_on', models.DateField()),
                ('panel', models.TextField(default='')),
                ('origin', models.TextField(default='')),
                ('themes', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('advice', models.TextField(default='')),
                ('ending', models.TextField(default='')),
                ('carried', models.BooleanField(default=False)),
                ('receipt', models.UUIDField()),
                ('alliance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
            ],
            options={
                'indexes': [models.Index(fields=['known_on'], name='event_known')],
                'constraints': [openprisma.gate.constraints.Subjects(changes="(fence.among(of, (select fence.files())) or (select fence.acting()) = 'cijfers_overnemen')", name='event_class', sees="(select fence.acting()) = 'cijfers_inzien' or carried and (select fence.acting()) = 'cijfers_overnemen'", vault=())],
            },
        ),
    ]
