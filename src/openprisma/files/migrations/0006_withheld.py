"""What is held past its stage says since when; waiting tasks are counted under a line."""

from pathlib import Path

import openprisma.gate.constraints
from django.db import migrations, models


KERNEL = (Path(__file__).parents[1] / "sql" / "kernel.sql").read_text(encoding="utf-8")
# At 0.3.0 these two stages took the data away.
WITHHELD = """
update files_hold h set withheld_on = (select max(s.on_day) from files_step s where s.file_id = h.file_id)
  from files_file f where f.id = h.file_id and h.released_on is null and f.kind = 'signaal'
   and f.stage in ('afgewezen', 'ingetrokken');
"""


class Migration(migrations.Migration):

    dependencies = [
        ("gate", "0005_rows"),
        ('files', '0005_hold'),
        ('partners', '0002_forms'),
    ]

    operations = [
        migrations.AddField(
            model_name='hold',
            name='withheld_on',
            field=models.DateField(null=True),
        ),
        migrations.RunSQL(WITHHELD),
        migrations.RemoveConstraint(
            model_name='hold',
            name='hold_class',
        ),
        migrations.AddConstraint(
            model_name='hold',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='hold_class', sees='fence.among(file_id, (select fence.files()))', vault=('file_id', 'released_on', 'withheld_on')),
        ),
        migrations.RunSQL(KERNEL),
    ]
