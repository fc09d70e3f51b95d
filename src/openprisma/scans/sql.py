"""The SQL of a rule: read as a tree, so that what it touches is proved from its text, and told to
another engine in its own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlglot import exp, parse
from sqlglot.errors import OptimizeError, ParseError, SqlglotError, TokenError
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import traverse_scope

from openprisma.kernel.errors import LawError

Value = int | Decimal | str | date
WRITTEN = "duckdb"  # the dialect of the files

# What a rule may be made of: functions of values and groups. Anything else, such as a function that
# opens a file, is refused by not being here.
FUNCTIONS = (
    exp.Abs,
    exp.Cast,
    exp.Case,
    exp.If,
    exp.Coalesce,
    exp.Count,
    exp.DateDiff,
    exp.Exists,
    exp.Greatest,
    exp.Lag,
    exp.Least,
    exp.Left,
    exp.Max,
    exp.Min,
    exp.RowNumber,
    exp.Sum,
    exp.Year,
    exp.And,
    exp.Or,
)

# What hides what is read, or gives another answer on another day.
REFUSED = (
    exp.DDL,
    exp.DML,
    exp.Command,
    exp.Into,
    exp.Dot,
    exp.Lateral,
    exp.Limit,
    exp.Parameter,
    exp.Pivot,
    exp.PositionalColumn,
    exp.TableSample,
)


@dataclass(frozen=True)
class Query:
    """One select, proved. `reads` are `table.column`; `gives` the columns it returns, in order;
    `asks` the names it takes with a `$`."""

    tree: exp.Query
    reads: frozenset[str]
    gives: tuple[str, ...]
    asks: frozenset[str]

    @property
    def tables(self) -> frozenset[str]:
        """The tables it reads, also those of which it only counts rows."""
        return frozenset(path.partition(".")[0] for path in self.reads)

    def told(self, values: dict[str, Value], dialect: str = WRITTEN) -> str:
        """The statement with its values written in, for an engine."""

        def fill(node: exp.Expression) -> exp.Expression:
            return _literal(values[node.name]) if isinstance(node, exp.Placeholder) else node

        return str(self.tree.copy().transform(fill).sql(dialect=dialect))


def _literal(value: Value) -> exp.Expression:
    if isinstance(value, date):
        return exp.cast(exp.Literal.string(value.isoformat()), "date")
    if isinstance(value, str):
        return exp.Literal.string(value)
    return exp.Literal.number(str(value))


def prove(text: str, schema: dict[str, dict[str, str]], *, where: str) -> Query:
    """What a statement reads and gives. Raises `LawError` when it is not exactly one select over
    declared tables and columns, or uses a function a rule has no need of."""
    tree = _one_select(text, where)
    own = {cte.alias for cte in tree.find_all(exp.CTE)}
    if hidden := sorted(own & set(schema)):
        raise LawError(
            f"sql noemt een eigen tussenstap {hidden[0]}; zo heet al een tabel", where=where
        )
    for table in tree.find_all(exp.Table):
        _declared(table, schema, own, where)
    for node in tree.walk():
        _harmless(node, where)
    asks = frozenset(node.name for node in tree.find_all(exp.Placeholder))
    gives = tuple(tree.named_selects)
    try:
        clear: Any = qualify(
            tree.copy(), schema=dict(schema), dialect=WRITTEN, quote_identifiers=False
        )
    except (OptimizeError, SqlglotError) as error:
        raise LawError(f"sql: {_short(error)}", where=where) from error
    return Query(tree, _reads(clear, schema), gives, asks)


def _one_select(text: str, where: str) -> exp.Query:
    try:
        found = [one for one in parse(text, read=WRITTEN) if one is not None]
    except (ParseError, TokenError) as error:
        raise LawError(f"sql is niet te lezen: {_short(error)}", where=where) from error
    if len(found) != 1 or not isinstance(found[0], exp.Select | exp.SetOperation):
        raise LawError("sql mag alleen één select zijn", where=where)
    return found[0]


def _declared(
    table: exp.Table, schema: dict[str, dict[str, str]], own: set[str], where: str
) -> None:
    plain = isinstance(table.this, exp.Identifier) and not (table.args.get("db"))
    if not plain or table.this.args.get("quoted"):
        raise LawError(
            f"sql leest {table.sql(WRITTEN)}; een regel leest alleen aangegeven tabellen",
            where=where,
        )
    if table.name not in schema and table.name not in own:
        raise LawError(
            f"sql leest de tabel {table.name}, die niet in tabellen.yaml staat", where=where
        )


def _harmless(node: Any, where: str) -> None:
    if isinstance(node, exp.Func) and not isinstance(node, FUNCTIONS):
        raise LawError(
            f"sql gebruikt {node.sql(WRITTEN)[:60]}; die functie mag een regel niet gebruiken",
            where=where,
        )
    if isinstance(node, exp.Star) and not isinstance(node.parent, exp.Count):
        raise LawError("sql noemt geen kolommen, maar *; noem ze één voor één", where=where)
    odd = bool(isinstance(node, exp.Join) and node.method)
    odd = odd or bool(isinstance(node, exp.Column) and node.args.get("db"))
    if odd or isinstance(node, REFUSED):
        raise LawError(f"sql gebruikt {node.sql(WRITTEN)[:60]}; dat mag niet", where=where)


def _reads(clear: exp.Expression, schema: dict[str, dict[str, str]]) -> frozenset[str]:
    """Every column of a declared table, from every part of the statement."""
    found: set[str] = set()
    for scope in traverse_scope(clear):
        tables = {
            alias: source.name
            for alias, source in scope.sources.items()
            if isinstance(source, exp.Table)
        }
        found |= {f"{name}." for name in tables.values() if name in schema}
        for column in scope.columns:
            if column.table in tables and tables[column.table] in schema:
                found.add(f"{tables[column.table]}.{column.name}")
    whole = {path.partition(".")[0] for path in found if not path.endswith(".")}
    return frozenset(path for path in found if path[:-1] not in whole)


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:160]
