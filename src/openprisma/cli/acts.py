"""`openprisma act list`: every act with its parameters, the norms that bind it and the procedures
that offer it."""

from __future__ import annotations

from typing import Any

from openprisma.cli.answer import tell
from openprisma.gate.acts import registered
from openprisma.gate.law import lawbook, procedures
from openprisma.gate.outputs import described


def run(options: Any) -> int:
    """List them."""
    rows = [_plain(name) for name in sorted(registered())]
    lines = [
        f"{row['act']:26} {row['label']:36} {len(row['norms'])} normen; "
        f"{', '.join(row['offered_by'])}"
        for row in rows
    ]
    tell(rows, lines, as_json=options.json)
    return 0


def _plain(name: str) -> dict[str, Any]:
    entry, act = lawbook().vocabulary.acts[name], registered()[name]
    offers = [(p.id, o) for p in procedures().values() for o in p.offers if o.entry.act == name]
    return {
        "act": name,
        "label": entry.label,
        "purpose": entry.purpose,
        "writes": entry.writes,
        "parameters": act.parameters,
        "gives": described(act.output),
        "norms": sorted({n.id for n in lawbook().norms if name in n.acts}),
        "offered_by": sorted({p for p, _ in offers}),
        "offers": [{"procedure": p, "stage": o.stage, "by": list(o.entry.by)} for p, o in offers],
    }
