"""Nobody is asked any more about who was taken out of a file; what is left about them can be found
to take it back."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
FILES = [(SQL / name).read_text(encoding="utf-8") for name in ("questions.sql", "left.sql")]


class Migration(migrations.Migration):
    dependencies = [("sharing", "0028_kept"), ("subjects", "0012_taken_out")]
    operations = [migrations.RunSQL(one) for one in FILES]
