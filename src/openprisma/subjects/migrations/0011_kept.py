"""What is about persons is read for a term from its first processing here (wgs:1.8.7)."""

from pathlib import Path

import datetime
import openprisma.gate.constraints
from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql"
KERNEL = (SQL / "kernel.sql").read_text(encoding="utf-8")
# Of rows of before, the day on which their file began: no later than they did.
SINCE = """
alter table files_file no force row level security;
alter table {table} no force row level security;
update {table} t set known_on = f.opened_on from files_file f where f.id = t.file_id;
alter table {table} force row level security;
alter table files_file force row level security"""
TABLES = ("subjects_subject",)


class Migration(migrations.Migration):

    dependencies = [
        ('gate', '0022_kept'),
        ('files', '0027_kept'),
        ('partners', '0011_designated'),
        ('subjects', '0010_admitted'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='admission',
            name='admission_class',
        ),
        migrations.RemoveConstraint(
            model_name='sameness',
            name='sameness_class',
        ),
        migrations.RemoveConstraint(
            model_name='subject',
            name='subject_class',
        ),
        migrations.AddField(
            model_name='subject',
            name='known_on',
            field=models.DateField(default=datetime.date(2025, 3, 1)),
            preserve_default=False,
        ),
        *(migrations.RunSQL(SINCE.format(table=table)) for table in TABLES),
        migrations.RunSQL(KERNEL),
        migrations.AddConstraint(
            model_name='admission',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', kept='on_day', name='admission_class', sees='fence.among(file_id, (select fence.files()))', term='bewaren', vault=('file_id', 'subject', 'state', 'at', 'person_id')),
        ),
        migrations.AddConstraint(
            model_name='sameness',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', kept='on_day', name='sameness_class', sees='fence.among(file_id, (select fence.reached()))', term='bewaren', vault=()),
        ),
        migrations.AddConstraint(
            model_name='subject',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', kept='known_on', name='subject_class', removes='fence.among(file_id, (select fence.reached()))', sees='fence.among(file_id, (select fence.reached())) and id <> all ((select fence.removed())::uuid[])', term='bewaren', vault=('id', 'file_id', 'role', 'name', 'known_on')),
        ),
    ]
