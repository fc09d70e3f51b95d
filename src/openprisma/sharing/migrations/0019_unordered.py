"""No index whose order tells how a row of others compares with one's own."""

import django.db.models.deletion
import openprisma.gate.constraints
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0015_unordered'),
        ('partners', '0003_mail'),
        ('sharing', '0018_first'),
        ('subjects', '0006_unordered'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='statement',
            name='statement_class',
        ),
        migrations.AlterField(
            model_name='batch',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
        migrations.AlterField(
            model_name='batch',
            name='participant',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.participant'),
        ),
        migrations.AlterField(
            model_name='confirmation',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
        migrations.AlterField(
            model_name='confirmation',
            name='participant',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.participant'),
        ),
        migrations.AlterField(
            model_name='document',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
        migrations.AlterField(
            model_name='reply',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
        migrations.AlterField(
            model_name='reply',
            name='participant',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.participant'),
        ),
        migrations.AlterField(
            model_name='request',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
        migrations.AlterField(
            model_name='request',
            name='participant',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to='partners.participant'),
        ),
        migrations.AlterField(
            model_name='statement',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
        migrations.AlterField(
            model_name='statement',
            name='participant',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.participant'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=openprisma.gate.constraints.Subjects(changes="fence.among(file_id, (select fence.reached())) and category = any ((select fence.categories())::smallint[]) and exists (select from subjects_subject s where s.id = subject_id and s.file_id = sharing_statement.file_id) and (participant_id = (select (fence.permit()).participant) or (select fence.acting()) = 'fout_melden')", name='statement_class', sees='fence.among(file_id, (select fence.reached())) and category = any ((select fence.categories())::smallint[]) and fence.datum_stands(keep_until, withdrawn, disputed_on is not null and receipt is distinct from (select (fence.permit()).id), participant_id = (select (fence.permit()).participant), (select fence.today())) and subject_id <> all ((select fence.removed())::uuid[])', vault=('file_id', 'subject_id', 'category', 'participant_id', 'source_system', 'noted_on', 'first_processed_on')),
        ),
    ]
