"""Who is in the direct circle is so of one main subject (wgs:2.22.1.b)."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("subjects", "0006_unordered"),
    ]

    operations = [
        migrations.AddField(
            model_name='subject',
            name='linked',
            field=models.UUIDField(null=True),
        ),
    ]
