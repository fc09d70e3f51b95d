"""No index whose order tells how a row of others compares with one's own; what a table removed is
asked once."""

from pathlib import Path

import django.db.models.deletion
import openprisma.gate.constraints
from django.db import migrations, models


KERNEL = (Path(__file__).parents[1] / "sql" / "kernel.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):

    dependencies = [
        ('gate', '0016_no_setting'),
        ('files', '0015_unordered'),
        ('partners', '0003_mail'),
        ('subjects', '0005_names_one'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='admission',
            name='admission_class',
        ),
        migrations.AlterField(
            model_name='admission',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
        migrations.AlterField(
            model_name='sameness',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
        migrations.AlterField(
            model_name='subject',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
        migrations.AddConstraint(
            model_name='admission',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='admission_class', sees='fence.among(file_id, (select fence.files()))', vault=('file_id', 'subject', 'state')),
        ),
        migrations.RunSQL(KERNEL),
    ]
