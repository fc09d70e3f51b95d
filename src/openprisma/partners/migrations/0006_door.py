"""Getting in takes two transactions: one that judges and counts, and one that answers. What was judged is kept in between."""

from pathlib import Path

import django.contrib.postgres.fields
import openprisma.gate.constraints
from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql"
ACCOUNTS, DOOR = ((SQL / name).read_text(encoding="utf-8") for name in ("accounts.sql", "door.sql"))
# Codes are counted by what is kept of each attempt from now on, and a proof is an attempt.
FORGET = "delete from partners_brake where key like 'code %' or key like 'proven %'"
# Like a line: it is on disk before anybody is answered by it.
DURABLE = """create constraint trigger durable after insert on partners_attempt deferrable initially deferred
  for each row execute function fence.durable()"""


class Migration(migrations.Migration):
    dependencies = [("partners", "0005_screening"), ("gate", "0012_lines_at_the_door")]
    operations = [
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("ticket", models.BinaryField(primary_key=True, serialize=False)),
                ("xid", models.BigIntegerField()),
                ("login", models.TextField()),
                ("at", models.DateTimeField(db_index=True)),
                ("drawer", models.IntegerField()),
                ("keys", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("account", models.BigIntegerField()),
                ("verdict", models.SmallIntegerField()),
                ("factor", models.BigIntegerField()),
                ("moment", models.BigIntegerField()),
                ("drift", models.BigIntegerField()),
                ("against", models.BinaryField()),
                ("used", models.BooleanField()),
            ],
            options={
                "indexes": [models.Index(fields=["drawer", "at"], name="attempt_drawer")],
                "constraints": [
                    openprisma.gate.constraints.Closed(name="attempt_class", vault="select, insert, update, delete")
                ],
            },
        ),
        migrations.RunSQL(DURABLE),
        migrations.RunSQL(FORGET),
        migrations.RunSQL(ACCOUNTS),
        migrations.RunSQL(DOOR),
    ]
