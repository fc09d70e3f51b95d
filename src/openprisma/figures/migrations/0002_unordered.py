"""No index whose order tells how a row of others compares with one's own."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('figures', '0001_events'),
        ('partners', '0003_mail'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='event',
            name='event_known',
        ),
        migrations.AlterField(
            model_name='event',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
    ]
