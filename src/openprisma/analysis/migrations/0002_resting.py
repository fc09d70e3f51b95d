"""What rests on a datum is gone with it, whatever took the datum away."""

import openprisma.gate.constraints
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('analysis', '0001_initial'),
        ('sharing', '0017_sensitive'),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='finding', name='finding_class'),
        migrations.AddConstraint(
            model_name='finding',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and categories <@ (select fence.categories())::smallint[]', name='finding_class', sees='fence.among(file_id, (select fence.reached())) and categories <@ (select fence.categories())::smallint[] and fence.datum_stands(keep_until, false, false, true, (select fence.today())) and statements <@ array(select s.id from sharing_statement s where s.id = any (statements) and s.file_id = analysis_finding.file_id)', vault=()),
        ),
        migrations.RemoveConstraint(model_name='tie', name='tie_class'),
        migrations.AddConstraint(
            model_name='tie',
            constraint=openprisma.gate.constraints.Subjects(changes='fence.among(file_id, (select fence.reached())) and categories <@ (select fence.categories())::smallint[]', name='tie_class', sees='fence.among(file_id, (select fence.reached())) and categories <@ (select fence.categories())::smallint[] and fence.datum_stands(keep_until, false, false, true, (select fence.today())) and statements <@ array(select s.id from sharing_statement s where s.id = any (statements) and s.file_id = analysis_tie.file_id)', vault=()),
        ),
    ]
