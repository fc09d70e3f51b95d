"""Lists of many files are read from the newest on."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0008_panel'),
        ('partners', '0003_mail'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='file',
            index=models.Index(fields=['-opened_on', 'id'], name='file_newest'),
        ),
    ]
