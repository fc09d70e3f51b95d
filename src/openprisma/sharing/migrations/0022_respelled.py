"""A source that is spelled otherwise is the same source."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
FILES = [(SQL / name).read_text(encoding="utf-8") for name in ("first.sql",)]


class Migration(migrations.Migration):
    dependencies = [("sharing", "0021_standing"), ("gate", "0017_seen")]
    operations = [migrations.RunSQL(one) for one in FILES]
