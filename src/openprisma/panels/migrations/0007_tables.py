"""Tables of districts and of the region, beside the steering group."""

import django.contrib.postgres.fields
import django.db.models.deletion
import openprisma.gate.constraints
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('panels', '0006_papers'),
        ('partners', '0003_mail'),
    ]

    operations = [
        migrations.CreateModel(
            name='Panel',
            fields=[
                ('code', models.TextField(primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('districts', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('quorum', models.SmallIntegerField(null=True)),
                ('rule', models.TextField(default='')),
                ('alliance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
            ],
        ),
        migrations.AddField(
            model_name='seat',
            name='panel',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='panels.panel'),
        ),
        migrations.AddConstraint(
            model_name='panel',
            constraint=openprisma.gate.constraints.NoPersons(name='panel_class', reason='tables of public bodies, no persons', rights='select', vault=False),
        ),
    ]
