"""What was said at a point."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('panels', '0004_lapse'),
    ]

    operations = [
        migrations.AddField(
            model_name='agendaitem',
            name='minutes',
            field=models.TextField(default=''),
        ),
    ]
