"""`make bench`: every speed claim as a ratio against a baseline in the same run; median of five.
Says what it measured."""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


def median(turns: int, **variants: Callable[[], Any]) -> dict[str, float]:
    """Milliseconds per variant; the variants take turns, so that a noisy machine is noisy for all.
    First turn is warm-up."""
    spent: dict[str, list[float]] = {name: [] for name in variants}
    for turn in range(turns + 1):
        for name, run in variants.items():
            began = time.perf_counter()
            run()
            if turn:
                spent[name].append((time.perf_counter() - began) * 1e3)
    return {name: statistics.median(values) for name, values in spent.items()}


def repeat(times: int, run: Callable[[], Any]) -> Callable[[], None]:
    """The same thing many times, for what is too quick to measure once."""

    def loop() -> None:
        for _ in range(times):
            run()

    return loop


def judging() -> dict[str, Any]:
    """A judgement with all reasons: closures against the tree walker and cedarpy (no schema, and
    with schema checks)."""
    import random
    from datetime import date

    from tests.engine.test_targets import random_fact

    from bench.cedar import cedar_judge
    from openprisma.engine.targets.walker import value
    from openprisma.gate.law import lawbook

    book, day, dice = lawbook(), date(2026, 3, 9), random.Random(1)
    norms = book.on(day)
    facts = {path: random_fact(dice, path) for path in norms.facts("gegeven_verstrekken")}
    walked = [n for n in norms.binding("gegeven_verstrekken")]

    def walker() -> None:
        for norm in walked:
            if value(norm.applies, facts):
                value(norm.condition, facts)

    cedar = cedar_judge(walked, facts)
    times = 300
    spent = median(
        5,
        closures=repeat(
            times, lambda: norms.judge("gegeven_verstrekken", facts, day, judgements={})
        ),
        walker=repeat(times, walker),
        cedarpy=repeat(times, cedar),
    )
    per = {name: round(ms / times * 1000, 1) for name, ms in spent.items()}
    return {
        "norms": len(walked),
        "microseconds": per,
        "cedarpy_over_closures": round(per["cedarpy"] / per["closures"], 1),
    }


THREE_READS = """select * from sharing_statement s join subjects_subject p on p.id = s.subject_id
  where s.file_id = %s"""


def guarded(world: Any) -> dict[str, Any]:
    """A guarded read against the same statements through Django by a superuser past the fence: no
    line, no judgement."""
    from django.db import connection, connections, transaction
    from tests.builders import POLICE

    from openprisma.gate.perform import perform

    by = world.by(POLICE)
    beside = connections["beside"] = connection.copy("beside")
    beside.settings_dict["USER"] = "postgres"
    beside.gate = "write"  # its manners stay silent

    def plain() -> None:
        with transaction.atomic("beside"), beside.cursor() as cursor:
            _three(cursor, world)

    def page() -> None:
        perform(by, "waarom_lezen", file=world.bottleneck, handeling="gegevens_inzien")

    spent = median(
        5,
        plain=repeat(100, plain),
        guarded=repeat(100, lambda: _line_only(by, world)),
        page=repeat(20, page),
    )
    beside.close()
    beside.close_pool()
    per = {
        "plain": spent["plain"] / 100,
        "guarded": spent["guarded"] / 100,
        "whole_page": spent["page"] / 20,
    }
    extra = per["guarded"] - per["plain"]
    return {
        "milliseconds": {k: round(v, 2) for k, v in per.items()},
        "extra_ms": round(extra, 2),
        "aim_ms": 2,
    }


def guarded_write(world: Any) -> dict[str, Any]:
    """An act that writes: the draft of a signal. Its baseline is the same number on an older
    checkout, run in turns."""
    from tests.builders import REPORTER, draft

    by = world.by(REPORTER)
    spent = median(5, written=repeat(20, lambda: draft(by=by)))
    return {"milliseconds": round(spent["written"] / 20, 2)}


def _three(cursor: Any, world: Any) -> None:
    for _ in range(3):
        cursor.execute(THREE_READS, [world.bottleneck])
        cursor.fetchall()


def _line_only(by: bytes, world: Any) -> None:
    """Line, fence, and the same three reads; what the gate adds to a request."""
    from django.db import connection

    from openprisma.gate import acts
    from openprisma.gate.perform import entered

    act = acts.registered()["gegevens_inzien"]
    with entered(by, act, [world.bottleneck], {}), connection.cursor() as cursor:
        _three(cursor, world)


def worklist() -> dict[str, Any]:
    """Whose turn it is in fifty files of mine, as the worklist shows it; against reading their
    headers alone."""
    from tests.builders import a_pass, draft

    from openprisma.files.models import File
    from openprisma.gate.perform import visit
    from openprisma.gate.turns import my_turns

    by = a_pass("dirk-probeersel")
    for _ in range(50):
        draft("dirk-probeersel", by=by)

    def offered() -> None:
        with visit(by):
            assert len(my_turns()) >= 50

    def headers() -> None:
        with visit(by):
            assert len(list(File.objects.all())) >= 50

    spent = median(5, offered=repeat(5, offered), headers=repeat(5, headers))
    per = {name: round(ms / 5, 1) for name, ms in spent.items()}
    return {"milliseconds": per, "ratio": round(per["offered"] / per["headers"], 2), "aim_ms": 60}


