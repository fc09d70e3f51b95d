"""What several changes say of one table, taken together."""

import openprisma.gate.constraints
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0027_kept'),
        ('partners', '0011_designated'),
        ('subjects', '0014_named'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='subject',
            name='subject_class',
        ),
        migrations.AddConstraint(
            model_name='subject',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', name='subject_class', removes='fence.among(file_id, (select fence.reached()))', sees='fence.among(file_id, (select fence.reached())) and id <> all ((select fence.removed())::uuid[])', vault=('id', 'file_id', 'role', 'kind', 'name', 'identifier', 'linked', 'known_on', 'participant_id', 'left_on')),
        ),
    ]
