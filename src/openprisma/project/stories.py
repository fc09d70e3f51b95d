"""`openprisma story run|list`: plays stories on an empty embedded database of their own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

import django

from openprisma.cli.answer import tell
from openprisma.engine.reading import read
from openprisma.kernel.places import data
from openprisma.project.cluster import Cluster, binaries


def run(options: Any) -> int:
    """List the stories, or play some or all."""
    paths = sorted(data("stories").glob("**/*.yaml"))
    if options.what == "list":
        rows = [{"name": path.stem, "story": read(path)["story"]} for path in paths]
        tell(rows, [f"{row['name']:40} {row['story']}" for row in rows], as_json=options.json)
        return 0
    return _on_empty(options, options.stories or [str(path) for path in paths])


def _on_empty(options: Any, names: list[str]) -> int:
    """A new cluster in a temporary folder; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="op-") as folder:
        os.chmod(folder, 0o755)
        cluster = Cluster(binaries(), Path(folder)).start(fsync="off")
        try:
            cluster.make_database("verhalen")
            os.environ["DATABASE_URL"] = cluster.url("verhalen")
            command = [
                sys.executable,
                "-m",
                "openprisma.project.main",
                "migrate",
                "--born",
                "test",
                "--region",
                "den-haag",
            ]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            os.environ["OPENPRISMA_ROLE"] = "app"
            django.setup()
            return _play(options, names, cluster)
        finally:
            cluster.stop()


def _play(options: Any, names: list[str], cluster: Cluster) -> int:
    results = import_module("openprisma.stories.testing").play_all(names, cluster.connect("owner", "verhalen"))
    value = [{"story": story, "steps": [asdict(step) for step in steps]} for story, steps in results]
    lines = []
    for story, steps in results:
        bad = [step for step in steps if not step.good]
        lines.append(f"{'goed' if not bad else 'FOUT'}  {story} ({len(steps)} stappen)")
        lines += [f"      stap {s.nr} {s.actor} {s.act}: verwacht {s.expected}, werd {s.got}. {s.why}" for s in bad]
    tell(value, lines, as_json=options.json)
    return 0 if all(step.good for _, steps in results for step in steps) else 1
