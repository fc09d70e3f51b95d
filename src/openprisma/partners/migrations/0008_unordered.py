"""No index whose order tells how a row of others compares with one's own; a line changes whether
access is confirmed of one colleague."""

from pathlib import Path

import django.db.models.deletion
import openprisma.gate.constraints
from django.db import migrations, models


ACCOUNTS = (Path(__file__).parents[1] / "sql" / "accounts.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):

    dependencies = [
        ('gate', '0016_no_setting'),
        ('partners', '0007_costs'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='clearance',
            name='clearance_class',
        ),
        migrations.AlterField(
            model_name='municipality',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
        migrations.AlterField(
            model_name='outsider',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
        migrations.AlterField(
            model_name='participant',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
        migrations.AlterField(
            model_name='person',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
        migrations.AlterField(
            model_name='person',
            name='designated_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to='partners.participant'),
        ),
        migrations.AlterField(
            model_name='regionalform',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
        migrations.AddConstraint(
            model_name='clearance',
            constraint=openprisma.gate.constraints.Staff(changes="(select fence.acting()) = any ('{tweede_factor_vervangen,toegang_bevestigen}'::text[])", name='clearance_class', sees="person_id = (select (fence.visitor()).person) or (select fence.acting()) = any ('{medewerker_toewijzen,tweede_factor_vervangen,toegang_bevestigen}'::text[])", vault=('person_id', 'screening', 'confirmed', 'receipt')),
        ),
        migrations.RunSQL(ACCOUNTS),
    ]
