"""The database of one scan: in memory, held to a size, what does not fit written encrypted to an
own folder; nothing from outside once everything is loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import duckdb_extension_httpfs

from openprisma.kernel.errors import Unavailable

MEMORY = "2GB"
THREADS = 2


class Database:
    """A connection that knows where it may write. `room` is an own, empty folder of this scan."""

    def __init__(self, room: Path, *, memory: str = MEMORY, threads: int = THREADS) -> None:
        spill = room / "spill"
        spill.mkdir(mode=0o700)
        self.Error = duckdb.Error
        try:
            self._own = duckdb.connect(
                ":memory:",
                config={
                    "memory_limit": memory,
                    "threads": threads,
                    "temp_directory": str(spill),
                    "autoinstall_known_extensions": "false",
                    "autoload_known_extensions": "false",
                },
            )
            self._own.execute(f"load '{_cryptography()}'")
            self._own.execute("set temp_file_encryption = true")
        except duckdb.Error as error:
            raise Unavailable(
                "De rekenmachine van de scan start niet.",
                rule="scan",
                remedy="Kijk of het geheugen een maat is zoals 2GB, en of er schijf vrij is.",
            ) from error

    def execute(self, statement: str, values: list[Any] | None = None) -> Any:
        """Run a statement. Raises `Unavailable` when memory or disk is too small for it."""
        try:
            return self._own.execute(statement, values)
        except (duckdb.OutOfMemoryException, duckdb.IOException) as error:
            raise Unavailable(
                "De scan past niet in het geheugen of op de schijf.",
                rule="scan",
                remedy="Geef meer met --memory, of maak schijf vrij.",
            ) from error

    def one(self, statement: str, values: list[Any] | None = None) -> Any:
        """The first value of the first row."""
        row = self.execute(statement, values).fetchone()
        return row[0] if row else None

    def close_doors(self, exchange: Path) -> None:
        """From here on nothing is read or written but in `exchange`, an own folder of this scan;
        and nobody can change that any more."""
        folder = str(exchange).replace("'", "''")
        self.execute(f"set allowed_directories = ['{folder}']")
        self.execute("set enable_external_access = false")
        self.execute("set lock_configuration = true")

    def close(self) -> None:
        """End it; what was spilled is thrown away."""
        self._own.close()


def _cryptography() -> str:
    """The extension that brings encryption for writing; DuckDB alone has none. It can also speak
    to a network: `close_doors` is there for that too."""
    folder = Path(duckdb_extension_httpfs.__file__).parent
    found = sorted(folder.glob(f"extensions/v{duckdb.__version__}/*.duckdb_extension"))
    if not found:
        raise Unavailable(
            "De uitbreiding voor versleuteling past niet bij deze DuckDB.",
            rule="scan",
            remedy="Installeer de versies die in requirements.lock staan.",
        )
    return str(found[0]).replace("'", "''")
