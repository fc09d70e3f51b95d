"""The files of rules: their examples come out, and a rule that reads or says what it may not does
not load."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from datetime import date

import pytest

from openprisma.kernel.errors import BadInput, LawError
from openprisma.kernel.places import data
from openprisma.project.main import main
from openprisma.scans.examples import run_example
from openprisma.scans.method import Method
from openprisma.scans.rules import kind_in, kinds, load_kind, rule_in
from openprisma.scans.sql import prove
from openprisma.scans.tables import load_tables

TABLES = load_tables()
SCHEMA = TABLES.schema()
EXAMPLES = [
    (name, rule, example)
    for name in kinds()
    for rule in load_kind(name).rules
    for example in rule.entry.examples
]


@pytest.mark.parametrize(
    ("name", "rule", "example"), EXAMPLES, ids=[f"{r.id}-{e.name}" for _, r, e in EXAMPLES]
)
def test_an_example_comes_out_as_its_file_says(name, rule, example):
    outcome = run_example(load_kind(name), rule, example, "duckdb")
    assert outcome.good, (outcome.got, outcome.refused)


def test_every_rule_has_a_case_that_fires_one_that_nearly_does_and_an_innocent_one():
    for name in kinds():
        for rule in load_kind(name).rules:
            seen = Counter(example.kind for example in rule.entry.examples)
            assert {"fires", "nearly", "innocent"} == set(seen), rule.id


def test_the_kinds_and_how_many_rules_they_have():
    assert {name: len(load_kind(name).rules) for name in kinds()} == {
        "bedrijventerrein": 14,
        "branche": 3,
        "buitengebied": 7,
        "vastgoed": 12,
        "watergebonden": 6,
    }


def test_what_a_rule_reads_is_known_from_its_text_alone():
    rules = {rule.id: rule for rule in load_kind("vastgoed").rules}
    assert rules["VG03"].query.reads == {
        "transacties.transactie_id",
        "transacties.pand_id",
        "transacties.datum",
        "transacties.koopsom_eur",
        "woz.pand_id",
        "woz.peiljaar",
        "woz.waarde_eur",
    }
    for rule in rules.values():
        words = set(re.findall(r"[a-z_]+", rule.entry.sql))
        assert {path.partition(".")[2] for path in rule.query.reads} <= words


REFUSED = {
    "select x as id from transacties": "Column 'x' could not be resolved",
    "select pand_id as id from elders": "de tabel elders, die niet in tabellen.yaml staat",
    "select pand_id as id from main.woz": "alleen aangegeven tabellen",
    "select a as id from 'x.csv'": "alleen aangegeven tabellen",
    'select a as id from "/etc/passwd"': "alleen aangegeven tabellen",
    "select a as id from read_csv('x.csv')": "alleen aangegeven tabellen",
    "select pand_id as id from woz, glob('*')": "alleen aangegeven tabellen",
    "select getenv('HOME') as id from woz": "die functie mag een regel niet gebruiken",
    "select md5(pand_id) as id from woz": "die functie mag een regel niet gebruiken",
    "select random() as id from woz": "die functie mag een regel niet gebruiken",
    "select current_date as id from woz": "die functie mag een regel niet gebruiken",
    "select columns('.*') from woz": "die functie mag een regel niet gebruiken",
    "select * from woz": "noemt geen kolommen, maar *",
    "select * exclude (pand_id) from woz": "noemt geen kolommen, maar *",
    "select pand_id as id from woz limit 3": "dat mag niet",
    "select pand_id as id from woz tablesample 10%": "dat mag niet",
    "select w.pand_id as id from woz w natural join panden": "dat mag niet",
    "select w.pand_id.x as id from woz w": "dat mag niet",
    "select #1 as id from woz": "dat mag niet",
    "with woz as (select pand_id from panden) select pand_id as id from woz": "heet al een tabel",
    "select 1 as id; select 2 as id": "alleen één select",
    "delete from woz": "alleen één select",
    "copy woz to 'x.csv'": "alleen één select",
    "attach 'x.db'": "alleen één select",
    "set threads = 9": "alleen één select",
    "selec pand_id": "alleen één select",
    "select (pand_id as id from woz": "sql is niet te lezen",
}


@pytest.mark.parametrize("text", REFUSED)
def test_sql_that_is_not_one_select_over_declared_columns_is_refused(text):
    with pytest.raises(LawError, match=re.escape(REFUSED[text])):
        prove(text, SCHEMA, where="VG99.yaml")


def test_a_column_is_seen_wherever_it_stands_in_a_statement():
    for text in (
        "select 1 as id from woz w where exists "
        "(select 1 from transacties t where t.koper_id = w.pand_id)",
        "select pand_id as id from woz where pand_id in (select koper_id from transacties)",
        "select pand_id as id from woz union all select koper_id from transacties",
        "select w.pand_id as id from woz w join transacties t on t.koper_id = w.pand_id",
        "select pand_id as id from transacties group by pand_id having max(koper_id) > 'a'",
        "select pand_id as id, row_number() over (order by koper_id) as n from transacties",
        "with a as (select koper_id as b from transacties) select b as id from a",
        "select (select max(koper_id) from transacties) as id from woz",
    ):
        assert "transacties.koper_id" in prove(text, SCHEMA, where="x").reads, text
    assert prove("select count(*) as id from woz", SCHEMA, where="x").tables == {"woz"}


WRONG = {
    ("title: Snel doorverkocht", "titel: Snel"): "title: ontbreekt",
    ("weight: 3", "weight: 3\nkleur: rood"): "kleur: is hier niet bekend",
    ("rule: VG01", "rule: VG99"): "de regel heet VG99 en het bestand niet",
    ("persons: natuurlijk", "persons: geen"): "sleutels die een mens kunnen aanwijzen",
    ("modes: [gemeente]", "modes: [gemeente, wgs]"): "draait niet onder de Wgs",
    ("modes: [gemeente]", "modes: [gemeente]\nswitch: woonland"): "hoort bij geen schakelaar",
    ("unit: transactie", "unit: straat"): "straat is geen eenheid van vastgoed",
    ("speaks_of: partijen", "speaks_of: sfeer"): "sfeer is geen groep van vastgoed",
    ("dagen: aantal", "weken: aantal"): "precies wat onder inputs staat",
    ("<= $dagen_max", "<= $weken_max"): "dat is geen drempel",
    ("{dagen} dagen door", "{weken} weken door"): "dat is geen invoer en geen drempel",
    ("value: 180", "value: 0"): "ligt niet tussen 1 en 3650",
    ("ids: []", "ids: [t2]"): "ids past niet bij de soort",
    ("because: Een scheiding of een overlijden.", "because: Pech."): "verklaringen onder innocent",
    ("koper_id: b}", "koper_naam: b}"): "heeft geen kolom koper_naam",
    ("t.verkoper_id,", "t.verkoper_id, t.koper_land,"): "switch: wat deze regel leest",
}


@pytest.mark.parametrize("change", WRONG, ids=[str(one[1]) for one in WRONG])
def test_a_rule_that_says_what_its_text_does_not_bear_out_does_not_load(tmp_path, change):
    before, after = change
    text = (data("scans") / "kinds" / "vastgoed" / "VG01.yaml").read_text()
    assert before in text
    (tmp_path / "VG01.yaml").write_text(text.replace(before, after))
    with pytest.raises(LawError, match=re.escape(WRONG[change])) as error:
        rule_in(tmp_path / "VG01.yaml", load_kind("vastgoed").entry, TABLES)
    assert "VG01.yaml" in error.value.where


def test_a_rule_per_company_says_why_it_does_not_run_under_the_wgs():
    kind = load_kind("branche")
    off = Method(kind, "wgs", date(2026, 1, 1)).off(kind.rules[0])
    assert off == "De regel gaat over bedrijven van een heel register; dat mag onder de Wgs niet."
    assert not Method(kind, "gemeente", date(2026, 1, 1)).off(kind.rules[0])


@pytest.mark.parametrize("name", ["BR01", "BR02", "BR03"])
def test_a_rule_per_company_does_not_load_for_a_scan_under_the_wgs(tmp_path, name):
    text = (data("scans") / "kinds" / "branche" / f"{name}.yaml").read_text()
    changed = text.replace("modes: [gemeente]", "modes: [gemeente, wgs]")
    assert changed != text
    (tmp_path / f"{name}.yaml").write_text(changed)
    with pytest.raises(LawError, match="per bedrijf van een heel register"):
        rule_in(tmp_path / f"{name}.yaml", load_kind("branche").entry, TABLES)


def test_a_kind_names_what_is_declared(tmp_path):
    folder = tmp_path / "vastgoed"
    shutil.copytree(data("scans") / "kinds" / "vastgoed", folder)
    text = (folder / "soort.yaml").read_text()
    for before, after, says in (
        ("ranked: pand", "ranked: straat", "straat, en dat is geen eenheid"),
        ("key: transactie_id", "key: nummer", "transacties.nummer; dat is niet aangegeven"),
        ("to: panden.adres_id", "to: panden.straat", "panden.straat; dat is niet aangegeven"),
    ):
        (folder / "soort.yaml").write_text(text.replace(before, after))
        with pytest.raises(LawError, match=re.escape(says)):
            kind_in.__wrapped__(folder)


def test_a_kind_there_is_not_is_told_with_those_there_are():
    with pytest.raises(BadInput, match="is er niet"):
        load_kind("../vastgoed")


def test_no_rule_for_a_scan_under_the_wgs_can_point_at_people():
    for name in kinds():
        for rule in load_kind(name).rules:
            if "wgs" in rule.entry.modes:
                assert rule.entry.persons != "natuurlijk", rule.id
                assert not rule.entry.switch, rule.id
                unit = load_kind(name).entry.units[rule.entry.unit]
                for key in (unit.key, unit.object):
                    column = TABLES.column(f"{unit.table}.{key}")
                    assert column is None or not column.natural, rule.id


def test_rules_are_told_with_what_they_read_and_their_examples_are_run(capsys):
    assert main(["scan", "rules", "--kind", "watergebonden"]) == 0
    told = capsys.readouterr().out
    assert "WG02 Diep genoeg: Draait. Leest locaties.aanleg, locaties.diepte_m" in told
