"""A whole scan over an invented town: it finds what a plain reading of the rules finds, nothing
else, and puts what was planted first."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import duckdb
import pytest

from openprisma.kernel.errors import BadInput, Unavailable
from openprisma.project.main import main
from openprisma.scans import engines
from openprisma.scans.database import Database
from openprisma.scans.method import method
from openprisma.scans.rules import load_kind
from openprisma.scans.scan import Means, scan
from tests.scans.world import DAY, expected, town, write

KIND = load_kind("vastgoed")
COLUMNS = {name: list(KIND.tables[name].columns) for name in KIND.uses}
DECIDED = """
decisions:
  - {switch: buitenlandse_financier, kind: vastgoed, decided_on: 2024-01-01, until: 2026-01-01,
     by: privacyjurist, record: verslag 12, why: nodig voor de vraag van de gemeente}
"""


def scanned(tmp_path, tables, mode="", means=None, **more):
    write(tables, tmp_path / "data", COLUMNS)
    how = method(KIND, mode=mode, day=DAY, **more)
    return scan(how, tmp_path / "data", tmp_path / "out", means or Means())


def flags(tmp_path):
    found = defaultdict(set)
    for one in json.loads((tmp_path / "out" / "flags.json").read_text()):
        found[one["regel"]].add(one["id"])
    return found


@pytest.mark.parametrize("seed", range(6))
def test_each_rule_finds_all_it_should_and_nothing_else(tmp_path, seed):
    tables = town(seed)
    done = scanned(tmp_path, tables)
    wanted, got = expected(tables), flags(tmp_path)
    assert done.checked.wrong == 0
    assert {rule: len(ids) for rule, ids in wanted.items() if ids} == {
        rule: many for rule, many in done.ran.items() if many
    }
    assert dict(got) == {rule: ids for rule, ids in wanted.items() if ids}


def test_the_towns_together_ask_every_rule():
    found = [rule for seed in range(6) for rule, ids in expected(town(seed)).items() if ids]
    assert {rule.id for rule in KIND.rules} - set(found) == {"VG11", "VG12"}


def test_the_order_of_rows_in_the_files_changes_nothing(tmp_path):
    tables = town(3)
    scanned(tmp_path / "a", tables)
    for rows in tables.values():
        Random(9).shuffle(rows)
    scanned(tmp_path / "b", tables)
    for name in ("flags.json", "flags.parquet"):
        assert (tmp_path / "a/out" / name).read_bytes() == (tmp_path / "b/out" / name).read_bytes()


def test_both_files_say_the_same_with_inputs_sentence_and_innocent_reasons(tmp_path):
    scanned(tmp_path, town(1))
    path = tmp_path / "out" / "flags.parquet"
    cursor = duckdb.execute("select * from read_parquet(?)", [str(path)])
    names = [one[0] for one in cursor.description]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    assert names == ["regel", "id", "versie", "invoer", "uitleg", "onschuldig"]
    told = json.loads((tmp_path / "out" / "flags.json").read_text())
    assert [row | {"invoer": json.loads(row["invoer"])} for row in rows] == told
    first = next(one for one in told if one["regel"] == "VG01")
    assert set(first["invoer"]) == {"vorige_id", "vorige_datum", "datum", "dagen"}
    assert f"na {first['invoer']['dagen']} dagen door. De grens is 180 dagen." in first["uitleg"]
    assert "scheiding" in first["onschuldig"]
    assert not [one for one in told if "{" in one["uitleg"] or " voor onbekend" in one["uitleg"]]


def planted(count):
    """Schemes that go fast and dear with new companies, beside as many innocent cases of each
    kind that one rule or two point at."""
    tables = {name: [] for name in COLUMNS}
    for n in range(count * 4):
        building, kind = f"p{n}", n % 4
        start = date(2022, 3, 1) + timedelta(days=n)
        tables["panden"].append({"pand_id": building, "adres_id": f"a{n}"})
        tables["woz"] += [
            {"pand_id": building, "peiljaar": year, "waarde_eur": 300_000}
            for year in (2020, 2021, 2022, 2023)
        ]
        later = start + timedelta(days=60 if kind < 2 else 900)
        price = {0: 450_000, 1: 320_000, 2: 150_000, 3: 310_000}[kind]
        buyer = f"6{n:07}" if kind == 0 else f"c{n}"
        deals = [(start, 300_000, f"a{n}", f"b{n}"), (later, price, f"b{n}", buyer)]
        for turn, (day, paid, seller, who) in enumerate(deals):
            tables["transacties"].append(
                {
                    "transactie_id": f"t{n}-{turn}",
                    "pand_id": building,
                    "datum": day,
                    "akte_nr": f"{n}/{turn}",
                    "koopsom_eur": paid,
                    "verkoper_id": seller,
                    "koper_id": who,
                    "koper_soort": "natuurlijk" if who[0] in "bc" else "organisatie",
                }
            )
            tables["hypotheken"].append(
                {
                    "hypotheek_id": f"h{n}-{turn}",
                    "pand_id": building,
                    "datum": day,
                    "bedrag_eur": 200_000,
                    "schuldenaar_id": "z" if kind == 3 else who,
                    "verstrekker_soort": "organisatie" if kind in (0, 3) else "bank",
                }
            )
        if kind == 0:
            tables["bedrijven"].append(
                {"kvk_nummer": buyer, "opgericht": later - timedelta(days=20), "adres_id": "x"}
            )
    return tables


def test_planted_schemes_stand_above_innocent_ones(tmp_path):
    scanned(tmp_path, planted(25))
    told = json.loads((tmp_path / "out" / "rangorde.json").read_text())
    top = [one["id"] for one in told["objecten"][:25]]
    schemes = {f"p{n}" for n in range(0, 100, 4)}
    assert len(schemes & set(top)) / 25 >= 0.9
    assert {name for one in told["objecten"][:25] for name in one["groepen"]} == {
        "Prijs",
        "Geld",
        "Partijen",
    }


def test_a_buyer_without_a_mortgage_alone_has_no_place(tmp_path):
    scanned(tmp_path, planted(10))
    told = json.loads((tmp_path / "out" / "rangorde.json").read_text())
    bare = {f"p{n}" for n in range(3, 40, 4)}
    assert {one for one in flags(tmp_path)["VG04"] if one.endswith("-0")} >= {"t3-0"}
    assert not bare & {one["id"] for one in told["objecten"]}


def test_what_stands_in_no_register_is_counted_and_not_ranked(tmp_path):
    tables = planted(2)
    tables["panden"] = [row for row in tables["panden"] if row["pand_id"] != "p0"]
    done = scanned(tmp_path, tables)
    told = json.loads((tmp_path / "out" / "rangorde.json").read_text())
    assert "p0" not in {one["id"] for one in told["objecten"]}
    assert done.unmatched == 5
    assert told["aansluiting"][0]["gevonden"] == told["aansluiting"][0]["van"] - 2


def test_under_the_wgs_no_rule_over_people_runs_and_no_person_is_kept(tmp_path):
    tables = planted(3)
    for row in tables["bedrijven"]:
        row["soort"] = "bv"
    done = scanned(tmp_path, tables, mode="wgs")
    assert set(done.ran) == {"VG02", "VG03", "VG10", "VG07"}
    assert "mensen van een heel register" in done.not_run["VG01"]
    assert done.ran["VG07"] == 3  # organisations only
    for row in tables["bedrijven"]:
        row["soort"] = "eenmanszaak"
    assert scanned(tmp_path, tables, mode="wgs").ran["VG07"] == 0


def test_what_goes_with_origin_is_off_until_a_decision_is_recorded(tmp_path):
    tables = planted(1)
    for row in tables["hypotheken"]:
        row["verstrekker_land"] = "XX"
    done = scanned(tmp_path, tables)
    assert "privacybesluit" in done.not_run["VG11"]
    (loaded,) = [one for one in done.checked.files if one.source.table == "hypotheken"]
    assert "verstrekker_land" in loaded.source.dropped
    decided = tmp_path / "besluiten.yaml"
    decided.write_text(DECIDED)
    assert scanned(tmp_path, tables, decisions=decided).ran["VG11"] == 6
    late = replace(method(KIND, mode="", day=DAY, decisions=decided), day=date(2026, 1, 1))
    assert late.on == frozenset()
    decided.write_text(DECIDED.replace("buitenlandse_financier", "verzonnen"))
    with pytest.raises(BadInput, match="die schakelaar is er niet"):
        method(KIND, mode="", day=DAY, decisions=decided)


def test_a_threshold_can_be_set_and_is_told_with_every_flag(tmp_path):
    path = tmp_path / "drempels.yaml"
    path.write_text("VG01: {dagen_max: 30}\n")
    scanned(tmp_path, planted(2), thresholds=path)
    assert "VG01" not in flags(tmp_path)
    path.write_text("VG01: {dagen_max: 60}\n")
    scanned(tmp_path, planted(2), thresholds=path)
    told = json.loads((tmp_path / "out" / "flags.json").read_text())
    assert {one["versie"] for one in told if one["regel"] == "VG01"} == {"1; dagen_max=60"}
    for text, says in (
        ("VG01: {dagen_max: 0}", "ligt niet tussen 1 en 3650"),
        ("VG01: {weken: 3}", "heeft geen drempel weken"),
        ("VG99: {dagen_max: 3}", "De regel VG99 is er niet"),
        ("VG01: 3", "niet te lezen"),
    ):
        path.write_text(text)
        with pytest.raises(BadInput, match=says):
            method(KIND, mode="", day=DAY, thresholds=path)


def test_a_rule_whose_file_is_missing_does_not_run_and_says_so(tmp_path):
    tables = planted(2)
    del tables["hypotheken"]
    done = scanned(tmp_path, tables)
    assert done.not_run["VG04"] == "Het bestand hypotheken ontbreekt."
    assert "VG04" not in flags(tmp_path)


def test_after_loading_nothing_outside_can_be_read_written_or_turned_on(tmp_path):
    room, exchange = tmp_path / "room", tmp_path / "exchange"
    room.mkdir()
    exchange.mkdir()
    secret = tmp_path / "geheim.csv"
    secret.write_text("a\n1\n")
    database = Database(room)
    database.close_doors(exchange)
    for statement in (
        f"select * from read_csv('{secret}')",
        f"copy (select 1) to '{tmp_path}/weg.csv'",
        "select * from read_csv('http://127.0.0.1:9/x')",
        f"attach '{tmp_path}/ander.db'",
        "install json",
        "load spatial",
        "set enable_external_access = true",
        "set threads = 64",
        "set temp_file_encryption = false",
    ):
        with pytest.raises((duckdb.Error, Unavailable)):
            database.execute(statement)
            pytest.fail(statement)
    database.execute(f"copy (select 1) to '{exchange}/mag.csv'")


def test_what_spills_is_written_encrypted(tmp_path):
    database = Database(tmp_path, memory="120MB")
    database.execute(
        "create table veel as select 'HERKENBAAR' || range || repeat('x', 60) as t from "
        "range(3000000)"
    )
    spilled = [path for path in (tmp_path / "spill").iterdir() if path.stat().st_size]
    assert spilled
    assert not [path for path in spilled if b"HERKENBAAR" in path.read_bytes()]


def test_without_spark_one_sentence_says_what_to_do(tmp_path, monkeypatch):
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr(engines, "import_module", missing)
    with pytest.raises(Unavailable, match="Spark is hier niet geïnstalleerd"):
        scanned(tmp_path, planted(1), means=Means(engine="spark"))


def test_the_command_runs_without_a_server_and_answers_in_json(tmp_path, capsys):
    write(planted(2), tmp_path / "data", COLUMNS, delimiter=";")
    words = ["--kind", "vastgoed", "--data", str(tmp_path / "data"), "--as-of", "2024-12-31"]
    assert main(["scan", "run", *words, "--out", str(tmp_path / "out"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["modus"], told["objecten_totaal"]) == ("gemeente", 8 - 2)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "afgekeurd.csv",
        "flags.json",
        "flags.parquet",
        "rangorde.json",
    ]
    assert main(["scan", "check", *words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["afgekeurd"] == []
    assert main(["scan", "run", "--kind", "vastgoed"]) == 1
    assert "--data en --out" in capsys.readouterr().err
    assert main(["scan", "run", "--kind", "onzin", *words[2:], "--out", "x"]) == 1
    assert "De soort scan 'onzin' is er niet" in capsys.readouterr().err


def test_only_under_the_wgs_there_is_an_outcome_to_bring_in(tmp_path):
    for mode, there in (("gemeente", False), ("wgs", True)):
        folder = tmp_path / mode
        write(planted(2), folder / "data", COLUMNS, delimiter=";")
        words = ["--kind", "vastgoed", "--data", str(folder / "data"), "--as-of", "2024-12-31"]
        assert main(["scan", "run", *words, "--mode", mode, "--out", str(folder / "out")]) == 0
        assert (folder / "out" / "uitkomst.json").exists() is there
    told = json.loads((folder / "out" / "uitkomst.json").read_text())
    same = json.loads((folder / "out" / "flags.json").read_text())
    assert (told["modus"], told["peildatum"], told["vlaggen"]) == ("wgs", "2024-12-31", same)
