"""`openprisma demo`: database, web server and worker under one roof; Ctrl-C stops everything.

Started by root, web, worker and database run as system users of this demo alone, each of which can
become one role. They are children that stop when this process does, also when it is killed. What
stops by itself is started again, each time a little later; nothing else is taken along.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import time
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import psycopg

from openprisma.kernel.errors import Unavailable
from openprisma.kernel.places import data
from openprisma.project import children
from openprisma.project.baseline import begin
from openprisma.project.cluster import Cluster
from openprisma.project.processes import (
    DATABASE,
    as_user,
    cluster_of_demo,
    command,
    environment,
    home_of_demo,
    make_mail_folder,
    make_users,
)

REGION, REST_ON = "den-haag", "2026-04-10"
NEEDED = 500_000_000  # bytes of free disk
HOST = "127.0.0.1"
SECONDS_TO_STOP = 15  # for requests and tasks under way
MEMORY = 300  # seconds after which a stop no longer counts
LONGEST = 60  # seconds between a stop and the next start, at most
IDLE = 30  # seconds that a transaction may be left open
LONGEST = 60  # seconds that one may take: a statement for a page takes three (`processes.PATIENCE`)
ASK = 5  # seconds between two questions to the database


def run(options: Any) -> int:
    """Start, wait, stop."""
    return Demo(home_of_demo(), options.port).serve(reset=options.reset)


def say(text: str) -> None:
    """One line of progress."""
    print(f"openprisma: {text}", flush=True)


@dataclass
class Stops:
    """How often each process stopped of late, and when it may start again."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    due: dict[str, float] = field(default_factory=dict)

    def stopped(self, name: str, now: float) -> float:
        """Note a stop; gives after how many seconds it is started again: half a second, doubled
        with every recent stop."""
        recent = [at for at in self.times[name] if now - at < MEMORY]
        delay = min(LONGEST, 0.5 * 2 ** len(recent))
        self.times[name], self.due[name] = [*recent, now], now + delay
        return float(delay)

    def ready(self, name: str, now: float) -> bool:
        """May it start again by now?"""
        return now >= self.due.get(name, 0)


