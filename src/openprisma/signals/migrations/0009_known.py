"""Whether a participant knows somebody in a signal, where the region asks that."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('signals', '0008_counts'),
    ]

    operations = [
        migrations.AddField(
            model_name='similaranswer',
            name='known',
            field=models.TextField(default='geen'),
        ),
    ]
