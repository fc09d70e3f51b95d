"""The prover's own world: stories played through the gate, each act that names a row also tried
with a row of somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from openprisma.gate.acts import registered
from openprisma.gate.compiled_acts import SYSTEM_ROLE
from openprisma.gate.perform import perform
from openprisma.kernel.errors import OpenPrismaError, Refused
from openprisma.stories.reading import all_stories, find, read_story
from openprisma.stories.region import person_id
from openprisma.stories.runner import Player
from openprisma.stories.testing import move

# A short world that still has files of every working method and a row in nearly every table; the
# long one is every story there is.
SHORT = (
    "02-signalen-in-elke-stand",
    "bijlage",
    "overeenkomstig",
    "aangehouden",
    "afgewezen-is-weg",
    "ingetrokken-is-weg",
    "agenda",
    "belang",
    "voorgedragen",
    "jaar",
    "gesloten.yaml",
    "verlengd-na-afloop",
    "fout-gemeld",
    "uit-een-knelpunt",
    "niet-gestart",
    "interventies",
    "casus-voorgedragen",
    "21-casus-zendingen-zonder-ontvanger",
    "stuk-bij-gegeven",
    "levering",
    "bekendheid",
    "derde",
    "tegenstrijdig",
    "geld",
    "sluiten",
    "voorbijganger",
    "verzet-en-afgezegd",
    "bibob-onderzoek",
    "bibob-gesloten",
    "scan-met-vlaggen",
    "van-verzoek-tot-effect",
    "een-bezwaar-onthoudt",
)
_TABLES = """select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'id' and a.atttypid = 'uuid'::regtype
 where n.nspname = 'public' and c.relrowsecurity and c.relkind = 'r'
   and (c.relname = 'files_file' or exists (
         select from pg_attribute f where f.attrelid = c.oid and f.attname = 'file_id'))
 order by 1"""


@dataclass
class Tried:
    """What naming rows of others to acts gave: how many times, and every answer that told more than
    that of a row of nothing."""

    times: int = 0
    acts: set[str] = field(default_factory=set)
    told: list[str] = field(default_factory=list)


class Prober(Player):
    """Plays a story; before each step that names a row, the same step with a hidden row and with
    none at all."""

    def __init__(self, *arguments: Any, root: Any, tried: Tried) -> None:
        super().__init__(*arguments)
        self.root, self.tried = root, tried

    def _step(self, nr: int, step: Any, today: date) -> Any:
        for name, inside in _named(self._given(step.given), ()):
            hidden = self._of_another(name, step)
            if hidden is not None:
                self._compare(step, inside, hidden)
        return super()._step(nr, step, today)

    def _compare(self, step: Any, inside: tuple[Any, ...], hidden: UUID) -> None:
        answers = []
        for other in (hidden, uuid4()):
            given = _replaced(self._given(step.given), inside, other)
            answers.append(self._outcome(step, given).replace(str(other), "·"))
        self.tried.times += 1
        self.tried.acts.add(step.act)
        if answers[0] != answers[1]:
            self.tried.told.append(
                f"{step.act} met {'.'.join(map(str, inside))} van een ander: "
                f"{answers[0]}; van niets: {answers[1]}"
            )

    def _outcome(self, step: Any, given: dict[str, Any]) -> str:
        try:
            perform(self._pass(step.actor), step.act, file=self._file(step), **given)
        except Refused as refused:
            return f"geweigerd: {[reason.as_dict() for reason in refused.reasons]}"
        except OpenPrismaError as error:
            return f"{type(error).__name__}: {error.what} {getattr(error, 'fields', '')}"
        except Exception as error:  # what breaks on one name and not on another tells them apart
            return f"kapot: {type(error).__name__}"
        return "gedaan"

    def _of_another(self, name: UUID, step: Any) -> UUID | None:
        """A row of the same table in another file, preferably one in which this actor has no part;
        of files only such a one. None for what is no row of a file."""
        for (table,) in self.root.execute(_TABLES).fetchall():
            if self.root.execute(f"select 1 from {table} where id = %s", [name]).fetchone():
                of, must = ("id", "and not part.has") if table == "files_file" else ("file_id", "")
                row = self.root.execute(
                    f"""select r.id from {table} r, lateral (select exists (
                              select from files_assignment a
                               where a.file_id = r.{of} and a.person_id = %s) as has) part
                        where r.{of} <> (select s.{of} from {table} s where s.id = %s) {must}
                        order by part.has, r.id limit 1""",
                    [self._person(step.actor), name],
                ).fetchone()
                return UUID(str(row[0])) if row else None
        return None

    def _person(self, actor: str) -> UUID | None:
        return None if actor == SYSTEM_ROLE else person_id(self.story.region, actor)


def _named(given: Any, inside: tuple[Any, ...]) -> Iterator[tuple[UUID, tuple[Any, ...]]]:
    """Every id in what is given to an act, and where it stands."""
    match given:
        case UUID():
            yield given, inside
        case dict():
            for key, one in given.items():
                yield from _named(one, (*inside, key))
        case list():
            for nr, one in enumerate(given):
                yield from _named(one, (*inside, nr))


def _replaced(given: Any, inside: tuple[Any, ...], other: UUID) -> Any:
    """The same with another id in that place."""
    if not inside:
        return other
    key, *rest = inside
    new = dict(given) if isinstance(given, dict) else list(given)
    new[key] = _replaced(new[key], tuple(rest), other)
    return new


@dataclass
class World:
    """What was played: the last day of each file, and what naming rows of others gave."""

    days: dict[UUID, date]
    tried: Tried
    acts: set[str]
    failed: list[str]


def play(own: Any, root: Any, *, short: bool) -> World:
    """Play the stories. `own` is a connection as owner, for the clock; `root` a superuser."""
    tried, acts, failed = Tried(), set[str](), list[str]()
    days: dict[UUID, date] = {}
    for path in [find(name) for name in SHORT] if short else all_stories():
        story = read_story(path)
        if story.region != REGION:
            continue
        player = Prober(story, lambda day, backend: move(own, day, backend), root=root, tried=tried)
        steps = player.play()
        failed += [f"{path.stem}, stap {one.nr}: {one.got}" for one in steps if not one.good]
        acts |= {one.act for one in steps if one.got == "done"}
        for (file,) in root.execute("select id from files_file").fetchall():
            days.setdefault(file, steps[-1].on)
    own.execute("delete from fence.clock where backend <> 0")
    root.execute(_SUSPENDED)
    return World(days, tried, acts & registered().keys(), failed)


REGION = "den-haag"
# Somebody with work in many files whose access is suspended, as after a second factor was replaced:
# hidden, all of it.
_SUSPENDED = """update partners_clearance set confirmed = false where person_id = (
  select a.person_id from files_assignment a where a.participant_id is not null group by 1
   order by count(*) desc, 1 offset 2 limit 1)"""
