"""What is about persons is read for a term from its first processing here (wgs:1.8.7)."""

import datetime
import openprisma.gate.constraints
from django.db import migrations, models

# Of rows of before, the day on which their file began: no later than they did.
SINCE = """
alter table files_file no force row level security;
alter table {table} no force row level security;
update {table} t set known_on = f.opened_on from files_file f where f.id = t.file_id;
alter table {table} force row level security;
alter table files_file force row level security"""
TABLES = ("panels_interest",)


class Migration(migrations.Migration):

    dependencies = [
        ('gate', '0022_kept'),
        ('files', '0027_kept'),
        ('panels', '0017_seen_then'),
        ('partners', '0011_designated'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='interest',
            name='interest_class',
        ),
        migrations.AddField(
            model_name='interest',
            name='known_on',
            field=models.DateField(default=datetime.date(2025, 3, 1)),
            preserve_default=False,
        ),
        *(migrations.RunSQL(SINCE.format(table=table)) for table in TABLES),
        migrations.AddConstraint(
            model_name='interest',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', kept='known_on', name='interest_class', sees='fence.among(file_id, (select fence.reached()))', term='bewaren', vault=()),
        ),
    ]
