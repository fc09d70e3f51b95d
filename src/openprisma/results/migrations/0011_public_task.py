"""A result says whether somebody looked for secrecy of care (bgs:1.10.2), and what gave a private
receiver its public task (wgs:1.7.2). A box that was not ticked is not a no: nobody had to look."""

from django.db import migrations, models

SAID = "update results_result set care = 'ja' where medical"


class Migration(migrations.Migration):

    dependencies = [
        ('results', '0010_kept'),
    ]

    operations = [
        migrations.AddField(
            model_name='result',
            name='care',
            field=models.TextField(default='niet_nagegaan'),
        ),
        migrations.AddField(
            model_name='result',
            name='mandate',
            field=models.TextField(default=''),
        ),
        migrations.RunSQL(SAID, migrations.RunSQL.noop),
        migrations.RemoveField(
            model_name='result',
            name='medical',
        ),
    ]
