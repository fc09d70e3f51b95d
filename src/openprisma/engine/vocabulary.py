"""What norms may speak of: objects with typed fields and closed lists of codes
(`law/vocabulary.yaml`), and acts (`law/handelingen`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

from openprisma.engine.acts import FOLDER, ActEntry, load_acts
from openprisma.engine.reading import read, shaped
from openprisma.kernel.errors import LawError

FieldKind = Literal["ja_nee", "getal", "datum", "code", "codes"]
# What the files of a working method are. Support (`ondersteuning`) is no activity of the alliance,
# nor is a request of a citizen (`rechten`).
Kind = Literal["signaal", "activiteit", "overleg", "ondersteuning", "rechten", "huis"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FieldEntry(_Strict):
    """One field of an object: its type, the words a person reads, and for codes the list it is
    taken from.

    `clause`: the label of a yes or no as a subordinate clause, where its verb at the end is not
    enough. `private`: of a colleague it is never shown, only of oneself. `of_another`: it says
    something of somebody else, and is told to nobody who has no ground for the act: after *not
    yours* nothing more is said.
    """

    type: FieldKind
    label: str
    clause: str = ""
    list: str | None = None
    private: bool = False
    of_another: bool = False


class GroupEntry(_Strict):
    """A rule for a group. Exactly one of three: `offered_to` people, whatever the act; `offered_in`
    a kind of file (an act that starts one is not in it); `takes` prose. With `identities` only
    those of them that reach subjects (`law/handelingen`). `but` names acts it would take in and
    does not, with the reason."""

    offered_to: Literal["mensen"] | None = None
    offered_in: tuple[Kind, ...] = ()
    takes: Literal["tekst"] | None = None
    identities: bool = False
    but: dict[str, str] = {}

    @model_validator(mode="after")
    def _one_rule(self) -> GroupEntry:
        if sum(map(bool, (self.offered_to, self.offered_in, self.takes))) != 1:
            raise ValueError("precies één van offered_to, offered_in en takes")
        return self


class _VocabularyFile(_Strict):
    objects: dict[str, dict[str, FieldEntry]]
    lists: dict[str, dict[str, str]]
    groups: dict[str, tuple[str, ...] | GroupEntry] = {}
    certainties: dict[str, str]


@dataclass(frozen=True)
class Vocabulary:
    """The words of the law files. `fields` is keyed by path, such as `dossier.fase`; `groups` holds
    the acts of each group, `rules` how those come about that are derived (`engine/groups.py`):
    until they are, an article that names one is refused."""

    fields: dict[str, FieldEntry]
    lists: dict[str, dict[str, str]]
    acts: dict[str, ActEntry]
    groups: dict[str, tuple[str, ...]]
    certainties: dict[str, str]
    rules: dict[str, GroupEntry]

    def field(self, path: str) -> FieldEntry:
        """The field at a path. Raises `LawError` for a word that is not in the vocabulary."""
        if path not in self.fields:
            raise LawError(f"'{path}' staat niet in vocabulary.yaml")
        return self.fields[path]

    def rested_on(self, paths: tuple[str, ...]) -> None:
        """Can an answer rest on these fields? Raises `LawError` for a word that is not in the
        vocabulary, and for a count: it stays the same when one is put in the place of another."""
        if counts := [path for path in paths if self.field(path).type == "getal"]:
            raise LawError(
                f"rests_on noemt een aantal, '{counts[0]}': dat zegt hoeveel en niet welke. "
                "Noem de verzameling zelf"
            )

    def bound(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The acts that `binds` names; `groep:x` stands for a group. Raises `LawError` for an
        unknown name."""
        acts: list[str] = []
        for name in names:
            group = (
                self.groups.get(name.removeprefix("groep:"), ())
                if name.startswith("groep:")
                else (name,)
            )
            if not group or any(act not in self.acts for act in group):
                raise LawError(
                    f"de handeling '{name}' staat niet in {FOLDER}, "
                    "en een groep van die naam niet in vocabulary.yaml"
                )
            acts.extend(group)
        return tuple(dict.fromkeys(acts))

    @property
    def private(self) -> frozenset[str]:
        """Facts about a person that colleagues do not see."""
        return frozenset(path for path, entry in self.fields.items() if entry.private)

    @cached_property
    def of_another(self) -> frozenset[str]:
        """Facts that say something of somebody else."""
        return frozenset(path for path, entry in self.fields.items() if entry.of_another)

    def label(self, path: str, value: object) -> str:
        """How a person reads a value of a field: the label of a code, `ja` or `nee`, a number."""
        if isinstance(value, bool):
            return "ja" if value else "nee"
        if isinstance(value, frozenset | set | tuple | list):
            return ", ".join(sorted(self.label(path, one) for one in value)) or "geen"
        codes = self.lists.get(self.fields[path].list or "", {})
        return codes.get(str(value), str(value))


def load_vocabulary(path: Path) -> Vocabulary:
    """Read and check the vocabulary. Groups that are derived are not in it yet. Raises
    `LawError`."""
    file = shaped(_VocabularyFile, read(path), path)
    fields = {
        f"{name}.{field}": entry
        for name, entries in file.objects.items()
        for field, entry in entries.items()
    }
    for name, entry in fields.items():
        if entry.list is not None and entry.list not in file.lists:
            raise LawError(
                f"'{name}' verwijst naar de lijst '{entry.list}', die er niet is", where=path.name
            )
    rules = {name: group for name, group in file.groups.items() if isinstance(group, GroupEntry)}
    listed = {
        name: group for name, group in file.groups.items() if not isinstance(group, GroupEntry)
    }
    return Vocabulary(fields, file.lists, load_acts(path.parent), listed, file.certainties, rules)
