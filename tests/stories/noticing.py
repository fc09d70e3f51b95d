"""Which story noticed which wrong norm or working method last time: it is asked first, so that an
hour becomes minutes.

Of norms only the order comes from `noticed.json`: is a test not in it, or does its story no longer
turn red, then all the other stories are asked. Of working methods it also says which mutations a
story
notices at all. To renew it after a run of `PYTEST_ADDOPTS=--junitxml=told.xml make long`: `python
-m tests.stories.noticing told.xml`.
"""

from __future__ import annotations

import json
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from openprisma.stories.reading import all_stories

KEPT = Path(__file__).with_name("noticed.json")
NOTICED = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}


def noticed_first(test: str, names: list[str]) -> list[str]:
    """These stories in their order, but first the one that noticed it last time."""
    return sorted(names, key=lambda name: Path(name).stem != NOTICED.get(test))


def told(report: Path) -> dict[str, str]:
    """Test and story, from the report of a run; only of stories that are kept."""
    kept = {path.stem for path in all_stories()}
    cases = [
        (case, case.find("properties/property[@name='noticed_by']"))
        for case in ElementTree.parse(report).iter("testcase")
    ]
    return {
        case.get("name"): one.get("value")
        for case, one in cases
        if one is not None and one.get("value") in kept
    }


if __name__ == "__main__":
    renewed = NOTICED | told(Path(sys.argv[1]))
    KEPT.write_text(
        json.dumps(dict(sorted(renewed.items())), ensure_ascii=False, indent=1) + "\n",
        encoding="utf-8",
    )
