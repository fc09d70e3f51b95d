"""The address of the database: each of its parameters is used, and a wrong one is a sentence
without a password in it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest

from openprisma.project.cluster import Cluster, binaries
from tests.conftest import CLUSTER

SHOW = """import json
from openprisma.project.settings import DATABASES as d
print(json.dumps(d['default'], default=str))"""


def settings(url: str, **more: str) -> subprocess.CompletedProcess[str]:
    told = {"PATH": os.environ["PATH"], "DATABASE_URL": url} | more
    return subprocess.run(
        [sys.executable, "-c", SHOW], env=told, capture_output=True, text=True, timeout=60
    )


def test_every_parameter_of_the_address_is_kept():
    url = (
        "postgresql://een.example:5433,twee.example:5434/riec?sslmode=verify-full&sslrootcert=/etc/ca.pem"
        "&target_session_attrs=read-write&application_name=prisma&connect_timeout=7&options=-c%20search_path%3Dpublic"
    )
    found = json.loads(settings(url, OPENPRISMA_PATIENCE="3").stdout)
    assert (found["NAME"], found["HOST"], found["PORT"], found["USER"]) == (
        "riec",
        "een.example,twee.example",
        "5433,5434",
        "app",
    )
    options = found["OPTIONS"]
    assert options["sslmode"] == "verify-full" and options["sslrootcert"] == "/etc/ca.pem"
    assert (
        options["target_session_attrs"] == "read-write" and options["application_name"] == "prisma"
    )
    assert options["connect_timeout"] == 7
    # what the address says comes last, so it counts
    assert options["options"].endswith(" -c statement_timeout=3000 -c search_path=public")


def test_the_address_of_a_socket_still_works():
    found = json.loads(settings("postgresql:///demo?host=/var/tmp/x/sock").stdout)
    assert (found["NAME"], found["HOST"]) == ("demo", "/var/tmp/x/sock")
    assert "-c statement_timeout=0" in found["OPTIONS"]["options"], "without patience no limit"
    assert "-c synchronous_commit=on" in found["OPTIONS"]["options"]


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://app:geheim@host:poort/x?y=z",
        "postgresql://host/x?nonsense=1",
        "nonsense geheim",
    ],
)
def test_an_address_that_is_none_is_a_sentence_that_does_not_quote_it(url):
    told = {"PATH": os.environ["PATH"], "DATABASE_URL": url, "OPENPRISMA_SECRET": "x" * 40}
    command = [sys.executable, "-m", "openprisma.project.main", "serve"]
    done = subprocess.run(command, env=told, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert (
        done.stderr.startswith("openprisma: DATABASE_URL is geen adres")
        and len(done.stderr.splitlines()) == 1
    )
    assert "geheim" not in done.stderr


def test_a_user_in_the_address_who_is_not_the_role_is_refused_and_a_password_is_used():
    done = settings("postgresql://postgres:geheim@host/x")
    assert (
        done.returncode == 1
        and "noemt een gebruiker die niet de rol" in done.stderr
        and "geheim" not in done.stderr
    )
    assert json.loads(settings("postgresql://app:een@host/x").stdout)["PASSWORD"] == "een"
    assert (
        json.loads(settings("postgresql://app:een@host/x", OPENPRISMA_PASSWORD_APP="twee").stdout)[
            "PASSWORD"
        ]
        == "twee"
    )


def test_a_server_without_tls_gets_no_question_when_the_address_asks_for_tls():
    """A server that says no to TLS, and would take anything after it."""
    heard = []
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()

        def talk():
            own, _ = door.accept()
            with own:
                own.settimeout(5)
                heard.append(own.recv(8))
                own.sendall(b"N")
                heard.append(own.recv(200))

        thread = threading.Thread(target=talk, daemon=True)
        thread.start()
        url = f"postgresql://127.0.0.1:{door.getsockname()[1]}/x?sslmode=require"
        told = {"PATH": os.environ["PATH"], "DATABASE_URL": url, "OPENPRISMA_SECRET": "x" * 40}
        command = [sys.executable, "-m", "openprisma.project.main", "worker"]
        done = subprocess.run(command, env=told, capture_output=True, text=True, timeout=60)
        thread.join(10)
    assert done.returncode == 1
    assert heard == [b"\x00\x00\x00\x08\x04\xd2\x16/", b""], "asked for TLS, and hung up without it"


CHILD = """
import sys
from pathlib import Path
from openprisma.project.cluster import Cluster, binaries
cluster = Cluster(binaries(), Path(sys.argv[1])).start(fsync="off")
print((cluster.home / "data" / "postmaster.pid").read_text().splitlines()[0], flush=True)
sys.stdin.read()
"""


def test_tests_that_are_killed_leave_no_server(tmp_path_factory):
    import tempfile

    with tempfile.TemporaryDirectory(prefix="opc-", dir="/var/tmp") as folder:
        os.chmod(folder, 0o755)
        process = subprocess.Popen(
            [sys.executable, "-c", CHILD, folder], stdin=-1, stdout=-1, text=True
        )
        server = int(process.stdout.readline())
        os.kill(server, 0)
        process.send_signal(signal.SIGKILL)
        process.wait()
        deadline = time.monotonic() + 15
        while os.path.exists(f"/proc/{server}"):
            assert time.monotonic() < deadline, "the server lives on"
            time.sleep(0.1)


def test_two_processes_do_not_run_a_server_on_one_folder(live):
    from openprisma.kernel.errors import Unavailable

    code = f"""import sys
from pathlib import Path
from openprisma.project.cluster import Cluster, binaries
from openprisma.kernel.errors import Unavailable
try: Cluster(binaries(), Path({str(CLUSTER.home)!r})).start()
except Unavailable as e: print(e)"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert "Een ander programma gebruikt de database" in done.stdout
    assert CLUSTER.answers() and Unavailable


def test_looking_whether_the_database_answers_leaves_no_line_in_its_log(live):
    def written() -> int:
        return sum(len(one.read_bytes()) for one in CLUSTER.logs.iterdir())

    before = written()
    for _ in range(20):
        assert CLUSTER.answers()
    assert written() == before


def test_the_log_of_the_database_is_a_file_a_day_and_starts_afresh_each_week(live):
    with CLUSTER.connect() as own:
        told = dict(
            own.execute("select name, setting from pg_settings where name like 'log%%'").fetchall()
        )
    assert told["logging_collector"] == "on" and told["log_truncate_on_rotation"] == "on"
    assert told["log_filename"] == "%a.log" and told["log_rotation_age"] == "1440"
    assert isinstance(CLUSTER, Cluster) and binaries()
