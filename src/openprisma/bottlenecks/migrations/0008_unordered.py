"""No index whose order tells how a row of others compares with one's own."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bottlenecks', '0007_findings'),
        ('partners', '0003_mail'),
    ]

    operations = [
        migrations.AlterField(
            model_name='application',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
        migrations.AlterField(
            model_name='commitment',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
        migrations.AlterField(
            model_name='commitment',
            name='participant',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.participant'),
        ),
        migrations.AlterField(
            model_name='evaluation',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
        migrations.AlterField(
            model_name='measure',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
        migrations.AlterField(
            model_name='measure',
            name='participant',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.participant'),
        ),
        migrations.AlterField(
            model_name='planverdict',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
        migrations.AlterField(
            model_name='review',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
    ]
