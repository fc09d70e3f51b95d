"""When something was laid down about an application says whose turn comes next."""

import openprisma.gate.constraints
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('bottlenecks', '0011_about'),
        ('files', '0026_verdicts_of_turns'),
        ('partners', '0011_designated'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='review',
            name='review_class',
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='review_class', sees='fence.among(file_id, (select fence.files()))', vault=('file_id', 'kind', 'positive', 'at')),
        ),
    ]
