"""`openprisma scan run|check|rules`: run the rules of a kind of scan over files, look at the files
only, or list the rules and run their examples. Without a server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openprisma.cli.answer import tell
from openprisma.cli.days import day_of
from openprisma.kernel.errors import BadInput
from openprisma.scans.examples import run_examples
from openprisma.scans.method import Method, method
from openprisma.scans.rules import Rule, load_kind
from openprisma.scans.scan import Checked, Means, Scanned, check, outcome, scan, today


def run(options: Any) -> int:
    """Do one of the three; 1 when something is wrong. Raises `BadInput`."""
    return {"run": _run, "check": _check, "rules": _rules}[options.what](options)


def _run(options: Any) -> int:
    if not options.data or not options.out:
        raise BadInput("Hier horen --data en --out bij.", remedy="Noem twee mappen.")
    how = _method(options)
    done = scan(how, Path(options.data), Path(options.out), _means(options))
    tell(outcome(how, done), _found(how, done), as_json=options.json)
    return 0


def _check(options: Any) -> int:
    """Say what loading would keep out; nothing is run."""
    if not options.data:
        raise BadInput("Hier hoort --data bij.", remedy="Noem de map met bestanden.")
    out = Path(options.out) if options.out else None
    done = check(_method(options), Path(options.data), out, _means(options))
    value = {
        "bestanden": [
            {
                "bestand": one.source.name,
                "rijen": one.rows,
                "afgekeurd": one.wrong,
                "niet_geladen_kolommen": list(one.source.dropped),
            }
            for one in done.files
        ],
        "afgekeurd": [
            dict(zip(("bestand", "regel", "kolom", "reden", "herstel"), one.row(), strict=True))
            for one in done.rejects
        ],
    }
    tell(value, [*_files(done), *_rejected(done)], as_json=options.json)
    return 1 if done.wrong else 0


def _rules(options: Any) -> int:
    """The rules with what each was proved to read; every example of theirs must come out."""
    how = _method(options)
    wrong = [
        f"{one.rule}: “{one.example.name}” gaf {', '.join(id for id, _ in one.got) or 'niets'}"
        for one in run_examples(how.kind)
        if not one.good
    ]
    rows = [_plain(how, rule) for rule in how.kind.rules]
    lines = [
        f"{row['regel']} {row['titel']}: {row['staat_uit'] or 'Draait.'} "
        f"Leest {', '.join(row['leest'])}."
        for row in rows
    ]
    tell({"regels": rows, "fout": wrong}, [*lines, *wrong], as_json=options.json)
    return 1 if wrong else 0


def _method(options: Any) -> Method:
    return method(
        load_kind(options.kind),
        mode=options.mode,
        day=day_of(options.as_of) if options.as_of else today(),
        thresholds=Path(options.thresholds) if options.thresholds else None,
        decisions=Path(options.decisions) if options.decisions else None,
    )


def _means(options: Any) -> Means:
    return Means(
        engine=options.engine,
        memory=options.memory,
        names=Path(options.columns) if options.columns else None,
        strict=options.strict,
    )


def _plain(how: Method, rule: Rule) -> dict[str, Any]:
    return {
        "regel": rule.id,
        "versie": how.version(rule),
        "titel": rule.entry.title,
        "zegt": rule.entry.says,
        "leest": sorted(rule.query.reads),
        "personen": rule.entry.persons,
        "staat_uit": how.off(rule),
        "drempels": {name: f"{one.value:f}" for name, one in rule.entry.thresholds.items()},
        "voorbeelden": len(rule.entry.examples),
    }


def _found(how: Method, done: Scanned) -> list[str]:
    return [
        f"{how.kind.entry.title}, modus {how.mode}, peildatum {how.day}",
        *_files(done.checked),
        *(f"{one['wat']}: {one['gevonden']} van {one['van']}" for one in done.matches),
        *(f"{rule}: {many} vlaggen" for rule, many in done.ran.items()),
        *(f"{rule}: niet gedraaid. {why}" for rule, why in done.not_run.items()),
        f"{done.objects} objecten met een plaats, {done.unmatched} vlaggen zonder bekend object",
    ]


def _files(done: Checked) -> list[str]:
    return [
        f"{one.source.name}: {one.rows} rijen geladen, {one.wrong} afgekeurd"
        + (f", niet geladen: {', '.join(one.source.dropped)}" if one.source.dropped else "")
        for one in done.files
    ]


def _rejected(done: Checked) -> list[str]:
    return [
        f"{one.file}, regel {one.line}{one.column and f', {one.column}'}: {one.why}. {one.mend}"
        for one in done.rejects
    ]
