"""A datum says whether it is of criminal law or special. Of what is there the category still tells."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sharing', '0016_comes'),
    ]

    operations = [
        migrations.AddField(
            model_name='statement',
            name='sensitive',
            field=models.BooleanField(default=False),
        ),
    ]
