"""What is about persons is read until a term after its first processing; the law says how long."""

from django.db import migrations

KEPT = """
set local role vault;
create or replace function fence.kept_for(term text) returns interval
language sql immutable parallel safe as $$ select interval '0 days' $$;
grant execute on function fence.kept_for(text) to app, owner;
reset role;
"""


class Migration(migrations.Migration):
    dependencies = [("gate", "0021_codes")]
    operations = [migrations.RunSQL(KEPT)]
