"""Log, passes and functions of the fence."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    initial = True
    operations = [
        migrations.RunSQL((SQL / "closed.sql").read_text(encoding="utf-8")),
        migrations.RunSQL((SQL / "tables.sql").read_text(encoding="utf-8"), "drop schema fence cascade"),
        migrations.RunSQL((SQL / "fence.sql").read_text(encoding="utf-8")),
    ]
