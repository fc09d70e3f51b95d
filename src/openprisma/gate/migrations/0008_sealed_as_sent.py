"""The leaf is the hash of a row as the database sends it, of lines and outcomes alike: half of the time of writing it as JSON.

A database made since then has this from its first migration. Leaves of before stay as they are: `audit verify` knows both forms.
"""

from django.db import migrations

SEAL = r"""
create or replace function fence.seal() returns trigger language plpgsql set client_encoding = 'UTF8' as $$
begin
  new.leaf := null;
  new.leaf := sha256('\x00'::bytea || record_send(new));
  return new;
end $$;
create or replace trigger seal before insert on fence.line for each row execute function fence.seal();
drop function if exists fence.seal_line();
"""


class Migration(migrations.Migration):
    dependencies = [("gate", "0007_unscanned")]
    operations = [migrations.RunSQL(SEAL)]
