"""What advisers say; a meeting that was moved, or does not take place."""

import django.db.models.deletion
import openprisma.gate.constraints
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0019_standing'),
        ('panels', '0013_turns'),
        ('partners', '0010_standing'),
    ]

    operations = [
        migrations.AddField(
            model_name='meeting',
            name='moved_from',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='meeting',
            name='cancelled_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='meeting',
            name='notice',
            field=models.TextField(default=''),
        ),
        migrations.CreateModel(
            name='Advice',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('receipt', models.UUIDField()),
                ('on_day', models.DateField()),
                ('point', models.UUIDField()),
                ('words', models.TextField()),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('alliance', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.file')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person')),
            ],
            options={
                'constraints': [openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='advice_class', sees='fence.among(file_id, (select fence.files()))', vault=())],
            },
        ),
    ]