def judged_offers() -> dict[str, Any]:
    """What is offered on fifty files, each act judged with its facts from the database; against one
    line that opens them."""
    from tests.builders import a_pass, draft

    from openprisma.gate import acts
    from openprisma.gate.explain import offered_each
    from openprisma.gate.perform import entered

    by, act = a_pass("dirk-probeersel"), acts.registered()["waarom_lezen"]
    files = [draft("dirk-probeersel", by=by) for _ in range(50)]

    def opened() -> None:
        with entered(by, act, files, {}):
            pass

    def judged() -> None:
        with entered(by, act, files, {}) as run:
            found = offered_each(run)
            assert len(found) == len(files) and all(found.values())

    spent = median(5, judged=judged, opened=opened)
    return {"milliseconds": {name: round(ms, 1) for name, ms in spent.items()}, "aim_ms": 60}


def demo_answers() -> dict[str, Any]:
    """Seconds from `make demo` to the first answer when everything is installed: a fresh history,
    and a second start."""
    import subprocess
    import tempfile as temp

    seconds: dict[str, list[float]] = {"fresh": [], "again": []}
    with temp.TemporaryDirectory(prefix="opb-", dir="/var/tmp") as home:
        os.chmod(home, 0o755)
        environment = {
            k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_URL", "OPENPRISMA_"))
        }
        environment |= {"OPENPRISMA_HOME": home, "PYTHONUNBUFFERED": "1"}
        for turn in range(4):
            kind = ["install", "fresh", "again", "fresh"][turn]
            command = [sys._base_executable, str(ROOT / "bootstrap.py"), "demo", "--port", "8097"]  # type: ignore[attr-defined]
            began = time.perf_counter()
            demo = subprocess.Popen(
                command + ["--reset"] * (kind == "fresh"),
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
            assert demo.stdout is not None
            for line in demo.stdout:
                if "ready on" in line:
                    break
            if kind in seconds:
                seconds[kind].append(round(time.perf_counter() - began, 1))
            demo.terminate()
            demo.communicate()
    return {"seconds": seconds, "aim_s": 15}


def main() -> None:
    """Run all, or those named, on a cluster of its own and print JSON."""
    with tempfile.TemporaryDirectory(prefix="opb-", dir="/var/tmp") as home:
        os.chmod(home, 0o755)
        os.environ["OPENPRISMA_TEST_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openprisma.project.settings")
        import django

        django.setup()
        from django.db import connection
        from tests.builders import World, today_is
        from tests.conftest import CLUSTER, START, acting_as

        from bench.attacks import attacks
        from bench.cases import cases
        from bench.destroying import destroying
        from bench.growth import growth
        from bench.many import many
        from bench.proofs import append, erasing, million, prove, sidedoors, verification
        from bench.scans import scans
        from bench.strangers import files
        from bench.text import text_check, text_check_sets, text_check_under_attack
        from openprisma.project.baseline import begin

        CLUSTER.start()  # fsync on: a durable line is what is measured
        try:
            begin(CLUSTER, "tests")
            connection.settings_dict |= {
                "HOST": str(CLUSTER.socket),
                "NAME": "tests",
                "USER": "app",
            }
            with acting_as("owner"):
                from openprisma.project.prepare import prepare
                from openprisma.stories.region import load_region

                prepare("demo")
                load_region("den-haag")
            today_is(CLUSTER, START)
            world = World.thread(CLUSTER)
            measures: dict[str, Callable[[], Any]] = {
                "judging": judging,
                "scans": scans,
                "text_check": text_check,
                "text_check_sets": text_check_sets,
                "text_check_under_attack": text_check_under_attack,
                "guarded_request": lambda: guarded(world),
                "guarded_write": lambda: guarded_write(world),
                "worklist_of_50_files": worklist,
                "offered_for_50_files": judged_offers,
                "growth": lambda: growth(world),
                "hundred_thousand_files": lambda: many(world),
                "hundred_thousand_cases": cases,
                "demo": demo_answers,
                "prove": prove,
                "verification_of_a_million_lines": verification,
                "log_by_eight_writers": append,
                "erasing_a_month_of_the_log": erasing,
                "hundred_thousand_destroyed": lambda: destroying(world),
                "page_of_a_million_files": million,
                "files_of_strangers": files,
                "sidedoors": sidedoors,
                "attacks": lambda: attacks(CLUSTER),
            }
            chosen = sys.argv[1:] or list(measures)
            # Each when it is there: a long one that is stopped takes nothing along.
            for name in chosen:
                print(json.dumps({name: measures[name]()}, indent=2), flush=True)
            connection.close()
        finally:
            CLUSTER.stop()


if __name__ == "__main__":
    main()
