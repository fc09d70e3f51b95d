"""No index whose order tells how a row of others compares with one's own."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0003_mail'),
        ('results', '0004_alliance_kind'),
    ]

    operations = [
        migrations.AlterField(
            model_name='feedback',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
        migrations.AlterField(
            model_name='inquiry',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
        migrations.AlterField(
            model_name='reaction',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
        migrations.AlterField(
            model_name='reaction',
            name='participant',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.participant'),
        ),
        migrations.AlterField(
            model_name='result',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
    ]
