"""The queue of background tasks is of who runs them; the web has nothing to do with it."""

from django.db import migrations

from openprisma.gate.third_party import QUEUE_GRANTS


class Migration(migrations.Migration):
    dependencies = [("gate", "0011_sweep")]
    operations = [migrations.RunSQL(QUEUE_GRANTS)]
