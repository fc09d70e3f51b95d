"""`openprisma migrate`: makes a database ready, as `owner`: migrate, say once what it was born as,
compile the law."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.db import connection, transaction

from openprisma.gate.install import install, same_schema
from openprisma.gate.owner import born
from openprisma.kernel.errors import Unavailable
from openprisma.stories.region import load_region


def run(options: Any) -> int:
    """Make ready; load a region when one is named."""
    print(f"wet {prepare(options.born)}")
    if options.region:
        load_region(options.region)
    return 0


def prepare(birth: str) -> str:
    """Migrate and compile; gives the fingerprint of the law. Raises `Unavailable` when it was born
    otherwise, or when a newer version migrated it before."""
    same_schema(older=True)
    migrate()
    with transaction.atomic(), connection.cursor() as cursor:
        if born(connection) is None:
            cursor.execute("insert into fence.birth (kind) values (%s)", [birth])
    if (kind := born(connection)) != birth:
        raise Unavailable(
            f"Deze database is als {kind} gemaakt, niet als {birth}.",
            remedy="Gebruik een andere database.",
        )
    return install()


def migrate() -> None:
    """Every migration that this database lacks. The fence first: migrations of older tables make
    policies that call its functions as they are today."""
    call_command("migrate", "gate", verbosity=0, interactive=False)
    call_command("migrate", verbosity=0, interactive=False)
