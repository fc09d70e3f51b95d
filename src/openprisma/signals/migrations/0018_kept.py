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
TABLES = ("signals_signal", "signals_fact", "signals_similaranswer",)


class Migration(migrations.Migration):

    dependencies = [
        ('gate', '0022_kept'),
        ('files', '0027_kept'),
        ('partners', '0011_designated'),
        ('signals', '0017_turns'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='attachment',
            name='attachment_class',
        ),
        migrations.RemoveConstraint(
            model_name='fact',
            name='fact_class',
        ),
        migrations.RemoveConstraint(
            model_name='remark',
            name='remark_class',
        ),
        migrations.RemoveConstraint(
            model_name='signal',
            name='signal_class',
        ),
        migrations.RemoveConstraint(
            model_name='similaranswer',
            name='similar_class',
        ),
        migrations.RemoveConstraint(
            model_name='verdict',
            name='verdict_class',
        ),
        migrations.AddField(
            model_name='fact',
            name='known_on',
            field=models.DateField(default=datetime.date(2025, 3, 1)),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='signal',
            name='known_on',
            field=models.DateField(default=datetime.date(2025, 3, 1)),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='similaranswer',
            name='known_on',
            field=models.DateField(default=datetime.date(2025, 3, 1)),
            preserve_default=False,
        ),
        *(migrations.RunSQL(SINCE.format(table=table)) for table in TABLES),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', kept='on_day', name='attachment_class', sees='fence.among(file_id, (select fence.reached()))', term='bewaren', vault=()),
        ),
        migrations.AddConstraint(
            model_name='fact',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', kept='known_on', name='fact_class', sees='fence.among(file_id, (select fence.reached()))', term='bewaren', vault=('id', 'file_id', 'task', 'kind')),
        ),
        migrations.AddConstraint(
            model_name='remark',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', kept='on_day', name='remark_class', sees='fence.among(file_id, (select fence.reached()))', term='bewaren', vault=('file_id', 'kind')),
        ),
        migrations.AddConstraint(
            model_name='signal',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', kept='known_on', name='signal_class', sees='fence.among(file_id, (select fence.reached()))', term='bewaren', vault=('file_id', 'participant_id', 'form', 'municipalities', 'expected', 'criteria', 'quality', 'quality_reason', 'organised', 'shortage')),
        ),
        migrations.AddConstraint(
            model_name='similaranswer',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', kept='known_on', name='similar_class', sees='fence.among(file_id, (select fence.reached()))', term='bewaren', vault=()),
        ),
        migrations.AddConstraint(
            model_name='verdict',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', kept='on_day', name='verdict_class', sees='fence.among(file_id, (select fence.reached()))', term='bewaren', vault=('file_id', 'participant_id', 'positive')),
        ),
    ]
