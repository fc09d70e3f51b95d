"""Whether a row may stand is said by the law alone, disputed data included."""

import openprisma.gate.constraints
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("gate", "0005_rows"),
        ('files', '0006_withheld'),
        ('partners', '0002_forms'),
        ('sharing', '0006_owner'),
        ('subjects', '0003_reached'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='statement',
            name='statement_class',
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=openprisma.gate.constraints.Subjects(changes="fence.among(file_id, (select fence.reached())) and category = any ((select fence.categories())::smallint[]) and exists (select from subjects_subject s where s.id = subject_id and s.file_id = sharing_statement.file_id) and (participant_id = (select (fence.permit()).participant) or (select fence.acting()) = 'fout_melden')", name='statement_class', sees='fence.among(file_id, (select fence.reached())) and category = any ((select fence.categories())::smallint[]) and fence.datum_stands(keep_until, withdrawn, disputed_on is not null and receipt is distinct from (select nullif(current_setting(\'fence.line\', true), \'\')::uuid), participant_id = (select (fence.permit()).participant), (select fence.today()))', vault=()),
        ),
        migrations.RunSQL("set local role vault; drop function fence.row_stands(date, boolean, date); reset role;"),
    ]
