"""No index whose order tells how a row of others compares with one's own."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0003_mail'),
        ('signals', '0012_words'),
    ]

    operations = [
        migrations.AlterField(
            model_name='attachment',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
        migrations.AlterField(
            model_name='fact',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
        migrations.AlterField(
            model_name='remark',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
        migrations.AlterField(
            model_name='signal',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
        migrations.AlterField(
            model_name='signal',
            name='participant',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.participant'),
        ),
        migrations.AlterField(
            model_name='similaranswer',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
        migrations.AlterField(
            model_name='similaranswer',
            name='participant',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.participant'),
        ),
        migrations.AlterField(
            model_name='verdict',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
        migrations.AlterField(
            model_name='verdict',
            name='participant',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.participant'),
        ),
        migrations.AlterField(
            model_name='wordnote',
            name='alliance',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.alliance'),
        ),
    ]
