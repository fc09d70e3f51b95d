"""A vote on a scan rests on its bounds: which they are, what waits can ask."""

import openprisma.gate.constraints
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('areascans', '0003_together'),
        ('files', '0027_kept'),
        ('partners', '0011_designated'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='scope',
            name='scanscope_class',
        ),
        migrations.AddConstraint(
            model_name='scope',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='scanscope_class', sees='fence.among(file_id, (select fence.files()))', vault=('id', 'file_id', 'new', 'dpia', 'at')),
        ),
    ]
