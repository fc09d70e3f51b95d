"""A transaction has one line; a line is on disk whatever cursor stands beside it; what a client
asks is tried after what the fence asks."""

import re
from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
TABLES = (SQL / "tables.sql").read_text(encoding="utf-8")
# Its triggers as they are today; what else it defines, the compiled law replaces.
TRIGGERS = re.findall(
    r"^create (?:or replace )?function (fence\.(?:seal|durable|never)\(\).*?^end \$\$;)$",
    TABLES,
    re.DOTALL | re.MULTILINE,
)
assert len(TRIGGERS) == 3
FILES = [
    (SQL / name).read_text(encoding="utf-8")
    for name in ("fence.sql", "outcomes.sql", "stages.sql", "sweep.sql")
]


class Migration(migrations.Migration):
    dependencies = [("gate", "0014_stages")]
    operations = [
        migrations.RunSQL("create index if not exists line_began on fence.line (began)"),
        *[migrations.RunSQL(f"create or replace function {one}") for one in TRIGGERS],
        *[migrations.RunSQL(one) for one in FILES],
    ]
