"""A transaction has one line; a line is on disk whatever cursor stands beside it; what a client
asks is tried after what the fence asks."""

import re
from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
DURABLE = re.search(
    r"create function (fence\.durable\(\).*?\nend \$\$;)",
    (SQL / "tables.sql").read_text(encoding="utf-8"),
    re.DOTALL,
)
assert DURABLE
FILES = [(SQL / name).read_text(encoding="utf-8") for name in ("fence.sql", "outcomes.sql")]


class Migration(migrations.Migration):
    dependencies = [("gate", "0014_stages")]
    operations = [
        migrations.RunSQL("create index if not exists line_began on fence.line (began)"),
        migrations.RunSQL(f"create or replace function {DURABLE[1]}"),
        *[migrations.RunSQL(one) for one in FILES],
    ]
