"""Makes a database ready, as `owner`: migrate, say once what it was born as, compile the law, check for ways round."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection, transaction

from openprisma.gate.install import install
from openprisma.gate.owner import born
from openprisma.kernel.errors import Unavailable

# What a database of real people needs and this version does not have; `openprisma gereed` lists it by article.
MISSING_FOR_REAL = (
    ("wgs:1.8.7, bgs:1.16", "vernietigen of anonimiseren, met bewijs"),
    ("avg:12-22, bgs:1.1-1.3", "verzoeken van burgers en het informeren van betrokkenen"),
    ("avg:33-34, bgs:1.4", "datalekken melden"),
    ("wgs:1.8.8", "back-ups en terugzetten buiten het hek"),
)


def prepare(birth: str) -> str:
    """Migrate and compile; gives the fingerprint of the law. Raises `Unavailable` when born otherwise, or for real."""
    call_command("migrate", verbosity=0, interactive=False)
    with transaction.atomic(), connection.cursor() as cursor:
        if born(connection) is None:
            cursor.execute("insert into fence.birth (kind) values (%s)", [birth])
    if (kind := born(connection)) != birth:
        raise Unavailable(f"Deze database is als {kind} gemaakt, niet als {birth}.", remedy="Gebruik een andere database.")
    return install()


def ready_for_real() -> None:
    """A database that was not born as demo or test does not start in this version. Raises `Unavailable`."""
    if born(connection) not in ("demo", "test"):
        chapters = "; ".join(f"{what} ({articles})" for articles, what in MISSING_FOR_REAL)
        raise Unavailable(
            f"OpenPrisma start hier niet: dit ontbreekt nog voor echte gegevens: {chapters}.",
            rule="1.8 lid 7 Wgs",
            remedy="Gebruik alleen een demo. `openprisma gereed` toont de lijst.",
        )
