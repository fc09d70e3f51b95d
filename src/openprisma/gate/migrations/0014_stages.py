"""Where an act leads a file, and what it begins, is compiled into the database; a line is of one transaction; whoever is not `owner` is
bound; an attempt is of a pass and of a line that was done."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
FILES = [(SQL / name).read_text(encoding="utf-8") for name in ("fence.sql", "outcomes.sql", "stages.sql")]


class Migration(migrations.Migration):
    dependencies = [("gate", "0013_queue")]
    operations = [migrations.RunSQL(one) for one in FILES]
