"""`openprisma story run|list`: plays stories on an empty embedded database of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from openprisma.cli.answer import tell
from openprisma.engine.reading import read
from openprisma.kernel.errors import BadInput, Unavailable
from openprisma.kernel.places import data
from openprisma.project.baseline import begin
from openprisma.project.cluster import Cluster, binaries


def run(options: Any) -> int:
    """List the stories, or play some or all."""
    paths = sorted(data("stories").glob("**/*.yaml"))
    if options.what == "list":
        rows = [{"name": path.stem, "story": read(path)["story"]} for path in paths]
        tell(rows, [f"{row['name']:40} {row['story']}" for row in rows], as_json=options.json)
        return 0
    if options.law:
        if not (Path(options.law) / "vocabulary.yaml").is_file():
            raise BadInput(
                f"In {options.law} staat geen wet.",
                remedy="Noem een map zoals `law`, met vocabulary.yaml erin.",
            )
        os.environ["OPENPRISMA_LAW"] = str(Path(options.law).resolve())
    return _on_empty(options, options.stories or [str(path) for path in paths])


def _on_empty(options: Any, names: list[str]) -> int:
    """A new cluster in a temporary folder, a database for each region; gone afterwards."""
    by_region: dict[str, list[str]] = {}
    for name in names:
        path = next((p for p in data("stories").glob("**/*.yaml") if p.stem == name), Path(name))
        by_region.setdefault(str(read(path).get("region", "den-haag")), []).append(name)
    with tempfile.TemporaryDirectory(prefix="op-") as folder:
        os.chmod(folder, 0o755)
        cluster = Cluster(binaries(), Path(folder)).start(fsync="off")
        try:
            results = [
                told
                for region, chosen in by_region.items()
                for told in _in_region(cluster, region, chosen)
            ]
        finally:
            cluster.stop()
    return _tell(options, results)


def _in_region(cluster: Cluster, region: str, names: list[str]) -> list[tuple[str, list[Any]]]:
    """Make a database with a region in it and play stories there, in a process of its own."""
    begin(cluster, region)
    environment = os.environ | {"DATABASE_URL": cluster.url(region), "OPENPRISMA_ROLE": "app"}
    program = [sys.executable, "-m", "openprisma.project.main"]
    made = [*program, "migrate", "--born", "test", "--region", region]
    subprocess.run(made, check=True, stdout=subprocess.DEVNULL, env=environment)
    done = subprocess.run(
        [*program, "play", "--tell", *names],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if not done.stdout:
        raise Unavailable("De verhalen zijn niet gespeeld.", remedy="Lees de regels hierboven.")
    return [(str(one["story"]), list(one["steps"])) for one in json.loads(done.stdout)]


def _tell(options: Any, results: list[tuple[str, list[Any]]]) -> int:
    lines = []
    for story, steps in results:
        bad = [step for step in steps if not step["good"]]
        lines.append(f"{'goed' if not bad else 'FOUT'}  {story} ({len(steps)} stappen)")
        lines += [
            f"      stap {s['nr']} {s['actor']} {s['act']}: "
            f"verwacht {s['expected']}, werd {s['got']}. {s['why']}"
            for s in bad
        ]
    tell(
        [{"story": story, "steps": steps} for story, steps in results], lines, as_json=options.json
    )
    return 0 if all(step["good"] for _, steps in results for step in steps) else 1
