"""`openprisma offered --as X --file Y`: what somebody may do now, and why not the rest. Only in a
demo or test."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID

from openprisma.cli.answer import tell
from openprisma.files.queries import Why
from openprisma.gate import ledger
from openprisma.gate.birth import fit_to_start
from openprisma.gate.explain import Choice
from openprisma.gate.perform import perform
from openprisma.kernel.errors import BadInput
from openprisma.stories.region import person_id


def run(options: Any) -> int:
    """Read the file as that person and list the choices; leaves a line like every read."""
    fit_to_start()
    by, file = secrets.token_bytes(32), _uuid(options.file)
    ledger.call(
        "issue", by, person_id(options.region, options.person), "", "5 minutes", "opdrachtregel"
    )
    found: Why = perform(by, "waarom_lezen", file=file, handeling="waarom_lezen")
    rows = [
        {
            "act": c.act,
            "button": c.button,
            "allowed": c.allowed,
            "reasons": [r.as_dict() for r in c.reasons],
        }
        for c in found.head.choices
    ]
    lines = [_line(one) for one in found.head.choices]
    tell(rows, lines, as_json=options.json)
    return 0


def _line(one: Choice) -> str:
    """What somebody may do, or may not, and the first reason why not."""
    why = f" – {one.reasons[0].what} ({one.reasons[0].article})" if one.reasons else ""
    return f"{'mag' if one.allowed else 'mag niet'}: {one.button}{why}"


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise BadInput(
            f"'{text}' is geen dossier.", remedy="Gebruik het nummer uit het adres van de pagina."
        ) from error
