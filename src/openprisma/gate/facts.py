"""Facts: what the law may ask of the world. Each is supplied by the module that knows it, once a
run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from openprisma.gate.run import Run
from openprisma.kernel.errors import MissingFact

Level = Literal["person", "file", "category", "datum", "row"]
Provider = Callable[[Run], Any]


@dataclass(frozen=True)
class Fact:
    """A fact and who supplies it; `sql` is the same fact for the kernel, `ahead` says that it is
    known before a form is filled in."""

    path: str
    provider: Provider
    sql: str | None
    level: Level
    ahead: bool


_registry: dict[str, Fact] = {}
_of_form: set[str] = set()
_of_rows: set[str] = set()


def fact(
    path: str, *, sql: str | None = None, level: Level = "file", ahead: bool = True
) -> Callable[[Provider], Provider]:
    """Mark a function as the supplier of a fact. Two suppliers of one fact are an error."""

    def register(provider: Provider) -> Provider:
        known = _registry.get(path)
        if known and known.provider.__qualname__ != provider.__qualname__:
            raise RuntimeError(
                f"{path} is supplied twice: {known.provider.__module__} and {provider.__module__}"
            )
        _registry[path] = Fact(path, provider, sql, level, ahead)
        if not ahead:
            _of_form.add(path)
            _of_rows.update({path} if level in ("category", "datum", "row") else ())
        return provider

    return register


def registered() -> dict[str, Fact]:
    """All facts that have a supplier."""
    return dict(_registry)


def asked_of_form() -> frozenset[str]:
    """Facts that are only known once a form has been filled in."""
    return frozenset(_of_form)


def asked_of_rows() -> frozenset[str]:
    """Facts about one datum, which an act that reads many has not in hand: the database judges them
    row by row."""
    return frozenset(_of_rows)


class Facts(Mapping[str, Any]):
    """The facts of a run, looked up when first asked. Raises `MissingFact` for a fact without
    supplier."""

    def __init__(self, run: Run) -> None:
        self._run, self._known = run, dict[str, Any]()
        # About the person the answers are the same whatever the act and the file: looked up once
        # for all of them.
        self._person: dict[str, Any] = run.share(("facts", run.actor.person, run.today), dict)

    def __getitem__(self, path: str) -> Any:
        if path not in self._known:
            self._known[path] = self._person[path] if path in self._person else self._look(path)
        return self._known[path]

    def _look(self, path: str) -> Any:
        if path not in _registry:
            raise MissingFact(path)
        fact = _registry[path]
        value = fact.provider(self._run)
        if fact.level == "person":
            self._person[path] = value
        return value

    def __contains__(self, path: object) -> bool:
        return path in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)
