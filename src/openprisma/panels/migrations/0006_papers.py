"""Documents of a meeting."""

import django.contrib.postgres.fields
import django.db.models.deletion
import openprisma.gate.constraints
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0007_news'),
        ('panels', '0005_minutes'),
        ('partners', '0003_mail'),
    ]

    operations = [
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('receipt', models.UUIDField()),
                ('on_day', models.DateField()),
                ('title', models.TextField()),
                ('kind', models.TextField()),
                ('content', models.BinaryField()),
                ('size', models.IntegerField()),
                ('removed', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('alliance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.file')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person')),
            ],
            options={
                'constraints': [openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='paper_class', sees='fence.among(file_id, (select fence.files()))', vault=())],
            },
        ),
    ]
