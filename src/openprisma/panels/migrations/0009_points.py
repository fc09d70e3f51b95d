"""What a point says of its panel and of whom it is about; which round a decision ended."""

import django.contrib.postgres.fields
from django.db import migrations, models

PANELS = """update panels_agendaitem a set panel = f.panel from files_file f where f.id = a.file_id"""
CLOSED = """update panels_agendaitem a set closed_on = s.on_day from files_step s
  where s.file_id = a.file_id and s.stage = 'vergadering_vastgesteld'"""
ROUNDS = """update panels_decision d set round = n.nr - 1 from (
  select id, row_number() over (partition by file_id order by on_day, id) as nr from panels_decision
) n where n.id = d.id"""


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0014_gives_access'),
        ('panels', '0008_wide_numbers'),
    ]

    operations = [
        migrations.AddField(
            model_name='agendaitem',
            name='panel',
            field=models.TextField(default=''),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='admits',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='removes',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='closed_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='decision',
            name='round',
            field=models.SmallIntegerField(default=0),
        ),
        migrations.RunSQL(PANELS),
        migrations.RunSQL(CLOSED),
        migrations.RunSQL(ROUNDS),
    ]
