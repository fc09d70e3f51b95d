"""`openprisma reference`: makes `docs/reference` from law, procedures, addresses, stories,
invariants and the rules of scans."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

from django.urls import URLPattern, get_resolver

from openprisma.engine.lawbook import Lawbook
from openprisma.engine.norms import Norm
from openprisma.engine.procedures import Procedure
from openprisma.engine.readings import KINDS, NAMES
from openprisma.gate.law import lawbook, procedures
from openprisma.kernel.errors import Unavailable
from openprisma.kernel.places import data
from openprisma.proof.invariants import Invariants, load_invariants
from openprisma.proof.readings import NO_NORM, STATES, Table, table_of
from openprisma.proof.reference import Row, Standing, diagram, matrix, standings
from openprisma.proof.rights import Wanted, load_rights
from openprisma.scans import listed
from openprisma.scans.rules import kinds, load_kind
from openprisma.stories.told import told

WHERE = Path("docs") / "reference"
MADE = "<!-- Gemaakt door `openprisma reference`. Niet met de hand wijzigen. -->"


def run(options: Any) -> int:
    """Write the files; with `--check` only say whether they are what they would be."""
    folder = data("law").parent / WHERE
    old = [name for name, text in pages().items() if _now(folder / name) != text]
    if options.check:
        if old:
            raise Unavailable(
                f"{', '.join(old)} is oud.",
                rule="docs/reference",
                remedy="Voer `openprisma reference` uit.",
            )
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")
    return 0


def _now(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def pages() -> dict[str, str]:
    """The pages by name. Norms as they read on the last day on which the law files change
    anything."""
    book, methods = lawbook(), procedures()
    wanted = load_rights(data("law") / "autorisatiematrix.yaml", book, methods)
    invariants = load_invariants(data("law") / "invarianten.yaml", book.vocabulary, wanted)
    norms = book.on(max(norm.valid_from for norm in book.norms)).norms
    stories = told()
    rows = list(matrix(book, norms, methods, invariants, screens(), stories))
    return {
        "normen.md": _norms(rows),
        "lezing.md": _reading(table_of(data("law"), book, stories)),
        "bepalingen.md": _provisions(book),
        "werkwijzen.md": _methods(book, norms, methods, wanted),
        "invarianten.md": _invariants(invariants),
        "autorisatiematrix.md": _rights(book, methods, wanted),
        "scanregels.md": _scans(),
    }


def screens() -> dict[str, list[str]]:
    """By act, the addresses that stand for it."""
    found: dict[str, list[str]] = defaultdict(list)
    for pattern in get_resolver().url_patterns:
        declared = (
            getattr(pattern.callback, "declared", None) if isinstance(pattern, URLPattern) else None
        )
        if declared is not None and declared.act:
            found[declared.act].append(f"/{pattern.pattern}".replace("<uuid:", "<"))
    return found


def _table(heads: list[str], rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return "\n".join(
        [
            *lines,
            *("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows),
        ]
    )


def _norms(rows: list[Row]) -> str:
    heads = [
        "norm",
        "artikel",
        "zegt",
        "stand",
        "handelingen",
        "schermen",
        "geweigerd in",
        "gedaan in",
        "bewijs",
    ]
    cells = [
        [
            f"`{r.norm.id}`",
            r.norm.short,
            r.norm.entry.says,
            r.state,
            r.acts,
            r.screens,
            r.refused,
            r.done,
            r.proof,
        ]
        for r in rows
    ]
    intro = (
        "Elke norm: bij welk artikel zij hoort, welke handelingen zij bindt, op welke schermen die "
        "staan, in welk verhaal zij weigert, in welk de handeling doorgaat, en wat haar bewijst."
    )
    return f"# Normen\n\n{MADE}\n\n{intro}\n\n{_table(heads, cells)}\n"


def _provisions(book: Lawbook) -> str:
    rows = [
        [
            p.id,
            article.entry.citation,
            p.text,
            p.stands,
            " ".join([*(f"`{norm}`" for norm in p.norms), p.told]).strip(),
        ]
        for article in book.articles.values()
        for p in article.entry.provisions
    ]
    intro = (
        "Bepalingen die geen eigen norm zijn: als plicht, met wie en wanneer; als bevoegdheid of "
        "begrip; in andere normen; of uitgesteld, met de reden."
    )
    heads = ["bepaling", "artikel", "in het kort", "stand", "wie en wanneer, of waarom"]
    return f"# Bepalingen\n\n{MADE}\n\n{intro}\n\n{_table(heads, rows)}\n"


def _reading(table: Table) -> str:
    """How we read each provision, a table for each statute."""
    heads = [
        "bepaling",
        "onze lezing",
        "soort",
        "normen",
        "zekerheid",
        "mag in",
        "geweigerd in",
        "stand",
    ]
    tables: dict[str, list[list[str]]] = defaultdict(list)
    for row in table.rows():
        entry = row.reading.entry
        more = " ".join(part for part in (row.told, entry.note) if part)
        tables[row.reading.statute].append(
            [
                row.reading.cited,
                entry.reading,
                KINDS[entry.kind],
                ", ".join(f"`{norm.id}`" for norm in row.norms) or NO_NORM,
                row.certainty,
                row.allowed,
                row.refused,
                STATES[row.state] + (f": {more}" if more else ""),
            ]
        )
    intro = (
        "Wat elke bepaling volgens ons zegt, in één zin en in eigen woorden, met de normen die "
        "haar uitvoeren, een verhaal waarin het mag en een waarin het wordt geweigerd. Wat geen "
        "norm is, heeft een stand. `openprisma law check` zegt het als een bepaling ontbreekt."
    )
    parts = [f"# Lezing\n\n{MADE}\n\n{intro}"]
    for statute, rows in tables.items():
        read = table.readings.read[statute]
        parts.append(f"## {NAMES[statute]}\n\nGelezen: {read}.\n\n{_table(heads, rows)}")
    return "\n\n".join(parts) + "\n"


def _scans() -> str:
    """The rules of each kind of scan."""
    intro = (
        "De regels van elke soort scan, zoals zij in `scans/kinds` staan. Wat een regel leest, "
        "volgt uit haar tekst. Een vlag zegt nooit dat iemand iets verkeerd deed."
    )
    parts = [f"# Scanregels\n\n{MADE}\n\n{intro}"]
    for kind in map(load_kind, kinds()):
        parts += [listed.heading(kind), _table(list(listed.HEADS), listed.rows(kind))]
    return "\n\n".join(parts) + "\n"


def _methods(
    book: Lawbook, norms: tuple[Norm, ...], methods: dict[str, Procedure], wanted: Wanted
) -> str:
    intro = (
        "Bij elke stap: wie wat mag, en welke normen dan oordelen. "
        "Wie er niet bij staat, krijgt de handeling niet aangeboden."
    )
    parts = [f"# Werkwijzen\n\n{MADE}\n\n{intro}"]
    for method in methods.values():
        if method.entry.stages:
            parts.append(f"## {method.entry.title}\n\n```mermaid\n{diagram(method)}\n```")
            parts += [
                _stage(method, stage.title, standings(book, norms, wanted, method, stage.stage))
                for stage in method.entry.stages
            ]
    return "\n\n".join(parts) + "\n"


def _stage(method: Procedure, title: str, offered: list[Standing]) -> str:
    rows = [
        [
            one.label,
            ", ".join(one.roles),
            " ".join(one.why),
            ", ".join(method.stage(to).title for to in one.leads_to) or "blijft",
            ", ".join(f"`{norm}`" for norm in one.norms) or "geen met een voorwaarde",
        ]
        for one in offered
    ]
    heads = [
        "handeling",
        "aangeboden aan",
        "waarom",
        "leidt naar",
        "mag niet, als een van deze weigert",
    ]
    return f"### {title}\n\n{_table(heads, rows)}"


def _rights(book: Lawbook, methods: dict[str, Procedure], wanted: Wanted) -> str:
    """Who may do what, in the sentences of the participants."""
    acts, roles = (
        book.vocabulary.acts,
        book.vocabulary.lists["functies"]
        | book.vocabulary.lists["rollen"]
        | {"iedereen": "iedereen"},
    )
    rows = [
        [
            rule.says,
            ", ".join(map(roles.__getitem__, rule.roles)),
            ", ".join(acts[act].label for act in rule.acts),
            ", ".join(_places(methods, wanted, rule.at)),
            ", ".join(f"`{source}`" for source in rule.source),
        ]
        for rule in wanted.rules
    ]
    intro = (
        "Wat de deelnemers willen (aangenomen, Q20). "
        "`openprisma prove` legt dit naast wat de werkwijzen aanbieden."
    )
    table = _table(["afspraak", "wie", "wat", "bij welke stap", "bron"], rows)
    return f"# Autorisatiematrix\n\n{MADE}\n\n{intro}\n\n{table}\n"


def _places(methods: dict[str, Procedure], wanted: Wanted, at: tuple[str, ...]) -> list[str]:
    """How a person reads where a right holds."""
    stages = {
        stage.stage: stage.title for method in methods.values() for stage in method.entry.stages
    }
    found = []
    for place in at:
        method, _, begin = place.partition("/")
        if method in methods:
            found.append(
                f"{methods[method].entry.title}: {'voordat het er is' if begin else 'elke stap'}"
            )
        else:
            found += [
                stages[one] for one in wanted.groups.get(place.removeprefix("groep:"), (place,))
            ]
    return list(dict.fromkeys(found))


def _invariants(invariants: Invariants) -> str:
    heads = ["naam", "zegt", "bron"]

    def listed(kinds: tuple[Any, ...]) -> str:
        return _table(heads, [[f"`{one.id}`", one.says, ", ".join(one.source)] for one in kinds])

    parts = [
        f"# Invarianten\n\n{MADE}\n\nGezocht in elk geval dat er kan zijn: `openprisma prove`.",
        f"## Wat in elk geval klopt\n\n{listed(invariants.norms)}",
        f"## Wat moet kunnen\n\n{listed(invariants.possible)}",
        f"## Wie het mag\n\n{listed(invariants.offers)}",
    ]
    return "\n\n".join(parts) + "\n"
