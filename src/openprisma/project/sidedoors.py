"""`openprisma sidedoors`: is there any way to what somebody may not read? On a world of its own,
gone afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django

from openprisma.cli.answer import tell
from openprisma.project.baseline import begin
from openprisma.project.cluster import Cluster, binaries

if TYPE_CHECKING:
    from openprisma.sidedoors.running import Run

# How many of all combinations are asked: one in so many, unless --all or --sample says otherwise.
USUAL, FEW = 12, 60
NAMES = {"read": "lezen", "write": "schrijven", "races": "twee tegelijk", "resources": "middelen"}


def run(options: Any) -> int:
    """Make a world, ask at every door, tell what was found; 1 when anything leaks."""
    with tempfile.TemporaryDirectory(prefix="op-") as folder:
        os.chmod(folder, 0o755)
        cluster = Cluster(binaries(), Path(folder)).start(fsync="off", max_connections="120")
        try:
            done = _run(options, cluster)
        finally:
            cluster.stop()
    tell(_value(done), _lines(done), as_json=options.json)
    return 1 if done.wrong else 0


def _run(options: Any, cluster: Cluster) -> Run:
    begin(cluster, "wereld")
    environment = {
        "DATABASE_URL": cluster.url("wereld"),
        "OPENPRISMA_ROLE": "app",
        "OPENPRISMA_SECRET": "zijdeuren" * 8,
    }
    os.environ.update(environment)
    made = [
        sys.executable,
        "-m",
        "openprisma.project.main",
        "migrate",
        "--born",
        "demo",
        "--region",
        "den-haag",
    ]
    subprocess.run(
        made, check=True, stdout=subprocess.DEVNULL, env=os.environ | {"OPENPRISMA_ROLE": "owner"}
    )
    django.setup()
    # Reads tables, so after Django has its settings.
    running = import_module("openprisma.sidedoors.running")
    place = running.Place(cluster.connect, cluster.copy_database, cluster.logs, _command)
    sample = options.sample or (1 if options.all else FEW if options.short else USUAL)
    done: Run = running.run(
        place,
        short=options.short,
        sample=sample,
        parts=os.cpu_count() or 1,
        sabotage=options.sabotage,
        sides=tuple(options.side or running.SIDES),
    )
    return done


def _command(line: list[str]) -> int:
    """A command line in this process, where Django has been set up already."""
    options = import_module("openprisma.project.main").parser().parse_args(line)
    return int(import_module(options.module).run(options))


def _value(done: Run) -> dict[str, Any]:
    hidden, absent = done.timing()
    return {
        "wrong": [asdict(one) for one in done.wrong],
        "asked": dict(done.found.asked) | {"naam in een handeling": done.world.tried.times},
        "doors": len(done.found.doors),
        "cells": len(done.found.cells),
        "canaries": len(done.canaries.spots),
        "columns": len(done.canaries.columns),
        "acts_tried": sorted(done.world.tried.acts),
        "acts_done": sorted(done.world.acts),
        "sides": list(done.sides),
        "shown": sorted(done.found.shown),
        "never_shown": sorted(
            {f"{t}.{c}" for t, c in done.canaries.columns} - done.found.shown.keys()
        ),
        "empty": sorted(f"{t}.{c}" for t, c in done.canaries.empty),
        "sample": done.sample,
        "median_ms": {"hidden": round(hidden * 1000, 2), "absent": round(absent * 1000, 2)},
        "guards": [asdict(one) | {"noticed": one.noticed} for one in done.caught],
        "policies": {"made_weaker": done.policies, "unnoticed": [one.name for one in done.weak]},
        "seconds": {name: round(value) for name, value in done.seconds.items()},
    }


def _lines(done: Run) -> list[str]:
    value = _value(done)
    several = Counter((one.check, one.door, one.says) for one in done.wrong)
    lines = [
        f"FOUT {check} · {door}: {says} ({times} keer)"
        for (check, door, says), times in several.most_common()
    ]
    asked = ", ".join(f"{name} {times}" for name, times in sorted(value["asked"].items()))
    took = ", ".join(f"{part} {seconds}" for part, seconds in value["seconds"].items())
    lines += [
        f"{value['canaries']} lokazen in {value['columns']} kolommen met tekst; "
        f"{len(value['never_shown'])} toonde geen deur",
        f"{value['doors']} deuren, {value['cells']} combinaties van rol, betrokkenheid en stand; "
        f"1 op de {done.sample} gevraagd",
        f"gevraagd: {asked}",
        f"mediaan van een antwoord: verborgen {value['median_ms']['hidden']} ms, afwezig "
        f"{value['median_ms']['absent']} ms",
        *(_guard(one) for one in done.caught),
        *(
            [f"beleid verzwakt: {done.policies}, waarvan niet gemerkt: {len(done.weak)}"]
            if done.policies
            else []
        ),
        *(f"  {one.name}" for one in done.weak),
        f"duur in seconden: {took}",
        f"kanten: {', '.join(NAMES[one] for one in done.sides)}",
        "geen lek gevonden" if not done.wrong else f"{len(done.wrong)} keer fout",
    ]
    return lines


def _guard(one: Any) -> str:
    if not one.noticed:
        return (
            f"wacht kapot: {one.guard}: niets gemerkt en niets gelekt: "
            "een andere wacht hield het tegen"
        )
    return (
        f"wacht kapot: {one.guard}: bij de start {one.at_start}, in de database {one.in_database}, "
        f"aan de deuren {one.at_doors}, en {one.broke} bladzijden zonder antwoord"
    )
