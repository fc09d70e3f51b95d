"""People choose when they want mail."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0002_forms'),
    ]

    operations = [
        migrations.AddField(
            model_name='account',
            name='mail',
            field=models.TextField(default='dagelijks'),
        ),
    ]
