"""Which law holds. The database says it in one row (`fence.law`), and the question with which every
act and every visit begins anyway brings the answer along: a process that judges by other law does
nothing any more, says so, and makes room for one that reads the law as it is now.

Whoever reads that row holds it until the transaction ends, and `install` waits for all who do. So
there is one moment: every act was judged by the law before it, or by the law after it, whole.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from openprisma.gate import law
from openprisma.gate.install import compiled
from openprisma.gate.kernel import fingerprint
from openprisma.kernel.errors import Unavailable

# To be asked inside the first question of a transaction.
HOLDS = "(select hash from fence.law)"
_log = logging.getLogger(__name__)
_told: list[Callable[[], object]] = []
_noticed: list[str] = []  # the law that this process found in the place of its own


def on_change(tell: Callable[[], object]) -> None:
    """What this process does once it sees that the law is no longer its own."""
    _told.append(tell)


def changed() -> bool:
    """Did this process see that the law is no longer its own?"""
    return bool(_noticed)


def stands(holds: str | None) -> None:
    """The law that holds is the one by which this process judges. Raises `Unavailable`."""
    if holds == _mine():
        return
    if not _noticed:
        _log.warning("the law changed: this process does nothing more")
        _noticed.append(holds or "")
        for tell in _told:
            tell()
    raise Unavailable(
        "De wet in dit systeem is net gewijzigd. Er is niets getoond en niets gedaan.",
        rule="normbestand",
        remedy="Probeer het over een minuut opnieuw. Blijft het zo? Bel de beheerder.",
    )


def _mine() -> str:
    """The fingerprint of the law that this process reads: of its start, or taken now."""
    return law.adopted() or law.adopt(fingerprint(law.lawbook(), law.procedures(), compiled()))
