"""The leaf of a line is the hash of the same text as before, put together by hand: that takes less than half of the time."""

from django.db import migrations

SEAL = r"""
create or replace function fence.seal_line() returns trigger language plpgsql set timezone = 'UTC' as $$
begin
  new.leaf := sha256('\x00'::bytea || new.salt || convert_to(concat(
    '{"at": ', to_json(new.at), ', "id": "', new.id, '", "act": ', to_json(new.act), ', "day": ', to_json(new.day), ', "law": ', to_json(new.law),
    ', "xid": "', new.xid, '", "actor": ', to_json(new.actor), ', "began": ', to_json(new.began), ', "files": ', to_jsonb(new.files),
    ', "ground": ', to_json(new.ground), ', "person": ', coalesce(to_json(new.person), 'null'), ', "writes": ', to_json(new.writes),
    ', "backend": ', new.backend, ', "granted": ', to_json(new.granted), ', "purpose": ', to_json(new.purpose),
    ', "question": ', to_json(new.question), ', "categories": ', to_jsonb(new.categories), ', "objections": ', to_jsonb(new.objections),
    ', "participant": ', coalesce(to_json(new.participant), 'null'), '}'), 'UTF8'));
  return new;
end $$;
create or replace trigger seal before insert on fence.line for each row execute function fence.seal_line();
"""


class Migration(migrations.Migration):
    dependencies = [("gate", "0007_unscanned")]
    operations = [migrations.RunSQL(SEAL)]
