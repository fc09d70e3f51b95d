"""`openprisma law list|show|check|diff`: the norms, one norm, every check that needs no database,
and what a change changed."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from openprisma.cli.answer import tell
from openprisma.cli.days import day_of
from openprisma.engine.citations import STATUTES, short_citation
from openprisma.engine.coverage import gaps_in_law, gaps_in_references
from openprisma.engine.examples import run_examples
from openprisma.engine.norms import PROVISION_STATES, Article, Norm, ProvisionEntry
from openprisma.engine.targets.dutch import in_dutch
from openprisma.gate.checks import gaps
from openprisma.gate.law import lawbook, procedures
from openprisma.kernel.errors import BadInput
from openprisma.kernel.places import data
from openprisma.language.lexicon import WORDS, load
from openprisma.proof.differences import Difference, differences
from openprisma.proof.forgotten import forgotten
from openprisma.proof.readings import gaps_in_readings, table_of
from openprisma.stories.told import told


def run(options: Any) -> int:
    """Answer one of the four."""
    return {"list": _list, "show": _show, "check": _check, "diff": _diff}[options.what](options)


def _list(options: Any) -> int:
    """Norms and the provisions that are none, in the order of the files; of one state, when
    asked. Raises `BadInput`."""
    if options.state not in ("", "modelled", *PROVISION_STATES):
        raise BadInput(
            f"'{options.state}' is geen stand.",
            remedy=f"Kies modelled, {', '.join(PROVISION_STATES)}.",
        )
    rows = [
        row
        for article in lawbook().articles.values()
        for row in (
            *(_plain(norm) for norm in article.norms),
            *(_provision(article, one) for one in article.entry.provisions),
        )
        if options.state in ("", row["state"])
    ]
    lines = [f"{r['id']:42} {r['stands']:16} {r['certainty']:9} {r['says']}" for r in rows]
    tell(rows, lines, as_json=options.json)
    return 0


def _show(options: Any) -> int:
    found = [n for n in lawbook().norms if n.id.startswith(options.norm)] if options.norm else []
    lines = [
        f"{n.id} ({n.short})\n  {n.entry.says}\n  Weigering: {n.entry.refusal} {n.entry.remedy}"
        for n in found
    ]
    tell(
        [_plain(n) for n in found],
        lines or [f"er is geen norm '{options.norm}'"],
        as_json=options.json,
    )
    return 0 if found else 1


def _check(options: Any) -> int:
    """Examples, gaps between law and code, norms without an allowed and a refused example,
    references to paragraphs, what the two sheets beside the working methods miss, and the word
    list."""
    load(WORDS, every=True)  # raises when a phrase of it cannot be read
    unread = list(gaps_in_readings(table_of(data("law"), lawbook(), told())))
    outcomes = list(run_examples(lawbook()))
    wrong = unread + [
        f"{o.article}: “{o.example.name}” gaf {o.got}, verwacht {o.example.expect}"
        for o in outcomes
        if not o.good
    ]
    wrong += [*gaps(), *gaps_in_law(lawbook()), *gaps_in_references(data("law"), lawbook())]
    wrong += forgotten(data("law"), lawbook(), procedures())
    value = {"examples": len(outcomes), "norms": len(lawbook().norms), "wrong": wrong}
    tell(
        value,
        [*wrong, f"{len(outcomes)} voorbeelden, {len(lawbook().norms)} normen, {len(wrong)} fout"],
        as_json=options.json,
    )
    return 1 if wrong else 0


def _diff(options: Any) -> int:
    """What the law of a second day judges differently from that of a first: by reason, with a case
    of one act in words."""
    before, after = day_of(options.norm), day_of(options.until)
    found = list(differences(lawbook(), before, after))
    groups: dict[tuple[str, tuple[str, ...]], list[Difference]] = {}
    for one in found:
        groups.setdefault((one.became, one.norms[:1]), []).append(one)
    lines = [
        line for (became, norms), those in groups.items() for line in _group(became, norms, those)
    ]
    tell(
        [asdict(one) for one in found],
        [*lines, f"{len(found)} handelingen, {before} tegen {after}"],
        as_json=options.json,
    )
    return 0


def _group(became: str, norms: tuple[str, ...], those: list[Difference]) -> list[str]:
    words = lawbook().vocabulary
    cited = ", ".join(short_citation(norm) for norm in norms) or "een grond die er niet was"
    acts = [words.acts[one.act].label for one in those]
    case = [
        f"    {words.fields[path].label}: {words.label(path, value)}"
        for path, value in those[0].case.items()
    ]
    named = ", ".join(acts[:6]) + (f" en {len(acts) - 6} andere" if len(acts) > 6 else "")
    return [
        f"{became.capitalize()}, om {cited}: {named}.",
        f"  Bijvoorbeeld {acts[0].lower()}:",
        *case,
    ]


def _plain(norm: Norm) -> dict[str, Any]:
    words = lawbook().vocabulary
    return {
        "id": norm.id,
        "citation": norm.short,
        "kind": norm.kind,
        "acts": list(norm.acts),
        "certainty": norm.certainty,
        "says": norm.entry.says,
        "reads": in_dutch(norm.condition, words),
        "kernel": norm.entry.kernel,
        "show_to": norm.entry.show_to,
        "valid_from": norm.valid_from,
        "question": norm.entry.question,
        "state": "deferred" if norm.entry.awaits else "modelled",
        "stands": "uitgesteld" if norm.entry.awaits else "norm",
        "awaits": norm.entry.awaits,
        "refusal": norm.entry.refusal,
        "remedy": norm.entry.remedy,
    }


def _provision(article: Article, provision: ProvisionEntry) -> dict[str, Any]:
    return {
        "id": f"{article.statute}:{provision.id}",
        "citation": f"{provision.id} {STATUTES.get(article.statute, article.statute)}",
        "certainty": provision.certainty,
        "says": provision.text,
        "state": provision.state,
        "stands": provision.stands,
        "told": provision.told,
        "norms": list(provision.norms),
    }
