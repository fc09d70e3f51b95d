"""Nobody is asked any more about who was taken out of a file."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
QUESTIONS = (SQL / "questions.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("sharing", "0028_kept"), ("subjects", "0012_taken_out")]
    operations = [migrations.RunSQL(QUESTIONS)]
