"""When another body that passed something on had obtained it itself (bibob:28.2.m)."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bibob', '0003_of_the_body'),
    ]

    operations = [
        migrations.AddField(
            model_name='found',
            name='obtained_on',
            field=models.DateField(null=True),
        ),
    ]
