"""The queue of background tasks is of who runs them; the web has nothing to do with it."""

from django.db import migrations

from openprisma.gate.third_party import QUEUE_GRANTS


class Migration(migrations.Migration):
    dependencies = [("gate", "0012_lines_at_the_door")]
    operations = [migrations.RunSQL(QUEUE_GRANTS)]
