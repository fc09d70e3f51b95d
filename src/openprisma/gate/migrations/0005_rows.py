"""A row is judged by whether it is disputed and whose it is as well (`row_stands` goes when no policy asks it any more), and an act
without a file by whether somebody holds a function that it is offered to."""

from pathlib import Path

from django.db import migrations

FENCE = (Path(__file__).parents[1] / "sql" / "fence.sql").read_text(encoding="utf-8")
ROWS = """
set local role vault;
create or replace function fence.datum_stands(keep_until date, withdrawn boolean, disputed boolean, own boolean, day date)
returns boolean language sql stable parallel restricted as 'select false';
grant execute on function fence.datum_stands to app, owner;
create or replace function fence.may_begin(who fence.actor, act text, day date) returns boolean language sql stable security definer
set search_path = fence, pg_temp as 'select false';
reset role;
"""


class Migration(migrations.Migration):
    dependencies = [("gate", "0004_own_staff")]
    operations = [migrations.RunSQL(ROWS), migrations.RunSQL(FENCE)]
