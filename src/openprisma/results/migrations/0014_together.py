"""What several changes say of one table, taken together."""

import openprisma.gate.constraints
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0027_kept'),
        ('partners', '0011_designated'),
        ('results', '0013_rests'),
        ('subjects', '0014_named'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='inquiry',
            name='inquiry_class',
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and exists (select from subjects_subject s where s.id = subject_id and s.file_id = results_inquiry.file_id)', kept='on_day', name='inquiry_class', sees='fence.among(file_id, (select fence.reached())) and subject_id <> all ((select fence.removed())::uuid[])', term='bewaren', vault=('id', 'file_id')),
        ),
    ]
