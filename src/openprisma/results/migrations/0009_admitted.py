"""Of whom a table did not admit, or removed, no question to another alliance is read."""

import openprisma.gate.constraints
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0026_verdicts_of_turns'),
        ('partners', '0011_designated'),
        ('results', '0008_turns'),
        ('subjects', '0010_admitted'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='inquiry',
            name='inquiry_class',
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and exists (select from subjects_subject s where s.id = subject_id and s.file_id = results_inquiry.file_id)', name='inquiry_class', sees='fence.among(file_id, (select fence.reached())) and subject_id <> all ((select fence.removed())::uuid[])', vault=()),
        ),
    ]
