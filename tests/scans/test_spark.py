"""The same rules on Spark: the same rows. Needs pyspark and Java, and minutes."""

from __future__ import annotations

import importlib.util
import shutil

import pytest

from openprisma.scans import engines
from openprisma.scans.examples import run_example
from openprisma.scans.method import method
from openprisma.scans.rules import kinds, load_kind
from openprisma.scans.scan import Means, scan
from tests.scans.test_scan import COLUMNS, DECIDED, KIND
from tests.scans.world import DAY, town, write

pytestmark = [
    pytest.mark.long,
    pytest.mark.filterwarnings("ignore"),  # what a library of another house warns of
    pytest.mark.skipif(
        not (importlib.util.find_spec("pyspark") and shutil.which("java")),
        reason="pyspark (requirements-spark.lock) or Java is not installed",
    ),
]


class Shared:
    """One Spark session for all; starting one takes half a minute."""

    def __init__(self, session):
        self.session = session

    def __getattr__(self, name):
        return getattr(self.session, name)

    def stop(self):
        """A scan ends its session; here another scan goes on with it."""


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    session = engines._session(tmp_path_factory.mktemp("spark"))
    yield Shared(session)
    session.stop()


@pytest.fixture
def one_session(shared, monkeypatch):
    monkeypatch.setattr(engines, "_session", lambda exchange: shared)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_town_gives_the_same_files_on_both_engines(tmp_path, one_session, seed):
    tables = town(seed)
    for row in tables["hypotheken"]:
        row["verstrekker_land"] = "NL" if row["verstrekker_soort"] == "bank" else "XX"
    for row in tables["transacties"]:
        row["koper_land"] = "XX" if row["notaris_id"] == "n0" else "NL"
    write(tables, tmp_path / "data", COLUMNS)
    decided = tmp_path / "besluiten.yaml"
    decided.write_text(
        DECIDED + DECIDED.partition("decisions:\n")[2].replace("buitenlandse_financier", "woonland")
    )
    how = method(KIND, mode="", day=DAY, decisions=decided)
    ran = {}
    for engine in ("duckdb", "spark"):
        done = scan(how, tmp_path / "data", tmp_path / engine, Means(engine=engine))
        ran[engine] = done.ran
    assert set(ran["spark"]) == {rule.id for rule in KIND.rules}
    assert sum(ran["spark"].values()) > 100
    for name in ("flags.json", "flags.parquet"):
        assert (tmp_path / "duckdb" / name).read_bytes() == (tmp_path / "spark" / name).read_bytes()


@pytest.mark.parametrize("name", kinds())
def test_every_example_comes_out_on_spark_as_well(one_session, name):
    kind = load_kind(name)
    for rule in kind.rules:
        for example in rule.entry.examples:
            outcome = run_example(kind, rule, example, "spark")
            assert outcome.good, (rule.id, example.name, outcome.got)
