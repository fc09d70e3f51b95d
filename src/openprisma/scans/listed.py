"""The rules as a page: what each finds, reads and asks, and what may as well be true."""

from __future__ import annotations

from openprisma.scans.entries import ThresholdEntry
from openprisma.scans.rules import Kind, Rule
from openprisma.scans.wording import in_dutch

MODES = {"gemeente": "gemeente", "wgs": "Wgs"}
PERSONS = {
    "geen": "nee",
    "organisaties": "alleen organisaties",
    "natuurlijk": "ja, ook mensen",
}
HEADS = (
    "regel",
    "zegt",
    "drempels",
    "leest",
    "over personen",
    "draait in",
    "gewicht",
    "kan ook zijn",
)


def heading(kind: Kind) -> str:
    """The head of a kind, with what it is and by what version."""
    entry = kind.entry
    return (
        f"## {entry.title}\n\n{entry.says} Methode {entry.version}; "
        f"zonder keuze draait zij als {MODES[entry.default_mode]}. "
        f"Bronnen: {', '.join(entry.source)}."
    )


def rows(kind: Kind) -> list[list[str]]:
    """A row for each rule, under `HEADS`."""
    return [_row(kind, rule) for rule in kind.rules]


def _row(kind: Kind, rule: Rule) -> list[str]:
    entry = rule.entry
    off = f" Staat uit totdat een besluit is vastgelegd: {entry.switch}." if entry.switch else ""
    weak = "" if entry.alone else "; alleen zegt zij niets"
    return [
        f"`{entry.rule}` {entry.title}, versie {entry.version}",
        entry.says,
        "; ".join(_threshold(name, one) for name, one in entry.thresholds.items()) or "geen",
        ", ".join(f"`{path}`" for path in sorted(rule.query.reads)),
        PERSONS[entry.persons] + off,
        ", ".join(MODES[mode] for mode in entry.modes),
        f"{entry.weight}, {kind.entry.groups[entry.speaks_of].lower()}{weak}",
        " ".join(entry.innocent),
    ]


def _threshold(name: str, one: ThresholdEntry) -> str:
    return f"{name} {in_dutch(one.value)} {one.unit} ({one.basis})"
