"""How we read each provision, in one sentence: beside the law files, so that who reads the text
again finds where we differ. What becomes of a provision is derived from the law files wherever they
say it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, model_validator

from openprisma.engine.reading import Located, place, read, shaped
from openprisma.kernel.errors import LawError

FOLDER = "lezing"
CONTENTS = "inhoud.yaml"

Kind = Literal["definition", "duty", "permission", "prohibition", "power", "exception", "term"]
KINDS = {
    "definition": "begrip",
    "duty": "plicht",
    "permission": "mag",
    "prohibition": "verbod",
    "power": "bevoegdheid",
    "exception": "uitzondering",
    "term": "termijn",
}
# A provision of one of these kinds asks nothing of anybody: without a norm, that is its state.
ASKS_NOTHING = {"definition": "definition", "power": "power", "permission": "power"}

NAMES = {
    "wgs": "Wet gegevensverwerking door samenwerkingsverbanden (Wgs)",
    "bgs": "Besluit gegevensverwerking door samenwerkingsverbanden (Bgs)",
    "wpg": "Wet politiegegevens (Wpg)",
    "bpbo": "Besluit politiegegevens bijzondere opsporingsdiensten",
    "bpg": "Besluit politiegegevens (Bpg)",
    "uavg": "Uitvoeringswet AVG (UAVG)",
    "wjsg": "Wet justitiële en strafvorderlijke gegevens (Wjsg)",
    "awr": "Algemene wet inzake rijksbelastingen (AWR)",
    "suwi": "Wet structuur uitvoeringsorganisatie werk en inkomen (Wet SUWI)",
    "wbod": "Wet op de bijzondere opsporingsdiensten",
    "avg": "Algemene verordening gegevensbescherming (AVG)",
    "polw": "Politiewet 2012",
    "wabb": "Wet algemene bepalingen burgerservicenummer",
    "bibob": "Wet Bibob",
    "atw": "Algemene termijnenwet",
}
# How many numbers the name of an article has, where it is not one: 2.23 Wgs, 4:8 Bpg.
CHAPTERS = {"wgs": ".", "bgs": ".", "bpg": ":"}
ORDINALS = ("eerste", "tweede", "derde")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Shown(_Strict):
    """The stories that show a reading, where they cannot be derived."""

    allowed: str = ""
    refused: str = ""


class ReadingEntry(_Strict):
    """A provision as we read it. `norms`, `stories` and `state` stand there only where the law
    files and the stories do not say it themselves."""

    provision: str = Field(pattern=r"^[a-z]+:[0-9]+[a-z]*(\.[a-z0-9_-]+)*$")
    reading: str
    kind: Kind
    who: str
    since: str = ""
    note: str = ""
    norms: tuple[str, ...] = ()
    stories: Shown = Shown()
    state: Literal["", "duty", "deferred", "other"] = ""
    reason: str = ""
    certainty: Literal["seen", "inferred", "practice", "house", "assumed"] = "seen"

    @model_validator(mode="after")
    def _complete(self) -> ReadingEntry:
        if bool(self.state) != bool(self.reason):
            raise ValueError("een stand (state) heeft een reden (reason), en andersom")
        if self.state and self.norms:
            raise ValueError("wat normen heeft, heeft geen andere stand (state)")
        return self


class _ReadingFile(_Strict):
    read: dict[str, str]
    readings: tuple[ReadingEntry, ...]


class _Contents(RootModel[dict[str, dict[str, tuple[int | str, ...]]]]):
    """By statute and article the paragraphs and parts it has; an article without any is one
    provision by itself."""


@dataclass(frozen=True)
class Reading:
    """A reading with the place where it is written."""

    entry: ReadingEntry
    where: str

    @property
    def provision(self) -> str:
        """`wgs:2.23.6.c`."""
        return self.entry.provision

    @property
    def statute(self) -> str:
        """`wgs`."""
        return self.provision.split(":")[0]

    @property
    def cited(self) -> str:
        """`2.23 lid 6 onder c`: as one says it when the statute is known."""
        steps = self.provision.split(":")[1].split(".")
        size = 2 if self.statute in CHAPTERS else 1
        return CHAPTERS.get(self.statute, "").join(steps[:size]) + _parts(steps[size:])


def _parts(steps: list[str]) -> str:
    """The steps below an article in words; a part of a part is counted with a degree sign."""
    said = ""
    for nr, step in enumerate(steps):
        if step.isdigit():
            said += f" lid {step}" if nr == 0 else f", {step}°"
        elif len(step) == 1:
            said += f" onder {step}"
        elif step.startswith("zin"):
            said += f", {ORDINALS[int(step[3:]) - 1]} zin"
        else:
            said += f", {step.replace('_', ' ').replace('rij', 'rij ')}"
    return said


@dataclass(frozen=True)
class Readings:
    """All readings by provision, and what stands in the table of contents of the statutes that we
    read whole."""

    by_provision: dict[str, Reading]
    read: dict[str, str]  # of each statute, which text
    contents: dict[str, frozenset[str]]
    whole: frozenset[str]  # articles without paragraphs: their norms stand under a first one

    def home(self, base: str) -> str:
        """The provision to which a norm with this base belongs: `bgs:1.9.1` is `bgs:1.9`."""
        article, _, rest = base.rpartition(".")
        return article if rest == "1" and article in self.whole else base


def load_readings(folder: Path) -> Readings:
    """The readings in a folder of law. Raises `LawError` with file and line; a provision that was
    read twice is one."""
    inside = folder / FOLDER
    contents, whole = _contents(inside / CONTENTS)
    found: dict[str, Reading] = {}
    texts: dict[str, str] = {}
    for path in sorted(inside.glob("*.yaml"), key=_in_order):
        if path.name == CONTENTS:
            continue
        raw = read(path)
        file = shaped(_ReadingFile, raw, path)
        texts |= file.read
        for one in _written(file, raw, path):
            if one.provision in found:
                raise LawError(f"{one.provision} staat er twee keer", where=one.where)
            found[one.provision] = one
    single = {one for one in found if one.split(":")[0] not in contents and "." not in one}
    return Readings(found, texts, contents, whole | single)


def _in_order(path: Path) -> tuple[int, str]:
    """The statute itself, its decree, and what others say."""
    first = [f"{statute}.yaml" for statute in CHAPTERS]
    return (first.index(path.name) if path.name in first else len(first), path.name)


def _written(file: _ReadingFile, raw: Located, path: Path) -> Iterator[Reading]:
    for index, entry in enumerate(file.readings):
        line = int(getattr(raw["readings"][index], "line", 0))
        where, statute = place(path, line), entry.provision.split(":")[0]
        if statute not in NAMES:
            raise LawError(f"{statute} is hier geen wet", where=where)
        if statute not in file.read:
            raise LawError(f"zeg bij read welke tekst van {statute} is gelezen", where=where)
        yield Reading(entry, where)


def _contents(path: Path) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    raw: Located = read(path)
    found, whole = {}, set()
    for statute, articles in shaped(_Contents, raw, path).root.items():
        listed: set[str] = set()
        for article, parts in articles.items():
            name = f"{statute}:{article}"
            if not any(str(part).isdigit() for part in parts):
                whole.add(name)
                listed.add(name)
            listed |= {f"{name}.{part}" for part in parts}
        found[statute] = frozenset(listed)
    return found, frozenset(whole)
