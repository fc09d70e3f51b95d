"""What waits for whom is asked of these tables by functions of vault (`gate/turns.py`)."""

import openprisma.gate.constraints
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0024_turns'),
        ('partners', '0010_standing'),
        ('sharing', '0024_from_a_sheet'),
        ('subjects', '0008_waiting'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='confirmation',
            name='confirmation_class',
        ),
        migrations.RemoveConstraint(
            model_name='reply',
            name='reply_class',
        ),
        migrations.RemoveConstraint(
            model_name='request',
            name='request_class',
        ),
        migrations.RemoveConstraint(
            model_name='statement',
            name='statement_class',
        ),
        migrations.AddConstraint(
            model_name='confirmation',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and exists (select from sharing_statement s where s.id = statement_id and s.file_id = sharing_confirmation.file_id)', name='confirmation_class', sees='fence.among(file_id, (select fence.reached())) and exists (select from sharing_statement s where s.id = statement_id and s.file_id = sharing_confirmation.file_id)', vault=('statement_id', 'participant_id')),
        ),
        migrations.AddConstraint(
            model_name='reply',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and exists (select from sharing_request r where r.id = request_id and r.file_id = sharing_reply.file_id)', name='reply_class', sees='fence.among(file_id, (select fence.reached())) and exists (select from sharing_request r where r.id = request_id and r.file_id = sharing_reply.file_id)', vault=('file_id', 'request_id', 'participant_id', 'answer', 'at')),
        ),
        migrations.AddConstraint(
            model_name='request',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and category = any ((select fence.categories())::smallint[]) and exists (select from subjects_subject s where s.id = subject_id and s.file_id = sharing_request.file_id)', name='request_class', sees='fence.among(file_id, (select fence.reached())) and category = any ((select fence.categories())::smallint[])', vault=('id', 'file_id', 'participants', 'participant_id', 'answer_by', 'category')),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=openprisma.gate.constraints.Subjects(changes="fence.among(file_id, (select fence.reached())) and category = any ((select fence.categories())::smallint[]) and exists (select from subjects_subject s where s.id = subject_id and s.file_id = sharing_statement.file_id) and (participant_id = (select (fence.permit()).participant) or (select fence.acting()) = 'fout_melden')", name='statement_class', sees='fence.among(file_id, (select fence.reached())) and category = any ((select fence.categories())::smallint[]) and fence.datum_stands(keep_until, withdrawn, disputed_on is not null and receipt is distinct from (select (fence.permit()).id), participant_id = (select (fence.permit()).participant), (select fence.today())) and subject_id <> all ((select fence.removed())::uuid[])', vault=('id', 'file_id', 'subject_id', 'category', 'participant_id', 'source_system', 'noted_on', 'first_processed_on', 'keep_until', 'withdrawn', 'disputed_on', 'corrected_on')),
        ),
    ]
