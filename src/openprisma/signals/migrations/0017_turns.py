"""What waits for whom is asked of these tables by functions of vault (`gate/turns.py`)."""

import openprisma.gate.constraints
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0024_turns'),
        ('partners', '0010_standing'),
        ('signals', '0016_standing'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='remark',
            name='remark_class',
        ),
        migrations.AddConstraint(
            model_name='remark',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', name='remark_class', sees='fence.among(file_id, (select fence.reached()))', vault=('file_id', 'kind')),
        ),
    ]
