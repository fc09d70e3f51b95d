"""The processes of one demo: what each runs, as which role of the database, as which user of the
system, and what it is told.

A process gets its environment by an allow-list: what a shell happens to export, such as the
password of the owner, is not its business.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import secrets
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openprisma.kernel.errors import Unavailable
from openprisma.project.cluster import LOGINS, Cluster, binaries
from openprisma.project.roles import ROLES

# What every process may know of ours. PYTHONPATH, so that a checkout can be started as it is.
SHARED = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "PYTHONPATH", "PYTHONUNBUFFERED")
MODULE = "openprisma.project.main"
DEFAULT_HOME = Path("/var/lib/openprisma")
DATABASE = "demo"  # what the database of a demo is called
PATIENCE = (
    "3"  # seconds that a statement for a page may take: a visitor is told something within five
)


@dataclass(frozen=True)
class Kind:
    """One kind of process: its role in the database, the suffix of its system user ("" is who
    starts it), its command, and what it may know besides."""

    role: str
    user: str
    command: tuple[str, ...]
    knows: tuple[str, ...] = ()


KINDS = {
    "web": Kind(
        ROLES["web"],
        "web",
        ("serve",),
        (
            "OPENPRISMA_SECRET",
            "OPENPRISMA_HOSTS",
            "OPENPRISMA_PROXY",
            "OPENPRISMA_PATIENCE",
            "OPENPRISMA_PLAIN_HTTP",
        ),
    ),
    "worker": Kind(
        ROLES["worker"],
        "work",
        ("worker",),
        (
            "OPENPRISMA_SMTP",
            "OPENPRISMA_MAIL_FROM",
            "OPENPRISMA_MAIL_ADMIN",
            "OPENPRISMA_MAIL_FOLDER",
        ),
    ),
    # Stories move the clock and play the system, so they log in as `owner` and `worker` beside
    # `app`: only the starter may.
    "stories": Kind(ROLES["stories"], "", ("play",)),
    "migrate": Kind(ROLES["migrate"], "", ("migrate",)),
}


def home_of_demo() -> Path:
    """The folder of this user's demo: OPENPRISMA_HOME, or where it stands unless told otherwise."""
    if named := os.environ.get("OPENPRISMA_HOME"):
        return Path(named)
    if os.geteuid() == 0:
        return DEFAULT_HOME
    kept = Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share"))
    return kept / "openprisma"


def cluster_of_demo(home: Path) -> Cluster:
    """The server of the demo in this folder, running or not. Raises `Unavailable` without
    PostgreSQL's programs."""
    server = user_of(home, "db") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    return Cluster(binaries(), home / "postgres", people(home), server=server)


def address_of_demo() -> str:
    """Where the database of the demo is that runs on this machine. Raises `Unavailable` when none
    does."""
    cluster = cluster_of_demo(home_of_demo())
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(cluster.socket / ".s.PGSQL.5432"))
        except OSError:
            raise Unavailable(
                f"Er draait geen demo in {home_of_demo()}, en DATABASE_URL noemt geen database.",
                remedy="Start een demo met `make demo`, wijs met OPENPRISMA_HOME de map aan van "
                "een demo die draait, of zet DATABASE_URL.",
            ) from None
    return cluster.url(DATABASE)


def user_of(home: Path, kind: str) -> str:
    """The system user of a kind of process (`web`, `work`, `db`) in this folder: two instances on
    one machine share none."""
    if home.resolve() == DEFAULT_HOME:
        return f"openprisma-{kind}"
    return f"openprisma-{hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:8]}-{kind}"


def make_users(home: Path) -> None:
    """The system users of this folder, as root. Raises `Unavailable`."""
    for kind in ("db", "web", "work"):
        name = user_of(home, kind)
        try:
            pwd.getpwnam(name)
        except KeyError:
            made = subprocess.run(
                ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", name],
                check=False,
            )
            if made.returncode:
                raise Unavailable(
                    f"De systeemgebruiker {name} kon niet worden gemaakt.",
                    remedy="Maak hem zelf aan.",
                ) from None


def people(home: Path) -> dict[str, tuple[str, ...]]:
    """Who of the system may log in as which roles of the database."""
    me = pwd.getpwuid(os.geteuid()).pw_name
    every = {me: LOGINS}
    if os.geteuid() != 0:
        return every
    return every | {user_of(home, kind.user): (kind.role,) for kind in KINDS.values() if kind.user}


def environment(kind: str, home: Path, url: str) -> dict[str, str]:
    """What a process of this kind is told: the allow-list, its role, and what the demo decides."""
    process = KINDS[kind]
    variables = {name: os.environ[name] for name in (*SHARED, *process.knows) if name in os.environ}
    decided = {
        "OPENPRISMA_SECRET": secret(home),
        "OPENPRISMA_PLAIN_HTTP": "1",  # a demo answers on this machine only
        "OPENPRISMA_MAIL_ADMIN": os.environ.get("OPENPRISMA_MAIL_ADMIN", "beheer@riec.example"),
        "OPENPRISMA_MAIL_FOLDER": str(mail_folder(home)),
        "OPENPRISMA_PATIENCE": os.environ.get("OPENPRISMA_PATIENCE", PATIENCE),
    }
    variables |= {name: value for name, value in decided.items() if name in process.knows}
    return variables | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "openprisma.project.settings",
        "OPENPRISMA_HOME": str(home),
        "OPENPRISMA_ROLE": process.role,
        "PYTHONDONTWRITEBYTECODE": "1",
        "MALLOC_ARENA_MAX": "2",
        # A copied interpreter finds its own shared library, not the system's.
        "LD_LIBRARY_PATH": f"{sys.base_prefix}/lib",
    }


def secret(home: Path) -> str:
    """What signs the sessions of this demo; made once, for its starter's eyes."""
    kept = home / "secret"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48))
    return kept.read_text()


def mail_folder(home: Path) -> Path:
    """Where the demo's mails are written, by the process that writes them and nobody else."""
    return home / "mail"


def make_mail_folder(home: Path) -> None:
    """That folder, owned by the worker's user."""
    folder = mail_folder(home)
    folder.mkdir(mode=0o700, exist_ok=True)
    if os.geteuid() == 0:
        user = pwd.getpwnam(user_of(home, KINDS["worker"].user))
        os.chown(folder, user.pw_uid, user.pw_gid)


def as_user(home: Path, kind: str) -> dict[str, Any]:
    """Options of `Popen` that make the process its user; none when the starter is not root, or the
    process is the starter's."""
    if os.geteuid() != 0 or not KINDS[kind].user:
        return {}
    user = pwd.getpwnam(user_of(home, KINDS[kind].user))
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def command(kind: str, *more: str) -> list[str]:
    """The command line of a process of this kind."""
    return [sys.executable, "-m", MODULE, *KINDS[kind].command, *more]
