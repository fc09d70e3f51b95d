"""Who stands wrongly in a file is put right or taken out by who brought them in."""

from pathlib import Path

import django.db.models.deletion
import openprisma.gate.constraints
from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql"
KERNEL = (SQL / "kernel.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0027_kept'),
        ('partners', '0011_designated'),
        ('subjects', '0011_kept'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='subject',
            name='subject_class',
        ),
        migrations.AddField(
            model_name='subject',
            name='left_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='subject',
            name='participant',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to='partners.participant'),
        ),
        migrations.RunSQL(KERNEL),
        migrations.AddConstraint(
            model_name='subject',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', kept='known_on', name='subject_class', removes='fence.among(file_id, (select fence.reached()))', sees='fence.among(file_id, (select fence.reached())) and id <> all ((select fence.removed())::uuid[])', term='bewaren', vault=('id', 'file_id', 'role', 'name', 'known_on', 'participant_id', 'left_on')),
        ),
    ]
