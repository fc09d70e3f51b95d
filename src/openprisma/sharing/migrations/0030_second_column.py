"""A datum says that it is what bgs:2.15 names for its category, and which secrecy of care is on
it (bgs:1.10.2). Of what is there nobody said either."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sharing', '0029_taken_out'),
    ]

    operations = [
        migrations.AddField(
            model_name='statement',
            name='care',
            field=models.TextField(default=''),
        ),
        migrations.AddField(
            model_name='statement',
            name='within',
            field=models.BooleanField(default=False),
        ),
    ]
