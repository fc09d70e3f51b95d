"""`openprisma demo`: database, web server and worker under one roof; Ctrl-C stops everything.

Started by root, web and worker run as a system user that can become only the role `app`; the server runs as another.
"""

from __future__ import annotations

import fcntl
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from openprisma.kernel.errors import Unavailable
from openprisma.kernel.places import data
from openprisma.project.cluster import LOGINS, Cluster, binaries

WEB_USER, SERVER_USER = "openprisma-web", "openprisma-db"
DATABASE, REGION, REST_ON = "demo", "den-haag", "2026-04-10"
NEEDED = 500_000_000  # bytes of free disk
HOST = "127.0.0.1"
WORKER = ("-m", "openprisma.project.main", "worker")
RESTARTS = 3  # of one process, before we say that something is really wrong


def run(options: Any) -> int:
    """Start, wait, stop."""
    home = Path(os.environ.get("OPENPRISMA_HOME", _default_home()))
    return Demo(home, options.port).serve(reset=options.reset)


def _default_home() -> str:
    if os.geteuid() == 0:
        return "/var/lib/openprisma"
    return str(Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "openprisma")


def say(text: str) -> None:
    """One line of progress."""
    print(f"openprisma: {text}", flush=True)


@dataclass
class Demo:
    """One demo in one folder, on one port."""

    home: Path
    port: int
    children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    restarts: dict[str, int] = field(default_factory=dict)

    def serve(self, *, reset: bool) -> int:
        """Until Ctrl-C, or until something essential is gone. Raises `Unavailable`."""
        for each in (signal.SIGTERM, signal.SIGINT):  # also when a shell started us with SIGINT ignored
            signal.signal(each, _interrupt)
        self.home.mkdir(mode=0o755, parents=True, exist_ok=True)
        with (self.home / "lock").open("w") as lock:
            self._alone(lock)
            self._room()
            cluster = self._cluster()
            try:
                say("starting the database")
                cluster.start()
                self._run(cluster, reset)
            except KeyboardInterrupt:
                say("stopping")
            finally:
                self._stop_children()
                cluster.stop()
        say("stopped; the data is kept")
        return 0

    def _run(self, cluster: Cluster, reset: bool) -> None:
        fresh = self._database(cluster, reset)
        first, *rest = [path.stem for path in sorted(data("stories").glob("demo/*.yaml"))]
        if fresh:
            say("making the region and playing the first story")
            self._do(cluster, "play", first, "--rest-on", REST_ON)
        self._start(cluster, "web", *self._web())
        self._start(cluster, "worker", *WORKER)
        self._answering()
        self._told()
        if fresh and rest:
            self._start(cluster, "stories", "-m", "openprisma.project.main", "play", *rest, as_web=False)
        self._watch(cluster)

    def _alone(self, lock: Any) -> None:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Unavailable(
                f"Er draait al een demo in {self.home}.", remedy="Stop die eerst met Ctrl-C, of kies OPENPRISMA_HOME."
            ) from None

    def _room(self) -> None:
        if shutil.disk_usage(self.home).free < NEEDED:
            raise Unavailable(f"De schijf van {self.home} is bijna vol.", remedy="Maak 500 MB vrij en probeer het opnieuw.")
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, self.port))
            except OSError:
                raise Unavailable(
                    f"Poort {self.port} is al in gebruik.", remedy="Kies een andere: `make demo PORT=8001`."
                ) from None

    def _cluster(self) -> Cluster:
        me = pwd.getpwuid(os.geteuid()).pw_name
        if os.geteuid() != 0:
            return Cluster(binaries(), self.home / "postgres", {me: LOGINS})
        for name in (WEB_USER, SERVER_USER):
            _system_user(name)
        people = {me: LOGINS, WEB_USER: ("app", "worker")}
        return Cluster(binaries(), self.home / "postgres", people, server=SERVER_USER)

    def _database(self, cluster: Cluster, reset: bool) -> bool:
        """Make or migrate the database; True when it is new."""
        known = DATABASE in cluster.databases()
        if known and reset:
            with cluster.connect() as own:
                own.execute(f"drop database {DATABASE} with (force)")
            known = False
        if not known:
            cluster.make_database(DATABASE)
        say("bringing the database up to date")
        self._do(cluster, "migrate", "--born", DATABASE, "--region", REGION)
        return not known

    def _environment(self, cluster: Cluster) -> dict[str, str]:
        secret = self.home / "secret"
        if not secret.exists():
            secret.touch(mode=0o600)
            secret.write_text(secrets.token_urlsafe(48))
        return os.environ | {
            "DATABASE_URL": cluster.url(DATABASE),
            "OPENPRISMA_SECRET": secret.read_text(),
            "OPENPRISMA_MAIL_FOLDER": str(self.home / "mail"),
            "OPENPRISMA_PLAIN_HTTP": "1",  # it answers on this machine only
            "PYTHONDONTWRITEBYTECODE": "1",
            "MALLOC_ARENA_MAX": "2",
            # A copied interpreter finds its own shared library, not the system's.
            "LD_LIBRARY_PATH": f"{sys.base_prefix}/lib",
        }

    def _do(self, cluster: Cluster, *arguments: str) -> None:
        command = [sys.executable, "-m", "openprisma.project.main", *arguments]
        done = subprocess.run(
            command,
            env=self._environment(cluster),
            cwd="/",
            stderr=subprocess.PIPE,
            text=True,
            stdout=subprocess.DEVNULL,
        )
        if done.returncode:
            lines = done.stderr.strip().splitlines() or ["geen uitleg"]
            raise Unavailable(lines[-1].removeprefix("openprisma: "))

    def _web(self) -> list[str]:
        return [
            "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(self.port), "--workers", "1",
            "--blocking-threads", "4", "--log-level", "warning", "--no-ws", "openprisma.project.wsgi:application",
        ]  # fmt: skip

    def _start(self, cluster: Cluster, name: str, *arguments: str, as_web: bool = True) -> None:
        environment = self._environment(cluster) | {
            "OPENPRISMA_ROLE": "app",
            "DJANGO_SETTINGS_MODULE": "openprisma.project.settings",
        }
        who: dict[str, Any] = {}
        if os.geteuid() == 0 and as_web:
            user = pwd.getpwnam(WEB_USER)
            who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
            environment |= {"HOME": "/nonexistent", "USER": WEB_USER}
        self.children[name] = subprocess.Popen(
            [sys.executable, *arguments], env=environment, cwd="/", start_new_session=True, **who
        )

    def _answering(self) -> None:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            if self.children["web"].poll() is not None:
                raise Unavailable("De webserver stopte meteen.", remedy="Lees de regels hierboven.")
            try:
                with urlopen(f"http://{HOST}:{self.port}/inloggen", timeout=2):
                    return
            except (URLError, OSError):
                time.sleep(0.1)
        raise Unavailable("De webserver antwoordt niet.", remedy="Lees de regels hierboven.")

    def _told(self) -> None:
        say(f"ready on http://{HOST}:{self.port}")
        say("choose a person on /demo, among them:")
        for line in (
            "Anneke van Zomaar    gemeente Rijswijk: meldt en verstrekt",
            "Sanne Spelbos        politie: beoordeelt en leest",
            "Sara Namaak          secretaris: draagt voor",
            "Ursula Steekproef    privacyjurist: toetst de noodzaak",
            "Hanneke van Voorbeeld  voorzitter van de stuurgroep",
            "Bram Voorbeeldsma    gemeente Westland: niet betrokken, vindt niets",
            "Victor Nulmeting     CFG: leest het logboek",
        ):
            print(f"    {line}", flush=True)
        say("or log in with <name>@<employer>.example; README.md tells how. Ctrl-C stops everything.")

    def _watch(self, cluster: Cluster) -> None:
        while True:
            time.sleep(1)
            stories = self.children.get("stories")
            if stories is not None and stories.poll() is not None:
                say("all stories are in" if stories.returncode == 0 else "a story failed; see above")
                del self.children["stories"]
            if not cluster.answers() and not _answers_later(cluster):
                raise Unavailable("De database is gestopt.", remedy="Start de demo opnieuw; vastgelegd werk is bewaard.")
            for name in ("web", "worker"):
                if self.children[name].poll() is not None:
                    self._again(cluster, name)

    def _again(self, cluster: Cluster, name: str) -> None:
        """Start once more what stopped, usually because the database restarted itself; not for ever."""
        self.restarts[name] = self.restarts.get(name, 0) + 1
        if self.restarts[name] > RESTARTS:
            raise Unavailable(f"Het proces '{name}' stopt telkens.", remedy="Start de demo opnieuw met `make demo`.")
        say(f"{name} stopped; starting it again")
        self._start(cluster, name, *(self._web() if name == "web" else WORKER))

    def _stop_children(self) -> None:
        for child in self.children.values():
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGTERM)
        deadline = time.monotonic() + 8
        for child in self.children.values():
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)


def _interrupt(*_: Any) -> None:
    raise KeyboardInterrupt


def _answers_later(cluster: Cluster) -> bool:
    """PostgreSQL restarts itself after a backend was killed; give it five seconds."""
    for _ in range(25):
        time.sleep(0.2)
        if cluster.answers():
            return True
    return False


def _system_user(name: str) -> None:
    try:
        pwd.getpwnam(name)
    except KeyError:
        made = subprocess.run(["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", name], check=False)
        if made.returncode:
            raise Unavailable(f"De systeemgebruiker {name} kon niet worden gemaakt.", remedy="Maak hem zelf aan.") from None
