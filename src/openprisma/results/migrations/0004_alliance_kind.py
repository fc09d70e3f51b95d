"""Of another alliance a result says of which kind it is: ways of exchange are of a kind."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('results', '0003_laid_out'),
    ]

    operations = [
        migrations.AddField(
            model_name='result',
            name='alliance_kind',
            field=models.TextField(default='geen'),
        ),
    ]
