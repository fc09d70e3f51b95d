"""Which files ended is found without a look at those that did not."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("files", "0014_gives_access")]
    operations = [
        migrations.AddIndex(
            model_name="file",
            index=models.Index(name="file_ends", fields=["kind", "stage", "ends_on"]),
        )
    ]
