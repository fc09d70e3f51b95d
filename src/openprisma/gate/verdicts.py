"""A verdict for the log: norm ids, states and codes; no words of people, so that it may outlive the
data it judged."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from openprisma.engine.verdict import Verdict


def as_json(verdict: Verdict | None) -> str:
    """The verdict as canonical JSON, with a fingerprint of its facts; `{}` when nothing was
    judged."""
    if verdict is None:
        return "{}"
    facts = {path: plain(value) for path, value in verdict.facts.items()}
    told = {
        "act": verdict.act,
        "law": verdict.norm_set,
        "law_date": verdict.on.isoformat(),
        "facts": facts,
        "facts_hash": fingerprint(facts),
        "norms": {finding.norm.id: finding.state for finding in verdict.findings},
    }
    return _canonical(told)


def plain(value: Any) -> Any:
    """A fact as it is kept: a day in words, codes in order."""
    if isinstance(value, date):
        return value.isoformat()
    return sorted(value) if isinstance(value, frozenset | set) else value


def fingerprint(value: Any) -> str:
    """Sixteen letters that are others when what was said is another."""
    return hashlib.sha256(_canonical(value).encode()).hexdigest()[:16]


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
