"""Tables that others made: the rights the application has on each, and why it may have them outside the fence."""

from __future__ import annotations

_ALL = "select, insert, update, delete"
_QUEUE = "jobs carry ids and nothing else; the worker opens a line like everyone"

TABLES = {
    "django_content_type": ("select", "names of tables"),
    "auth_permission": ("select", "names of rights, unused"),
    "auth_group": ("select", "unused"),
    "auth_group_permissions": ("select", "unused"),
    "otp_totp_totpdevice": ("", "second factors of our own staff: only functions of vault reach them"),
    "axes_accessattempt": ("", "empty, unused: it kept what people typed; stays until migrations begin anew"),
    "axes_accessattemptexpiration": ("", "the same"),
    "axes_accesslog": ("", "the same"),
    "axes_accessfailurelog": ("", "the same"),
    "procrastinate_jobs": (_ALL, _QUEUE),
    "procrastinate_events": (_ALL, _QUEUE),
    "procrastinate_workers": (_ALL, _QUEUE),
    "procrastinate_periodic_defers": (_ALL, _QUEUE),
}
GRANTS = """
do $$ declare r record; begin
  for r in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'public' and c.relkind = 'S' and c.relname ~ '^procrastinate_'
  loop execute format('grant usage on sequence %I to app', r.relname); end loop;
end $$;
""" + "".join(f"grant {rights} on {table} to app;\n" for table, (rights, _reason) in TABLES.items() if rights)
CLOSED = [table for table, (rights, _reason) in TABLES.items() if not rights]
