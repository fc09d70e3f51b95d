"""The demo of the version before, restored, brought up to date and walked on. `make dump` keeps the
one for the next."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from django_otp.oath import TOTP

from openprisma.gate.perform import perform
from openprisma.partners.entry import Typed, sign_in
from openprisma.stories.region import DEMO_PASSWORD, demo_key, person_id
from openprisma.stories.runner import text_of
from tests.builders import POLICE, REPORTER, a_pass, draft
from tests.conftest import BIN, CLUSTER, inside


def _version(path: Path) -> list[int]:
    return [int(part) for part in path.name.removesuffix(".sql.gz").split(".")]


DUMPS = sorted((Path(__file__).parents[1] / "dumps").glob("*.sql.gz"), key=_version)
# The oldest and the newest every time; those between take as long each, and longer together.
ASKED = [
    path if path in (DUMPS[0], *DUMPS[-2:]) else pytest.param(path, marks=pytest.mark.long)
    for path in DUMPS
]
PROGRAM = [sys.executable, "-m", "openprisma.project.main"]
# The leaf of a row since 0.9.0, and of one from before.
LEAVES = (
    "sha256('\\x00'::bytea || record_send(jsonb_populate_record(l, '{\"leaf\": null}')))",
    "sha256('\\x00'::bytea || salt || convert_to((to_jsonb(l) - 'salt' - 'leaf' - 'seen')::text, "
    "'UTF8'))",
)
# What django-axes kept of a failed login.
TYPED = "kanarie-uit-een-oude-aanmelding"
KEPT_AS_BEFORE = """insert into axes_accessattempt (user_agent, ip_address, username, http_accept,
    path_info, attempt_time, get_data, post_data, failures_since_start)
  values ('x', '192.0.2.1', %(typed)s::text, 'x',
    '/inloggen', now(), '', 'wachtwoord=' || %(typed)s::text, 1)"""


def test_there_is_a_dump_of_the_version_before():
    assert DUMPS


def restored(name: str, dump: Path) -> None:
    """A new database of this name, as that version left it."""
    with CLUSTER.connect() as own:
        own.execute(f"drop database if exists {name} with (force)")
    CLUSTER.make_database(name)
    where = ["-h", str(CLUSTER.socket), "-U", "postgres", name]
    subprocess.run(
        [str(BIN / "psql"), "-q", "-v", "ON_ERROR_STOP=1", *where],
        input=gzip.decompress(dump.read_bytes()),
        check=True,
        stdout=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module", params=ASKED, ids=lambda path: path.name)
def older(request, django_db_setup):
    """A database as the version before left it, migrated by this one."""
    restored("older", request.param)
    with CLUSTER.connect("postgres", "older") as own:
        before = own.execute("select count(*) from fence.line").fetchone()[0]
        # A version that kept it.
        if not own.execute("select to_regclass('partners_pepper') is not null").fetchone()[0]:
            own.execute(KEPT_AS_BEFORE, {"typed": TYPED})
    _program("migrate", "--born", "demo")
    return before


def _program(*arguments: str, status: int = 0) -> str:
    environment = os.environ | {"DATABASE_URL": CLUSTER.url("older")}
    environment.pop("OPENPRISMA_ROLE", None)
    done = subprocess.run(
        [*PROGRAM, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == status, done.stderr
    return done.stdout


def test_it_has_become_the_same_as_a_new_one(older):
    def schema(name: str) -> str:
        dump = [str(BIN / "pg_dump"), "-s", "-h", str(CLUSTER.socket), "-U", "postgres", name]
        told = subprocess.run(dump, check=True, capture_output=True, text=True).stdout
        return "\n".join(line for line in told.splitlines() if not line.startswith("\\"))

    assert schema("older") == schema("tests")


def test_what_was_typed_at_the_door_in_earlier_versions_is_gone(older):
    dump = [str(BIN / "pg_dump"), "-a", "-h", str(CLUSTER.socket), "-U", "postgres", "older"]
    told = subprocess.run(dump, check=True, capture_output=True, text=True).stdout
    assert "COPY public.axes_accessattempt" in told and TYPED not in told


def test_everybody_gets_in_with_the_password_and_factor_of_before(older, live):
    person = person_id("den-haag", POLICE)
    code = f"{TOTP(bytes.fromhex(demo_key(person))).token():06d}"
    typed = Typed("sanne-spelbos@politie.example", DEMO_PASSWORD, code)
    with inside("older"):
        assert not sign_in(
            b"a" * 32,
            replace(typed, password="anders"),
            source="192.0.2.1",
            device="",
            remembered="x",
        ).let_in
        assert sign_in(b"b" * 32, typed, source="192.0.2.1", device="", remembered="x").let_in


def test_nothing_of_the_log_is_lost_and_every_leaf_still_fits(older):
    with CLUSTER.connect("auditor", "older") as own:
        own.execute("set timezone = 'UTC'")
        wrong, total = own.execute(
            f"select count(*) filter (where leaf not in ({', '.join(LEAVES)})), "
            "count(*) from fence.line l"
        ).fetchone()
    assert wrong == 0
    assert total >= older > 0


def test_the_start_up_checks_find_no_hole(older):
    environment = os.environ | {"DATABASE_URL": CLUSTER.url("older"), "OPENPRISMA_ROLE": "app"}
    check = [
        sys.executable,
        "-m",
        "django",
        "check",
        "--database",
        "default",
        "--settings",
        "openprisma.project.settings",
    ]
    done = subprocess.run(check, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_one_walks_on_in_a_file_that_was_there_and_in_a_new_one(older, live):
    query = """select f.id from files_file f join sharing_statement s on s.file_id = f.id
                where f.title = 'Autoverhuur op bedrijventerreinen' limit 1"""
    with CLUSTER.connect("postgres", "older") as own:
        file = own.execute(query).fetchone()[0]
    with inside("older"):
        assert "twee vestigingen" in text_of(perform(a_pass(POLICE), "gegevens_inzien", file=file))
        by = a_pass(REPORTER)
        made = draft(by=by)
        assert perform(by, "signaal_inzien", file=made).head.file.id == made


def test_stories_play_on(older):
    told = json.loads(_program("play", "--tell", "01-van-signaal-tot-einddatum"))
    assert all(step["good"] for story in told for step in story["steps"])


def test_the_log_of_before_and_of_now_are_sealed_together_and_verified(older, tmp_path):
    where = ["--folder", str(tmp_path / "log"), "--key", str(tmp_path / "key")]
    _program("audit", "key", *where)
    _program("audit", "seal", *where)
    assert ", 0 fout" in _program("audit", "verify", *where)
    with CLUSTER.connect("postgres", "older") as root:
        line = root.execute("select id from fence.line order by at limit 1").fetchone()[0]
        with root.transaction():
            root.execute("set local session_replication_role = replica")
            root.execute("update fence.line set purpose = 'anders' where id = %s", [line])
    assert f"line {line}: de inhoud past niet bij het zegel" in _program(
        "audit", "verify", *where, status=1
    )
