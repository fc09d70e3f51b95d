"""A vote lapses when what it rests on changes; an agenda is changed under its meeting only."""

import django.utils.timezone
import openprisma.gate.constraints
from django.db import migrations, models


VOTED = "update panels_vote set at = on_day"


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0006_withheld'),
        ('panels', '0003_meetings'),
        ('partners', '0002_forms'),
    ]

    operations = [
        migrations.AddField(
            model_name='vote',
            name='at',
            field=models.DateTimeField(auto_now_add=True, default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='vote',
            name='nr',
            field=models.SmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='vote',
            name='rests_on',
            field=models.JSONField(null=True),
        ),
        migrations.RunSQL(VOTED),
        migrations.RemoveConstraint(
            model_name='agendaitem',
            name='agenda_class',
        ),
        migrations.RemoveConstraint(
            model_name='vote',
            name='vote_once',
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='agenda_class', sees='fence.among(file_id, (select fence.files())) or fence.among(dossier_id, (select fence.files()))', vault=()),
        ),
        migrations.AddConstraint(
            model_name='vote',
            constraint=models.UniqueConstraint(fields=('file', 'person', 'round', 'nr'), name='vote_once'),
        ),
    ]