@dataclass
class Demo:
    """One demo in one folder, on one port."""

    home: Path
    port: int
    children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    stops: Stops = field(default_factory=Stops)
    down: set[str] = field(default_factory=set)  # what stopped and was not yet started again
    hangs: bool = False
    asked: float = 0

    def serve(self, *, reset: bool) -> int:
        """Until Ctrl-C, or until something essential is gone. Raises `Unavailable`."""
        # Also when a shell started us with SIGINT ignored.
        for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(each, _interrupt)
        self.home.mkdir(mode=0o755, parents=True, exist_ok=True)
        with (self.home / "lock").open("w") as lock:
            self._alone(lock)
            cluster = self._cluster()
            if left := children.take_over(cluster.url(DATABASE)):
                say(f"stopped {left} processes that an earlier start had left behind")
            self._room()
            try:
                say("starting the database")
                cluster.start()
                self._run(cluster, reset)
            except KeyboardInterrupt:
                say("stopping; requests under way are finished")
            finally:
                for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
                    signal.signal(each, signal.SIG_IGN)
                self._stop_children()
                cluster.stop()
        say("stopped; the data is kept")
        return 0

    def _run(self, cluster: Cluster, reset: bool) -> None:
        fresh = self._database(cluster, reset)
        first, *rest = [path.stem for path in sorted(data("stories").glob("demo/*.yaml"))]
        if fresh:
            say("making the region and playing the first story")
            self._do(cluster, "stories", first, "--rest-on", REST_ON)
        self._start(cluster, "web")
        self._answering()
        self._say_where()
        if fresh and rest:
            self._start(cluster, "stories", *rest)
        else:
            self._start(cluster, "worker")
        self._watch(cluster)

    def _alone(self, lock: Any) -> None:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Unavailable(
                f"Er draait al een demo in {self.home}.",
                remedy="Stop die eerst met Ctrl-C, of kies OPENPRISMA_HOME.",
            ) from None

    def _room(self) -> None:
        if shutil.disk_usage(self.home).free < NEEDED:
            raise Unavailable(
                f"De schijf van {self.home} is bijna vol.",
                remedy="Maak 500 MB vrij en probeer het opnieuw.",
            )
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, self.port))
            except OSError:
                raise Unavailable(
                    f"Poort {self.port} is al in gebruik.",
                    remedy="Kies een andere: `make demo PORT=8001`.",
                ) from None

    def _cluster(self) -> Cluster:
        if os.geteuid() == 0:
            make_users(self.home)
        make_mail_folder(self.home)
        return cluster_of_demo(self.home)

    def _database(self, cluster: Cluster, reset: bool) -> bool:
        """Make or migrate the database; True when it is new."""
        known = DATABASE in cluster.databases()
        if known and reset:
            with cluster.connect() as own:
                own.execute(f"drop database {DATABASE} with (force)")
            known = False
        if not known:
            begin(cluster, DATABASE)
        say("bringing the database up to date")
        self._do(cluster, "migrate", "--born", DATABASE, "--region", REGION)
        return not known

    def _do(self, cluster: Cluster, kind: str, *arguments: str) -> None:
        done = subprocess.run(
            command(kind, *arguments),
            env=environment(kind, self.home, cluster.url(DATABASE)),
            cwd="/",
            stderr=subprocess.PIPE,
            text=True,
            stdout=subprocess.DEVNULL,
        )
        if done.returncode:
            lines = done.stderr.strip().splitlines() or ["geen uitleg"]
            raise Unavailable(lines[-1].removeprefix("openprisma: "))

    def _start(self, cluster: Cluster, kind: str, *arguments: str) -> None:
        if kind == "web":
            arguments = ("--host", HOST, "--port", str(self.port))
        who = as_user(self.home, kind)
        variables = environment(kind, self.home, cluster.url(DATABASE)) | (
            {"HOME": "/nonexistent"} if who else {}
        )
        with children.undisturbed():
            try:
                self.children[kind] = children.start(
                    command(kind, *arguments), env=variables, cwd="/", **who
                )
            except OSError as error:  # what a user of the system may not run, say
                raise Unavailable(
                    f"Het proces “{kind}” is niet te starten: {error.strerror} ({error.filename}).",
                    remedy="Start met `make demo`: dat zet Python en het programma waar elke "
                    "systeemgebruiker erbij mag.",
                ) from None

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

    def _say_where(self) -> None:
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
        say(
            "or log in with <name>@<employer>.example; "
            "README.md tells how. Ctrl-C stops everything."
        )

    def _watch(self, cluster: Cluster) -> None:
        while True:
            time.sleep(0.5)
            stories = self.children.get("stories")
            if stories is not None and stories.poll() is not None:
                # Not before: stories live in their own days, and today's worker would end what they
                # have not prolonged yet.
                self._start(cluster, "worker")
                say(
                    "all stories are in" if stories.returncode == 0 else "a story failed; see above"
                )
                del self.children["stories"]
            if self._database_runs(cluster):
                for name in ("web", "worker"):
                    self._keep(cluster, name)

    def _database_runs(self, cluster: Cluster) -> bool:
        """Start it again when it stopped; say so when it does not answer, which a restart would not
        mend."""
        if not cluster.runs():
            self._stopped("database", cluster.logs)
            if self.stops.ready("database", time.monotonic()):
                self._restart(cluster)
            return cluster.runs()
        if time.monotonic() - self.asked >= ASK:
            hung, self.hangs, self.asked = self.hangs, not cluster.answers(), time.monotonic()
            if hung != self.hangs:
                say(
                    f"the database does not answer; see {cluster.logs}"
                    if self.hangs
                    else "the database answers again"
                )
            if not self.hangs:
                self._settings(cluster)
                self._idle(cluster)
        return not self.hangs

    def _settings(self, cluster: Cluster) -> None:
        """A role that was taken over can give itself settings that keep others out."""
        with suppress(psycopg.Error):
            for role in cluster.forget_settings():
                say(f"the role {role} had settings of its own; they are gone")

    def _idle(self, cluster: Cluster) -> None:
        """Who leaves a transaction open keeps others waiting."""
        with suppress(psycopg.Error):
            if many := cluster.end_idle(IDLE, LONGEST):
                say(
                    f"ended {many} transactions that were left open for {IDLE} seconds, "
                    f"or took more than {LONGEST}"
                )

    def _restart(self, cluster: Cluster) -> None:
        try:
            cluster.start()
        except Unavailable as error:
            say(f"{error} {error.remedy}")
            self.stops.stopped("database", time.monotonic())
            return
        self.down.discard("database")
        say("database started again")

    def _keep(self, cluster: Cluster, name: str) -> None:
        """Start once more what stopped, and leave everything else alone."""
        if name not in self.children or self.children[name].poll() is None:
            return
        self._stopped(name)
        if self.stops.ready(name, time.monotonic()):
            self.down.discard(name)
            self._start(cluster, name)

    def _stopped(self, name: str, log: Path | None = None) -> None:
        if name in self.down:
            return
        self.down.add(name)
        delay = self.stops.stopped(name, time.monotonic())
        say(
            f"{name} stopped; starting it again in {delay:g} seconds"
            + (f"; see {log}" if log else "")
        )

    def _stop_children(self) -> None:
        for child in self.children.values():
            if child.poll() is None:
                child.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + SECONDS_TO_STOP
        for child in self.children.values():
            children.end(child, patience=max(0.1, deadline - time.monotonic()))


def _interrupt(*_: Any) -> None:
    raise KeyboardInterrupt
