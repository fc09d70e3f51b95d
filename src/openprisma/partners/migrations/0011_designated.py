"""Mail goes to nobody whose designation ended."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
FILES = [(SQL / name).read_text(encoding="utf-8") for name in ("accounts.sql",)]


class Migration(migrations.Migration):
    dependencies = [("partners", "0010_standing"), ("sharing", "0024_from_a_sheet")]
    operations = [migrations.RunSQL(one) for one in FILES]
