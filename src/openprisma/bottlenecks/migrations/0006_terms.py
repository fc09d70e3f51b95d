"""A finding goes with the first of the data it rests on; a measure knows when it was proposed."""

import datetime
import django.utils.timezone
import openprisma.gate.constraints
from django.db import migrations, models


TERMS = """
update bottlenecks_finding f set keep_until = coalesce(
  (select min(s.keep_until) from sharing_statement s where s.id = any (f.statements)), f.on_day + interval '5 years');
update bottlenecks_measure set at = on_day;
"""


class Migration(migrations.Migration):

    dependencies = [
        ("gate", "0005_rows"), ("sharing", "0006_owner"),
        ('bottlenecks', '0005_history'),
        ('files', '0005_hold'),
        ('partners', '0002_forms'),
    ]

    operations = [
        migrations.AddField(
            model_name='finding',
            name='keep_until',
            field=models.DateField(default=datetime.date(2025, 3, 1)),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='measure',
            name='at',
            field=models.DateTimeField(auto_now_add=True, default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.RunSQL(TERMS),
        migrations.RemoveConstraint(
            model_name='finding',
            name='finding_class',
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and categories <@ (select fence.categories())::smallint[]', name='finding_class', sees='fence.among(file_id, (select fence.reached())) and categories <@ (select fence.categories())::smallint[] and fence.datum_stands(keep_until, false, false, true, (select fence.today()))', vault=()),
        ),
    ]
