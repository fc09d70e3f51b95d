"""No index whose order tells how a row of others compares with one's own."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('interventions', '0001_initial'),
        ('partners', '0003_mail'),
    ]

    operations = [
        migrations.AlterField(
            model_name='intervention',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
        migrations.AlterField(
            model_name='intervention',
            name='participant',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.participant'),
        ),
    ]
