"""Who was there stands with the point that is decided."""

import django.contrib.postgres.fields
from django.db import migrations, models


THERE = """update panels_agendaitem a set there = coalesce((
  select array_agg(t.person_id order by t.person_id) from panels_attendance t
   where t.file_id = a.file_id), '{}')"""


class Migration(migrations.Migration):

    dependencies = [
        ('panels', '0010_unordered'),
    ]

    operations = [
        migrations.AddField(
            model_name='agendaitem',
            name='there',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
        ),
        migrations.RunSQL(THERE),
    ]
