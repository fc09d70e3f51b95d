"""How well the text check does on labelled sentences: `bench/data/forbidden_text_dev.jsonl`, or any
file of that shape."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from tests.language.long_texts import filled, hostile

from openprisma.language.check import Reading, check
from openprisma.language.finding import Finding

DEV = Path(__file__).parent / "data" / "forbidden_text_dev.jsonl"
# Written from the rules of the labels, before the list learned from them; from `cells` it never
# did.
SETS = Path(__file__).parents[1] / "tests" / "language" / "sets"
KINDS = {
    "nationality": "nationaliteit",
    "residence_status": "verblijfsstatus",
    "ethnicity": "afkomst",
    "religion": "godsdienst",
    "health": "gezondheid",
    "political": "politiek",
    "union": "vakbond",
    "sexual_orientation": "gerichtheid",
    "sexual_behaviour": "seksueel_gedrag",
    "genetic_biometric": "biometrie",
    "assumption": "aanname",
}


def text_check(path: Path = DEV) -> dict[str, Any]:
    """Shares in percent: forbidden sentences stopped with every labelled stretch marked as its
    kind; allowed ones stopped or marked at all; judgement sentences marked and not stopped. And
    milliseconds a sentence."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    check(rows[0]["text"])
    began = time.perf_counter()
    read = [(row, check(row["text"])) for row in rows]
    spent = (time.perf_counter() - began) * 1000 / len(rows)
    by = {
        verdict: [pair for pair in read if pair[0]["verdict"] == verdict]
        for verdict in ("forbidden", "allowed", "judgement")
    }
    return {
        "sentences": len(rows),
        "forbidden_stopped_and_marked": _share(
            by["forbidden"], lambda row, r: bool(r.certain) and _marked(row, r)
        ),
        "forbidden_stopped": _share(by["forbidden"], lambda row, r: bool(r.certain)),
        "allowed_stopped": _share(by["allowed"], lambda row, r: bool(r.certain)),
        "allowed_marked": _share(by["allowed"], lambda row, r: bool(r.findings)),
        "judgement_asked": _share(
            by["judgement"], lambda row, r: bool(r.possible) and not r.certain
        ),
        "forbidden_stopped_or_asked": _share(by["forbidden"], lambda row, r: bool(r.findings)),
        "milliseconds": round(spent, 2),
        "labels": _by_label(read),
        "aim": "forbidden_stopped_and_marked >= 95, allowed_stopped <= 5",
    }


def _marked(row: dict[str, Any], reading: Reading) -> bool:
    """Is every labelled stretch touched by a finding of its kind?"""
    return all(
        any(f.kind == KINDS[s["kind"]] and _touch(s, f) for f in reading.findings)
        for s in row["spans"]
    )


def text_check_sets() -> dict[str, Any]:
    """The same on sets of 200 to 224 sentences: a police report, an inspector's e-mail and those of
    a stranger, which the list learned from, and cells of a spreadsheet, which it did not."""
    return {path.stem: text_check(path) for path in sorted(SETS.glob("*.jsonl"))}


def _by_label(read: list[tuple[dict[str, Any], Reading]]) -> dict[str, dict[str, float | int]]:
    """Of each kind: how many stretches are labelled, the share of them that a finding of the kind
    touches, and the share of the findings of the kind that touch one; in percent."""
    table: dict[str, dict[str, float | int]] = {}
    for label, kind in KINDS.items():
        spans = [(r, s) for row, r in read for s in row["spans"] if s["kind"] == label]
        findings = [(row, f) for row, r in read for f in r.findings if f.kind == kind]
        hit = sum(any(_touch(s, f) for f in r.findings if f.kind == kind) for r, s in spans)
        right = sum(
            any(_touch(s, f) for s in row["spans"] if s["kind"] == label) for row, f in findings
        )
        table[label] = {
            "stretches": len(spans),
            "recall": round(100 * hit / max(1, len(spans)), 1),
            "precision": round(100 * right / max(1, len(findings)), 1),
        }
    return table


def _touch(span: dict[str, Any], finding: Finding) -> bool:
    return finding.start < span["end"] and span["start"] < finding.end


def _share(pairs: list[tuple[dict[str, Any], Reading]], holds: Any) -> float:
    return round(100 * sum(bool(holds(row, reading)) for row, reading in pairs) / len(pairs), 1)


def text_check_under_attack(length: int = 2_000, turns: int = 5) -> dict[str, Any]:
    """Texts made to cost as much as they can, at a length and at twice that: milliseconds, and how
    much longer the double takes. Twice is linear, four times the square. Beside them, an
    ordinary text as long."""
    double = hostile(2 * length) | {"ordinary": filled(ORDINARY, 2 * length)}
    single = hostile(length) | {"ordinary": filled(ORDINARY, length)}
    took = {name: (_least(single[name], turns), _least(double[name], turns)) for name in double}
    grown = {name: round(two / one, 1) for name, (one, two) in took.items()}
    worst = max(took, key=lambda name: took[name][1])
    return {
        "characters": 2 * length,
        "ordinary_milliseconds": round(took["ordinary"][1], 1),
        "worst": worst,
        "worst_milliseconds": round(took[worst][1], 1),
        "worst_over_ordinary": round(took[worst][1] / took["ordinary"][1], 1),
        "grows_most": max(grown.items(), key=lambda pair: pair[1]),
        "aim": "doubling takes about twice as long, whatever the text",
    }


ORDINARY = (
    "Bij de loods stonden vier wagens zonder kenteken. "
    "Een bezoeker haalde om tien uur een doos op en reed weg. "
)


def _least(text: str, turns: int) -> float:
    spent = []
    for _ in range(turns):
        began = time.perf_counter()
        check(text)
        spent.append((time.perf_counter() - began) * 1000)
    return min(spent)
