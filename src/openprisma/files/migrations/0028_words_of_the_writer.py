"""What a writer said of a doubtful word others read in a signal alone (bgs:1.9)."""

import openprisma.gate.constraints
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0027_kept'),
        ('partners', '0011_designated'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='wordnote',
            name='wordnote_class',
        ),
        migrations.AddConstraint(
            model_name='wordnote',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.files()))', kept='on_day', name='wordnote_class', removes='fence.among(file_id, (select fence.reached()))', sees="(fence.among(file_id, (select fence.files())) and person_id = (select (fence.permit()).person)) or (fence.among(file_id, (select fence.reached())) and (select fence.lined('files_wordnote')) and (state = 'toegestaan' or state = '' and exists (select from files_file f where f.id = files_wordnote.file_id and f.kind = 'signaal' offset 0) or exists (select from files_assignment a where a.file_id = files_wordnote.file_id and a.person_id = (select (fence.permit()).person) and a.role = 'privacyjurist' and a.from_day <= (select fence.today()) and (select fence.today()) < a.until_day offset 0)))", term='bewaren', vault=('id', 'file_id', 'meaning', 'kind', 'state')),
        ),
    ]
