"""An advice says how it was tested. Of what was advised before nobody asked that."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("interventions", "0002_unordered"),
    ]

    operations = [
        migrations.AddField(
            model_name='intervention',
            name='quality',
            field=models.TextField(default=''),
        ),
    ]
