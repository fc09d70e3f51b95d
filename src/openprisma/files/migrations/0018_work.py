"""Long work of background tasks is kept, so that somebody sees it, stops it, and another worker
goes on."""

import uuid
from pathlib import Path

import openprisma.gate.constraints
from django.db import migrations, models

WORK = (Path(__file__).parents[1] / "sql" / "work.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):

    dependencies = [
        ("files", "0017_words"),
    ]

    operations = [
        migrations.CreateModel(
            name='Work',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('kind', models.TextField()),
                ('run', models.TextField()),
                ('done', models.IntegerField()),
                ('total', models.IntegerField()),
                ('state', models.TextField()),
                ('message', models.TextField()),
                ('after', models.UUIDField(null=True)),
                ('began', models.DateTimeField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'loopt')), fields=('run',), name='work_once'), openprisma.gate.constraints.Closed(name='work_class', vault='select, insert, update, delete')],
            },
        ),
        migrations.RunSQL(WORK),
    ]
