"""`openprisma audit`: the log under a seal outside the database (`key`, `seal`, `verify`),
decisions judged again (`rejudge`), the books compared (`reconcile`), acts that died given their
outcome (`settle`), and what is older than its term destroyed (`erase`)."""

from __future__ import annotations

import base64
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.db import connection

from openprisma.audit.comparing import Found, compare
from openprisma.audit.erasing import erase
from openprisma.audit.reconciling import reconcile
from openprisma.audit.rejudging import rejudge
from openprisma.audit.sealing import make_key, seal
from openprisma.audit.verifier import BadLog
from openprisma.cli.answer import tell
from openprisma.gate.ledger import settle
from openprisma.gate.owner import owner_act
from openprisma.kernel.errors import BadInput, Unavailable


def run(options: Any) -> int:
    """Do one of the seven; 1 when something is wrong. Raises `BadInput` without a key where one is
    needed."""
    if options.what in ("key", "seal", "verify") and not options.key:
        raise BadInput("Hier hoort een sleutel bij.", remedy="Noem haar met --key.")
    try:
        return {
            "key": _key,
            "seal": _seal,
            "verify": _verify,
            "rejudge": _rejudge,
            "reconcile": _reconcile,
            "settle": _settle,
            "erase": _erase,
        }[options.what](options)
    except BadLog as error:
        raise Unavailable(
            f"Het verzegelde logboek klopt niet: {error}.",
            rule="zegel",
            remedy="Vergelijk met een zegel dat een ander bewaart.",
        ) from error
    except OSError as error:
        raise Unavailable(
            f"{error.filename}: {error.strerror}.", rule="zegel", remedy="Kijk of het pad klopt."
        ) from error


def _key(options: Any) -> int:
    public = make_key(Path(options.key))
    Path(f"{options.key}.pub").write_text(f"{public}\n", encoding="utf-8")
    print(f"De openbare sleutel staat in {options.key}.pub; geef die aan wie controleert.")
    return 0


def _seal(options: Any) -> int:
    said = seal(_log(), Path(options.folder), Path(options.key), f"openprisma/{options.origin}")
    value = {"size": said.size, "root": said.root.hex(), "horizon": said.horizon}
    tell(
        value,
        [f"{said.size} regels verzegeld, wortel {said.root.hex()[:16]}…"],
        as_json=options.json,
    )
    return 0


def _verify(options: Any) -> int:
    public = base64.b64decode(Path(f"{options.key}.pub").read_text(encoding="utf-8"))
    witnesses = [Path(name).read_text(encoding="utf-8") for name in options.checkpoint]
    found = compare(_log(), Path(options.folder), public, witnesses)
    value = asdict(found) | {
        "checkpoint": {"size": found.checkpoint.size, "root": found.checkpoint.root.hex()}
    }
    tell(value, _lines(found), as_json=options.json)
    return 1 if found.problems else 0


def _rejudge(options: Any) -> int:
    found = rejudge(_log())
    lines = [f"FOUT {one.line}: {one.says}" for one in found.otherwise]
    lines += [
        f"{number} regels: niet meer te herbeoordelen, vernietigd op {day}"
        for day, number in found.destroyed.items()
    ]
    lines.append(
        f"{found.same} besluiten volgen opnieuw uit de normen en feiten van toen, "
        f"{len(found.otherwise)} niet; {found.unjudged} keer was er geen besluit "
        "(geweigerd vóór het oordeel)"
    )
    value = asdict(found) | {
        "destroyed": {str(day): number for day, number in found.destroyed.items()}
    }
    tell(value, lines, as_json=options.json)
    return 1 if found.otherwise else 0


def _reconcile(options: Any) -> int:
    books = reconcile(_log(), rows=options.rows)
    lines = [f"FOUT {says}: {number} keer" for says, number in books.wrong.items()]
    lines.append(", ".join(f"{name} {number}" for name, number in books.counts.items()))
    if books.rows:
        lines.append(
            f"{sum(books.rows.values())} rijen "
            f"in {len(books.rows)} tabellen noemen een regel die hen toeliet"
        )
    tell(asdict(books), lines, as_json=options.json)
    return 1 if books.wrong else 0


def _settle(options: Any) -> int:
    many = settle()
    text = (
        "Geen handeling was afgebroken."
        if not many
        else f"Van {many} afgebroken handelingen staat nu vast dat er niets is bewaard."
    )
    tell({"settled": many}, [text], as_json=options.json)
    return 0


def _erase(options: Any) -> int:
    with owner_act("logboek_vernietigen"):  # who destroys leaves a line as well
        gone = erase(_log())
    text = (
        f"{gone.lines} regels en {gone.outcomes} aflopen van vóór {gone.until} vernietigd; "
        "van elk blijft het zegel"
    )
    tell(asdict(gone), [text], as_json=options.json)
    return 0


def _lines(found: Found) -> list[str]:
    wrong = [f"FOUT {one.kind}: {one.source} {one.id}: {one.says}" for one in found.problems]
    rest = (
        f"{found.unsealed} nog niet verzegeld, {found.unfinished} zonder afloop, "
        f"{found.erased} vernietigd na hun termijn"
    )
    if found.moved:
        wrong.append(
            "LET OP: sinds het laatste zegel staat dit logboek op een andere server. "
            "Wat toen nog niet was verzegeld, is niet te onderscheiden "
            "van wat later is tussengevoegd. Verzegel het nu: `openprisma audit seal`."
        )
    return [
        *wrong,
        f"{found.compared} regels vergeleken met het zegel, {len(found.problems)} fout; {rest}",
    ]


def _log() -> Any:
    """The connection of the auditor: it reads the log and nothing else."""
    connection.ensure_connection()
    return connection.connection
