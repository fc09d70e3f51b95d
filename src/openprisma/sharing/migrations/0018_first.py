"""When the same datum was first processed here is told to who delivers it."""

from pathlib import Path

from django.db import migrations

FIRST = (Path(__file__).parents[1] / "sql" / "first.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):

    dependencies = [("sharing", "0017_sensitive")]

    operations = [migrations.RunSQL(FIRST)]
