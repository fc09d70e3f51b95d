"""A spreadsheet that was set ready is there for a few days (huisregels:8)."""

import openprisma.gate.constraints
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0026_verdicts_of_turns'),
        ('partners', '0011_designated'),
        ('sharing', '0027_beside'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='batch',
            name='batch_class',
        ),
        migrations.AddField(
            model_name='batch',
            name='keep_until',
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and participant_id = (select (fence.permit()).participant)', name='batch_class', sees='fence.among(file_id, (select fence.reached())) and participant_id = (select (fence.permit()).participant) and keep_until > (select fence.today())', vault=()),
        ),
    ]
