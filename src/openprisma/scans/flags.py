"""What a scan says: a flag by rule and unit, with its inputs, a sentence, and what may as well be
true."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

from openprisma.kernel.days import in_words
from openprisma.scans.conversions import quoted
from openprisma.scans.database import Database
from openprisma.scans.engines import found_by
from openprisma.scans.method import Method
from openprisma.scans.rules import PLACEHOLDER, Rule
from openprisma.scans.wording import in_dutch

HEADS = ("regel", "id", "versie", "invoer", "uitleg", "onschuldig")
MONTHS = [in_words(date(2000, month, 1)).split()[1] for month in range(1, 13)]


def write(database: Database, method: Method, rules: list[Rule], folder: Path) -> dict[str, int]:
    """`flags.parquet` and `flags.json` in a folder, in the order of rule and unit; how many by
    rule."""
    told = " union all ".join(_flags(rule, method) for rule in rules) or _none()
    database.execute(f"create view vlaggen as {told}")
    parquet, text = (quoted(str(folder / f"flags.{form}")) for form in ("parquet", "json"))
    database.execute(f"copy (select * from vlaggen) to {parquet} (format parquet)")
    objects = "regel, id, versie, cast(invoer as json) as invoer, uitleg, onschuldig"
    database.execute(f"copy (select {objects} from vlaggen) to {text} (format json, array true)")
    return {rule.id: database.one(f"select count(*) from {found_by(rule)}") for rule in rules}


def tell(folder: Path, name: str, method: Method) -> None:
    """Beside `flags.json` the same flags with what they were made under: kind, mode and day. Of a
    flag alone nobody can say whether it was found under the Wgs."""
    said = {
        "soort": method.kind.entry.kind,
        "methode": method.kind.entry.version,
        "modus": method.mode,
        "peildatum": method.day.isoformat(),
    }
    head = json.dumps(said, ensure_ascii=False)[:-1]
    with (
        (folder / "flags.json").open(encoding="utf-8") as source,
        (folder / name).open("w", encoding="utf-8") as target,
    ):
        target.write(f'{head}, "vlaggen": ')
        shutil.copyfileobj(source, target)
        target.write("}")


def _none() -> str:
    columns = ", ".join(f"'' as {head}" for head in HEADS)
    return f"select {columns} where false"


def _flags(rule: Rule, method: Method) -> str:
    fields = ", ".join(f"{name} := {name}" for name in rule.entry.inputs)
    return (
        f"select {quoted(rule.id)} as regel, id, {quoted(method.version(rule))} as versie, "
        f"cast(to_json(struct_pack({fields})) as varchar) as invoer, "
        f"{sentence(rule, method)} as uitleg, "
        f"{quoted(' '.join(rule.entry.innocent))} as onschuldig from {found_by(rule)}"
    )


def sentence(rule: Rule, method: Method) -> str:
    """The sentence of a flag, as SQL that fills in its values."""
    values, parts, at = method.values(rule), [], 0
    for found in PLACEHOLDER.finditer(rule.entry.says):
        parts.append(quoted(rule.entry.says[at : found.start()]))
        name, at = found[1], found.end()
        kind = rule.entry.inputs.get(name)
        parts.append(_shown(name, kind) if kind else quoted(in_dutch(values[name])))
    return " || ".join([*parts, quoted(rule.entry.says[at:])])


def _thousands(x: str) -> str:
    return f"replace(format('{{:,}}', cast(round({x}) as bigint)), ',', '.')"


def _shown(name: str, kind: str) -> str:
    """A value as people read it, as SQL; what is not known is said so."""
    match kind:
        case "dag":
            months = ", ".join(map(quoted, MONTHS))
            text = f"day({name}) || ' ' || ([{months}])[month({name})] || ' ' || year({name})"
        case "bedrag":
            text = f"'€ ' || {_thousands(name)}"
        case "aantal" | "maat":
            text = _thousands(name)
        case "janee":
            text = f"case when {name} then 'ja' when not {name} then 'nee' end"
        case _:
            text = f"cast({name} as varchar)"
    return f"coalesce({text}, 'onbekend')"
