"""A result says which writing of each datum it rests on."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("results", "0005_unordered"),
    ]

    operations = [
        migrations.AddField(
            model_name='result',
            name='versions',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
        ),
    ]
