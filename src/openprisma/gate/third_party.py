"""Tables that others made: the rights the application has on each, and why it may have them outside
the fence."""

from __future__ import annotations

_QUEUE = "background tasks: `worker` has them, no page puts anything in the queue (decision 0013)"

TABLES = {
    "django_content_type": ("select", "names of tables"),
    "auth_permission": ("select", "names of rights, unused"),
    "auth_group": ("select", "unused"),
    "auth_group_permissions": ("select", "unused"),
    "otp_totp_totpdevice": (
        "",
        "second factors of our own staff: only functions of vault reach them",
    ),
    "axes_accessattempt": (
        "",
        "empty, unused: it kept what people typed; stays until migrations begin anew",
    ),
    "axes_accessattemptexpiration": ("", "the same"),
    "axes_accesslog": ("", "the same"),
    "axes_accessfailurelog": ("", "the same"),
    "procrastinate_jobs": ("", _QUEUE),
    "procrastinate_events": ("", _QUEUE),
    "procrastinate_workers": ("", _QUEUE),
    "procrastinate_periodic_defers": ("", _QUEUE),
}
GRANTS = "".join(
    f"grant {rights} on {table} to app;\n" for table, (rights, _reason) in TABLES.items() if rights
)
CLOSED = [table for table, (rights, _reason) in TABLES.items() if not rights]
QUEUE = [table for table, (_rights, reason) in TABLES.items() if reason is _QUEUE]
_SEQUENCES = [f"{table}_id_seq" for table in QUEUE]
QUEUE_GRANTS = (
    f"revoke all on {', '.join(QUEUE)} from app; "
    f"revoke all on sequence {', '.join(_SEQUENCES)} from app;\n"
    f"grant select, insert, update, delete on {', '.join(QUEUE)} to worker;\n"
    f"grant usage on sequence {', '.join(_SEQUENCES)} to worker;\n"
)
