"""What the law may ask of a person or company in a file."""

from __future__ import annotations

from django.db import connection

from openprisma.gate.facts import fact
from openprisma.gate.run import Run


@fact("betrokkene.rol", ahead=False)
def _role(run: Run) -> str:
    return str(run.inputs.get("rol", ""))


@fact("betrokkene.verband", ahead=False)
def _link(run: Run) -> bool:
    return bool(run.inputs.get("verband"))


@fact("betrokkene.in_signaal", ahead=False)
def _in_signal(run: Run) -> bool:
    """Does the signal under this file name a main subject of this name? The database answers; nobody reads the signal."""
    with connection.cursor() as cursor:
        cursor.execute("select fence.named_in_signal(%s, %s)", [run.file.id, str(run.inputs.get("naam", ""))])
        return bool(cursor.fetchone()[0])
