"""What stands beside a datum is told only under an act that delivers; functions as they are laid
out today."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
FILES = [(SQL / name).read_text(encoding="utf-8") for name in ("beside.sql", "questions.sql", "owner.sql")]


class Migration(migrations.Migration):
    dependencies = [("sharing", "0013_asked"), ("gate", "0015_one_line")]
    operations = [migrations.RunSQL(one) for one in FILES]
