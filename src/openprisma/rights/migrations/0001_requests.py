"""Requests of citizens, and the one search for a person over everything that is held."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
import openprisma.gate.constraints
import uuid
from django.db import migrations, models


SQL = Path(__file__).parents[1] / "sql"
# For a database that was made before; a new one has it from `gate/sql/roles.sql`.
LIKENESS = "create extension if not exists fuzzystrmatch with schema public"


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('files', '0027_kept'),
        ('partners', '0011_designated'),
        ('subjects', '0015_together'),
    ]

    operations = [
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('receipt', models.UUIDField()),
                ('on_day', models.DateField()),
                ('hit', models.UUIDField(null=True)),
                ('tell', models.BooleanField()),
                ('ground', models.TextField(default='geen')),
                ('weighed', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('reasons', models.TextField(default='')),
                ('review_on', models.DateField(null=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('alliance', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.file')),
                ('participant', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.participant')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person')),
            ],
            options={
                'constraints': [openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', kept='on_day', name='rights_answer_class', removes='fence.among(file_id, (select fence.reached()))', sees="fence.among(file_id, (select fence.reached())) and (exists (select from rights_citizenrequest r join files_assignment a on a.file_id = r.file_id where r.file_id = rights_answer.file_id and a.person_id = (select (fence.permit()).person) and (a.role = 'contactpunt' or a.participant_id = r.decider_id) and a.from_day <= (select fence.today()) and (select fence.today()) < a.until_day offset 0) or participant_id = (select (fence.permit()).participant))", term='bewaren', vault=('id', 'file_id', 'participant_id', 'hit', 'tell', 'at', 'review_on'))],
            },
        ),
        migrations.CreateModel(
            name='AnswerLetter',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('receipt', models.UUIDField()),
                ('on_day', models.DateField()),
                ('letter', models.JSONField()),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('alliance', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.file')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person')),
            ],
            options={
                'constraints': [openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', kept='on_day', name='rights_letter_class', removes='fence.among(file_id, (select fence.reached()))', sees='fence.among(file_id, (select fence.reached()))', term='bewaren', vault=('id', 'file_id', 'at', 'person_id'))],
            },
        ),
        migrations.CreateModel(
            name='Ask',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('receipt', models.UUIDField()),
                ('on_day', models.DateField()),
                ('before', models.DateField()),
                ('alliance', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.file')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person')),
            ],
            options={
                'constraints': [openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='rights_ask_class', sees='fence.among(file_id, (select fence.files()))', vault=('file_id', 'before'))],
            },
        ),
        migrations.CreateModel(
            name='CitizenRequest',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('receipt', models.UUIDField()),
                ('on_day', models.DateField()),
                ('kind', models.TextField()),
                ('by_whom', models.TextField()),
                ('basis', models.TextField(default='')),
                ('received_on', models.DateField()),
                ('due', models.DateField()),
                ('alliance', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
                ('decider', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.participant')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.file')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person')),
            ],
            options={
                'constraints': [openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='citizenrequest_class', sees='fence.among(file_id, (select fence.files()))', vault=('id', 'file_id', 'due', 'decider_id'))],
            },
        ),
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('receipt', models.UUIDField()),
                ('on_day', models.DateField()),
                ('reasons', models.TextField()),
                ('alliance', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.file')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person')),
            ],
            options={
                'constraints': [openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='rights_extension_class', sees='fence.among(file_id, (select fence.files()))', vault=())],
            },
        ),
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('receipt', models.UUIDField()),
                ('on_day', models.DateField()),
                ('reasons', models.TextField()),
                ('alliance', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.file')),
                ('participant', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.participant')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person')),
            ],
            options={
                'constraints': [openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='rights_handover_class', sees='fence.among(file_id, (select fence.files()))', vault=())],
            },
        ),
        migrations.CreateModel(
            name='Hit',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('receipt', models.UUIDField()),
                ('on_day', models.DateField()),
                ('tbl', models.TextField()),
                ('row_id', models.UUIDField()),
                ('of_file', models.UUIDField(null=True)),
                ('col', models.TextField()),
                ('way', models.TextField()),
                ('likeness', models.FloatField()),
                ('participants', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('alliance', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.file')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('file', 'row_id', 'col', 'tbl'), name='hit_once'), openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', kept='on_day', name='rights_hit_class', removes='fence.among(file_id, (select fence.reached()))', sees="fence.among(file_id, (select fence.reached())) and (exists (select from rights_citizenrequest r join files_assignment a on a.file_id = r.file_id where r.file_id = rights_hit.file_id and a.person_id = (select (fence.permit()).person) and (a.role = 'contactpunt' or a.participant_id = r.decider_id) and a.from_day <= (select fence.today()) and (select fence.today()) < a.until_day offset 0) or (select (fence.permit()).participant) = any (participants))", term='bewaren', vault=('id', 'file_id', 'tbl', 'row_id', 'col', 'participants'))],
            },
        ),
        migrations.CreateModel(
            name='HitVerdict',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('receipt', models.UUIDField()),
                ('on_day', models.DateField()),
                ('hit', models.UUIDField()),
                ('answer', models.TextField()),
                ('reasons', models.TextField(default='')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('alliance', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.file')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person')),
            ],
            options={
                'constraints': [openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', kept='on_day', name='rights_hit_verdict_class', sees='fence.among(file_id, (select fence.reached()))', term='bewaren', vault=('file_id', 'hit', 'answer', 'at', 'person_id'))],
            },
        ),
        migrations.CreateModel(
            name='Identity',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('receipt', models.UUIDField()),
                ('on_day', models.DateField()),
                ('way', models.TextField()),
                ('alliance', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.file')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person')),
            ],
            options={
                'constraints': [openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='rights_identity_class', sees='fence.among(file_id, (select fence.files()))', vault=('file_id', 'on_day'))],
            },
        ),
        migrations.CreateModel(
            name='LetterCheck',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('receipt', models.UUIDField()),
                ('on_day', models.DateField()),
                ('agrees', models.BooleanField()),
                ('reasons', models.TextField(default='')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('alliance', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.file')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person')),
            ],
            options={
                'constraints': [openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='rights_lettercheck_class', sees='fence.among(file_id, (select fence.files()))', vault=('file_id', 'agrees', 'at'))],
            },
        ),
        migrations.CreateModel(
            name='Requester',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('receipt', models.UUIDField()),
                ('on_day', models.DateField()),
                ('first_names', models.TextField(default='')),
                ('surnames', models.TextField()),
                ('identifier', models.TextField(default='')),
                ('register_number', models.TextField(default='')),
                ('address', models.TextField(default='')),
                ('alliance', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.file')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person')),
            ],
            options={
                'constraints': [openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached()))', kept='on_day', name='rights_requester_class', removes='fence.among(file_id, (select fence.reached()))', sees='fence.among(file_id, (select fence.reached()))', term='bewaren', vault=('file_id', 'first_names', 'surnames', 'identifier', 'register_number'))],
            },
        ),
        migrations.CreateModel(
            name='Search',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('receipt', models.UUIDField()),
                ('on_day', models.DateField()),
                ('counts', models.JSONField()),
                ('tables', models.SmallIntegerField()),
                ('unread', models.BigIntegerField()),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('alliance', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='files.file')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.person')),
            ],
            options={
                'constraints': [openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', name='rights_search_class', sees='fence.among(file_id, (select fence.files()))', vault=('file_id', 'at'))],
            },
        ),
        migrations.RunSQL(LIKENESS),
        migrations.RunSQL((SQL / "search.sql").read_text(encoding="utf-8")),
    ]
