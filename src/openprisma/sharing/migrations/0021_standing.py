"""What these functions tell and change, they do under a line that still stands."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
FILES = [(SQL / name).read_text(encoding="utf-8") for name in ("questions.sql",)]


class Migration(migrations.Migration):
    dependencies = [("sharing", "0020_in_use"), ("gate", "0017_seen")]
    operations = [migrations.RunSQL(one) for one in FILES]
