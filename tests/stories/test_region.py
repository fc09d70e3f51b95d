"""A region file with an error is not loaded: the error names the file, the line and what to do."""

from __future__ import annotations

import re
import shutil

import pytest

from openprisma.kernel.errors import LawError
from openprisma.kernel.places import data
from openprisma.stories import region

WRONG = {
    "quorum: 2": ("quorum: 0", "minstens 1"),
    "vaste_beoordelaars: [politie]": ("vaste_beoordelaars: [brandweer]", "brandweer"),
    "bekendheid_vragen: true": ("bekendheid_vragen: soms", "true of false"),
    "outsiders:": ("buitenstaanders: []\noutsiders:", "buitenstaanders"),
    "functions: [privacyjurist]": ("functions: [tovenaar]", "tovenaar"),
    "organ: politie": ("organ: brandweer", "brandweer"),
    "designated_by: politie": ("designated_by: brandweer", "brandweer"),
    "screening: wettelijke_screening": ("screening: onderbuik", "taak of screening"),
    "municipalities:": ("municipalities: [", ""),
}


@pytest.fixture
def changed(tmp_path, monkeypatch):
    """The small region with one thing changed."""
    shutil.copytree(data("region"), tmp_path / "region")
    monkeypatch.setattr(region, "data", lambda name: tmp_path / name)
    path = tmp_path / "region" / "voorbeeldregio" / "region.yaml"

    def change(old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def test_the_file_as_it_is_can_be_read(changed):
    found = region.read_region("voorbeeldregio")
    assert (
        found.parameters.vaste_beoordelaars == ("politie",) and found.parameters.bekendheid_vragen
    )


@pytest.mark.parametrize(("old", "new", "word"), [(old, *rest) for old, rest in WRONG.items()])
def test_an_error_names_file_line_and_word(changed, old, new, word):
    changed(old, new)
    with pytest.raises(LawError) as error:
        region.read_region("voorbeeldregio")
    assert word in error.value.what and error.value.remedy
    assert re.search(r"region\.yaml, regel \d+", error.value.what), error.value.what
