"""`openprisma audit key|seal|verify`: the log under a seal outside the database, and whether it still says what was sealed."""

from __future__ import annotations

import base64
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.db import connection

from openprisma.audit.comparing import Found, compare
from openprisma.audit.sealing import make_key, seal
from openprisma.audit.verifier import BadLog
from openprisma.cli.answer import tell
from openprisma.kernel.errors import Unavailable


def run(options: Any) -> int:
    """Make a key, seal, or verify; 1 when something is wrong."""
    try:
        return {"key": _key, "seal": _seal, "verify": _verify}[options.what](options)
    except BadLog as error:
        raise Unavailable(
            f"Het verzegelde logboek klopt niet: {error}.", rule="zegel", remedy="Vergelijk met een zegel dat een ander bewaart."
        ) from error
    except OSError as error:
        raise Unavailable(f"{error.filename}: {error.strerror}.", rule="zegel", remedy="Kijk of het pad klopt.") from error


def _key(options: Any) -> int:
    public = make_key(Path(options.key))
    Path(f"{options.key}.pub").write_text(f"{public}\n", encoding="utf-8")
    print(f"De openbare sleutel staat in {options.key}.pub; geef die aan wie controleert.")
    return 0


def _seal(options: Any) -> int:
    said = seal(_log(), Path(options.folder), Path(options.key), f"openprisma/{options.origin}")
    value = {"size": said.size, "root": said.root.hex(), "horizon": said.horizon}
    tell(value, [f"{said.size} regels verzegeld, wortel {said.root.hex()[:16]}…"], as_json=options.json)
    return 0


def _verify(options: Any) -> int:
    public = base64.b64decode(Path(f"{options.key}.pub").read_text(encoding="utf-8"))
    witnesses = [Path(name).read_text(encoding="utf-8") for name in options.checkpoint]
    found = compare(_log(), Path(options.folder), public, witnesses)
    value = asdict(found) | {"checkpoint": {"size": found.checkpoint.size, "root": found.checkpoint.root.hex()}}
    tell(value, _lines(found), as_json=options.json)
    return 1 if found.problems else 0


def _lines(found: Found) -> list[str]:
    wrong = [f"FOUT {one.kind}: {one.source} {one.id}: {one.says}" for one in found.problems]
    rest = f"{found.unsealed} nog niet verzegeld, {found.unfinished} zonder afloop"
    return [*wrong, f"{found.compared} regels vergeleken met het zegel, {len(found.problems)} fout; {rest}"]


def _log() -> Any:
    """The connection of the auditor: it reads the log and nothing else."""
    connection.ensure_connection()
    return connection.connection
