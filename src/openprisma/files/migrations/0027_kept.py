"""What is about persons is read for a term from its first processing here (wgs:1.8.7)."""

import openprisma.gate.constraints
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('gate', '0022_kept'),
        ('files', '0026_verdicts_of_turns'),
        ('partners', '0011_designated'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='wordnote',
            name='wordnote_class',
        ),
        migrations.AddConstraint(
            model_name='wordnote',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', kept='on_day', name='wordnote_class', removes='fence.among(file_id, (select fence.reached()))', sees="(fence.among(file_id, (select fence.files())) and person_id = (select (fence.permit()).person)) or (fence.among(file_id, (select fence.reached())) and (select fence.lined('files_wordnote')) and (state in ('', 'toegestaan') or exists (select from files_assignment a where a.file_id = files_wordnote.file_id and a.person_id = (select (fence.permit()).person) and a.role = 'privacyjurist' and a.from_day <= (select fence.today()) and (select fence.today()) < a.until_day offset 0)))", term='bewaren', vault=('id', 'file_id', 'meaning', 'kind', 'state')),
        ),
    ]
