"""Accounts, second factors and attempts are closed to the application: it calls functions of vault (decision 0012).

What earlier versions kept of failed logins, correct passwords among it, goes. A password's hash becomes the hash of that hash, so
that nobody has to choose a new one. A database born for production may hold the invented people of a region as earlier versions
loaded them: accounts with a published password and a second factor that anybody can compute. Those go as well.
"""

import uuid
from pathlib import Path

import django.db.models.deletion
import openprisma.gate.constraints
from django.db import migrations, models

ACCOUNTS = (Path(__file__).parents[1] / "sql" / "accounts.sql").read_text(encoding="utf-8")
CLOSE = """
truncate axes_accessattempt, axes_accessattemptexpiration, axes_accesslog, axes_accessfailurelog;
do $$ declare r record; begin
  for r in select c.relname, c.relkind from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'public' and c.relkind in ('r', 'S') and c.relname ~ '^(axes|otp)_'
  loop execute format('revoke all on %s %I from app', case r.relkind when 'S' then 'sequence' else 'table' end, r.relname); end loop;
end $$;
grant select, insert, update, delete on otp_totp_totpdevice to vault;
insert into partners_pepper (value) values (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));
-- argon2$argon2id$v=19$m=…,t=…,p=…$salt$hash, of 32 bytes, as Django's hasher writes it.
update partners_account set password = case
  when password ~ '^argon2\\$argon2id\\$v=19\\$m=[0-9]+,t=[0-9]+,p=[0-9]+\\$[A-Za-z0-9+/]{11,64}\\$[A-Za-z0-9+/]{43}$'
  then 'sealed$' || substring(password from '^argon2\\$(.*\\$)[^$]*$')
       || rtrim(encode(sha256(decode(substring(password from '([^$]*)$') || '=', 'base64')), 'base64'), '=')
  else '!' end;
"""
UNPUBLISHED = """
do $$ begin
  if fence.born() = 'production' then
    with gone as (
      delete from otp_totp_totpdevice d using partners_account a
       where d.user_id = a.id and d.key = replace(a.person_id::text, '-', '') || '00000000' returning a.id)
    delete from partners_account a using gone where a.id = gone.id;
  end if;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0003_mail"),
        ("gate", "0008_sealed_as_sent"),
        ("otp_totp", "__latest__"),
        ("axes", "__latest__"),
    ]
    operations = [
        migrations.RemoveConstraint(model_name="account", name="account_class"),
        migrations.AddConstraint(
            model_name="account",
            constraint=openprisma.gate.constraints.Closed(
                name="account_class", vault="select, update (password, last_login, mail)"
            ),
        ),
        migrations.CreateModel(
            name="Brake",
            fields=[
                ("key", models.TextField(primary_key=True, serialize=False)),
                ("failures", models.IntegerField()),
                ("at", models.DateTimeField(db_index=True)),
                ("until", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    openprisma.gate.constraints.Closed(name="brake_class", vault="select, insert, update, delete")
                ],
            },
        ),
        migrations.CreateModel(
            name="KnownDevice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("digest", models.BinaryField()),
                ("account", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="partners.account")),
                ("until", models.DateTimeField()),
            ],
        ),
        migrations.AddConstraint(
            model_name="knowndevice",
            constraint=models.UniqueConstraint(fields=("digest", "account"), name="device_once"),
        ),
        migrations.AddConstraint(
            model_name="knowndevice",
            constraint=openprisma.gate.constraints.Closed(name="device_class", vault="select, insert, update, delete"),
        ),
        migrations.CreateModel(
            name="Pepper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.BinaryField()),
            ],
            options={
                "constraints": [openprisma.gate.constraints.Closed(name="pepper_class", vault="select")],
            },
        ),
        migrations.RunSQL(CLOSE),
        migrations.RunSQL(UNPUBLISHED),
        migrations.RunSQL(ACCOUNTS),
    ]
