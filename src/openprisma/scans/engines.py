"""The two machines that can run a rule: DuckDB, and Spark for what does not fit one computer. Both
get the same statement, the second in its own words, and give the same rows."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any

from openprisma.kernel.errors import Unavailable
from openprisma.scans.conversions import quoted
from openprisma.scans.database import Database
from openprisma.scans.entries import SCORE
from openprisma.scans.method import Method
from openprisma.scans.rules import Rule

STORED = {
    "sleutel": "varchar",
    "tekst": "varchar",
    "dag": "date",
    "bedrag": "decimal(18,2)",
    "maat": "decimal(18,2)",
    "aantal": "bigint",
    "jaar": "integer",
    "janee": "boolean",
}
Engine = Callable[[Database, Method, list[Rule], Path], dict[str, float]]


def found_by(rule: Rule) -> str:
    """The table in which what a rule found stands: `id`, its inputs, and `score` from 1 to 3."""
    return f"gevonden_{rule.id.lower()}"


def _kept(rule: Rule, statement: str) -> str:
    score = f"cast({SCORE} as integer)" if SCORE in rule.query.gives else "1"
    inputs = [
        f"cast({name} as {STORED[kind]}) as {name}" for name, kind in rule.entry.inputs.items()
    ]
    columns = ", ".join(["cast(id as varchar) as id", *inputs, f"{score} as {SCORE}"])
    return (
        f"create table {found_by(rule)} as select {columns} from ({statement}) "
        "where id is not null order by id"
    )


def in_duckdb(
    database: Database, method: Method, rules: list[Rule], exchange: Path
) -> dict[str, float]:
    """Run the rules over the loaded tables; seconds by rule."""
    seconds = {}
    for rule in rules:
        begun = perf_counter()
        database.execute(_kept(rule, rule.query.told(method.values(rule))))
        seconds[rule.id] = round(perf_counter() - begun, 2)
    return seconds


def in_spark(
    database: Database, method: Method, rules: list[Rule], exchange: Path
) -> dict[str, float]:
    """The same on Spark: the loaded tables go over as Parquet and the rows come back so. Raises
    `Unavailable` when Spark or Java is not there."""
    session = _session(exchange)
    try:
        for table in sorted({name for rule in rules for name in rule.query.tables}):
            path = exchange / f"{table}.parquet"
            database.execute(f"copy {table} to {quoted(str(path))} (format parquet)")
            session.read.parquet(str(path)).createOrReplaceTempView(table)
        seconds = {}
        for rule in rules:
            begun = perf_counter()
            rows = session.sql(rule.query.told(method.values(rule), "spark"))
            back = exchange / f"{rule.id}.spark"
            rows.write.parquet(str(back))
            database.execute(_kept(rule, f"from read_parquet({quoted(f'{back}/*.parquet')})"))
            seconds[rule.id] = round(perf_counter() - begun, 2)
        return seconds
    finally:
        session.stop()


def _session(exchange: Path) -> Any:
    try:
        builder = import_module("pyspark.sql").SparkSession.builder
    except ImportError as error:
        raise Unavailable(
            "Spark is hier niet geïnstalleerd.",
            rule="scan",
            remedy="Installeer openprisma[spark], of kies --engine duckdb.",
        ) from error
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.local.dir": str(exchange / "spark"),
        "spark.sql.warehouse.dir": str(exchange / "warehouse"),
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "8",
        "spark.io.encryption.enabled": "true",
        "spark.log.level": "ERROR",
    }
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = builder.master("local[2]").appName("openprisma")
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except Exception as error:  # what Spark raises without Java differs by version
        raise Unavailable(
            "Spark start niet.",
            rule="scan",
            remedy="Installeer Java 17, of kies --engine duckdb.",
        ) from error


ENGINES: dict[str, Engine] = {"duckdb": in_duckdb, "spark": in_spark}
