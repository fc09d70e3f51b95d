"""The kernel asks who sits in a panel."""

import openprisma.gate.constraints
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('panels', '0011_there'),
        ('partners', '0010_standing'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='seat',
            name='seat_class',
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=openprisma.gate.constraints.Staff(changes='false', name='seat_class', sees='(select fence.signed_in())', vault=('person_id', 'deputy_id', 'panel_id', 'chair', 'from_day', 'until_day')),
        ),
    ]
