"""Law and working methods with those of the toy added, in a folder of their own."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml

from openprisma.kernel.places import data

HERE = Path(__file__).parent


def with_toy(folder: Path) -> Path:
    """Law and working methods of the house, with those of the toy added to them."""
    for name in ("law", "procedures"):
        shutil.copytree(data(name), folder / name)
        shutil.copytree(HERE / name, folder / name, dirs_exist_ok=True)
    sheets = folder / "law" / "bladen.yaml"
    for name, more in yaml.safe_load(sheets.read_text(encoding="utf-8")).items():
        path = folder / "law" / name
        whole = joined(yaml.safe_load(path.read_text(encoding="utf-8")), more)
        path.write_text(yaml.safe_dump(whole, allow_unicode=True, sort_keys=False), "utf-8")
    sheets.unlink()
    return folder


def joined(old, more):
    """A sheet with more in it: keys are filled in, rows with a known id as well, others added."""
    if isinstance(old, dict):
        return old | {key: joined(old[key], more[key]) if key in old else more[key] for key in more}
    if not isinstance(old, list):
        return more
    known = {row["id"]: row for row in more if isinstance(row, dict) and "id" in row}
    kept = [joined(row, known[row["id"]]) if row.get("id") in known else row for row in old]
    return kept + [row for row in more if not (isinstance(row, dict) and "id" in row)]
