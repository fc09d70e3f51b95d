"""An advice of the RAC says which text of the decision it is about."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bottlenecks', '0010_turns'),
    ]

    operations = [
        migrations.AddField(
            model_name='review',
            name='about',
            field=models.TextField(default=''),
        ),
    ]
