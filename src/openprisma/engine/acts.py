"""One record of each act, as a jurist reads and changes it: what it is called, why it is done, and
what it asks of a person.
Source: `law/handelingen/<act>.yaml`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

from openprisma.engine.reading import read, shaped
from openprisma.kernel.errors import LawError

FOLDER = "handelingen"
# A verb as it stands in a name; these words end like one and are none.
INFINITIVE = re.compile(r"\b(?!(?:een|geen|eigen|en)\b)\w+(?:en|aan|zien|doen)\b", re.IGNORECASE)
Asked = Literal[
    "line", "area", "date", "choice", "many", "yesno", "tick", "file", "group", "hidden", "password"
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class QuestionEntry(_Strict):
    """One question that an act asks, by the name of its input. What kind it is and which answers
    there are follow from the type of that input; `kind` and `options` say so where they do not.
    `value` is what stands there at first; `optional`: a person reads that it may stay empty;
    `parts`: the questions of a group, by code; `gives`: the fact that the answer settles, by which
    what is missing finds its question."""

    label: str = ""
    kind: Asked | None = None
    help: str = ""
    optional: bool = False
    value: str = ""
    options: dict[str, str] = {}
    parts: dict[str, QuestionEntry] = {}
    gives: str = ""


class TabEntry(_Strict):
    """The tab of a file on which an act is done: `path` behind the address of the file, or, where
    it is the same for files `of_any` working method, of every file. On it stands the `link` of the
    act. Shown to whom the act is offered, or only to who may
    do it now (`allowed`). `only`: what is done `on` it stands on no other tab of the file, and
    comes back to it."""

    path: str
    of_any: bool = False
    allowed: bool = False
    only: bool = False


class ActEntry(_Strict):
    """One act. `label` is its name, and says what one does: on its button, above its form, in what
    is said afterwards, in a log. Where one goes to read something a noun stands, the `link` of an
    act that only shows. `purpose` (wgs:1.8.5); whether it `writes`. `opens`: what it reads of what
    is held about subjects, in the words of a record of destruction (`gate/opened.py`); the database
    shows nothing else of it under this act, whoever asks. An act that reaches subjects and reads
    nothing about them (it adds, or destroys) opens an empty list; one that does not reach them has
    none. `undo` is the act that takes it back; `check`: its answers are looked at once more before
    it is done, for it leaves the house or binds others; `done`: what is said afterwards, where that
    is more than its consequence. `tab`: it shows a tab of a file;
    `on`: the act that shows the tab on which this one is done, where that is not the first;
    `in_meeting`: it can be done from the page of a point of a meeting as well. `intro` stands above
    the questions, `consequence` before the button; `fields` are the questions in their order,
    `fixed` what is not asked."""

    label: str
    link: str = ""
    purpose: str
    writes: bool = True
    opens: tuple[str, ...] | None = None
    undo: str = ""
    check: bool = False
    done: str = ""
    tab: TabEntry | None = None
    on: str = ""
    in_meeting: bool = False
    intro: str = ""
    consequence: str = ""
    fixed: dict[str, str] = {}
    fields: dict[str, QuestionEntry] = {}

    @model_validator(mode="after")
    def _one_name(self) -> ActEntry:
        if not INFINITIVE.search(self.label):
            raise ValueError(
                f"de naam '{self.label}' zegt niet wat iemand doet: er staat geen werkwoord"
            )
        if self.link and self.writes:
            raise ValueError("alleen wat iets laat lezen heeft een link; een knop zegt de naam")
        return self

    @property
    def identities(self) -> bool:
        """Does it reach subjects: who they are, and what is known of them?"""
        return self.opens is not None

    @property
    def button(self) -> str:
        """What one clicks to come to it."""
        return self.link or self.label


def load_acts(folder: Path) -> dict[str, ActEntry]:
    """Every act by its name, of the files of a folder of law. Raises `LawError`."""
    found = {
        path.stem: shaped(ActEntry, read(path), path)
        for path in sorted((folder / FOLDER).glob("*.yaml"))
    }
    for act, told in found.items():
        where = f"{FOLDER}/{act}.yaml"
        if told.undo and told.undo not in found:
            raise LawError(
                f"{act} wordt ongedaan gemaakt met '{told.undo}', en die handeling is er niet",
                where=where,
            )
        if told.on and (told.on not in found or found[told.on].tab is None):
            raise LawError(
                f"{act} staat op het tabblad van '{told.on}', en die handeling heeft er geen",
                where=where,
            )
    return found
