"""Random worlds: what the database lets through row by row is what norms, judged in Python, allow.

Each world is a file in some state, people and decisions with dates around today, and two data of
every category. The database is asked in raw SQL; the norms with facts written down here.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from psycopg.types.json import Jsonb

from openprisma.engine.targets.walker import value
from openprisma.gate.facts import registered
from openprisma.gate.kernel import WRONG_ROLE, WRONG_STAGE, level_of
from openprisma.gate.law import lawbook, procedures
from openprisma.stories.region import person_id
from tests.builders import POLICE, a_pass
from tests.conftest import CLUSTER, START

ACT, OTHER, OWN = "gegevens_inzien", "gm0603-college", "politie"
TODAY = date.fromisoformat(str(START))
NEVER = date(9999, 12, 31)
STAGES = [
    ("handhavingsknelpunt", "aangewezen"),
    ("handhavingsknelpunt", "voordracht"),
    ("handhavingsknelpunt", "verlopen"),
    ("casusoverleg", "casus_informatie"),
    ("casusoverleg", "casus_interventies"),
    ("casusoverleg", "casus_voorbereiding"),
    ("casusoverleg", "casus_beeindigd"),
    ("signaal", "beoordeling"),
]
EVERY_ROLE = sorted(lawbook().vocabulary.lists["rollen"].keys() - {"geen", "systeem"})
ROLES = [
    "behandelaar",
    "behandelaar",
    "analist",
    "casusregisseur",
    "privacyjurist",
    "tafellid",
    "autorisator",
]


TAKES_PART = "update partners_participant set until_day = %s where code = %s"


@dataclass
class Made:
    """A world as numbers and words: enough to write it into the database and to judge it."""

    kind: str
    stage: str
    phase: int
    ends_on: date
    involved: list[tuple[str, date, date]]
    roles: list[tuple[str, str | None, date, date]]
    opened: list[tuple[str, int, date, date]]
    data: list[tuple[int, str, date, bool]]  # category, whose, keep until, disputed
    task: str
    screening: str
    confirmed: bool
    designated: tuple[date, date]
    employed: bool  # by a participant
    takes_part: bool  # the participant, today
    act: str  # asked for beside reading


def a_world(seed: int) -> Made:
    """A world out of a number; mostly favourable, so that refusals have few causes at once."""
    dice = random.Random(seed)

    def around() -> date:
        return TODAY + timedelta(days=dice.choice([-400, -30, -1, 0, 1, 30, 400]))

    def span(good: float = 0.8) -> tuple[date, date]:
        if dice.random() < good:
            return TODAY - timedelta(days=dice.choice([0, 1, 90])), TODAY + timedelta(
                days=dice.choice([1, 2, 300])
            )
        first = around()
        return first, first + timedelta(days=dice.choice([1, 30, 400]))

    kind, stage = (
        dice.choice(STAGES) if dice.random() < 0.4 else dice.choice([STAGES[0], STAGES[3]])
    )
    ends_on = (
        dice.choice([NEVER, TODAY + timedelta(days=1), TODAY + timedelta(days=90)])
        if dice.random() < 0.8
        else around()
    )
    opened = [
        (whose, nr, start, ends_on if dice.random() < 0.5 and ends_on > start else until)
        for nr in range(1, 18)
        for whose, (start, until) in [(dice.choice([OWN, OWN, OTHER]), span())]
        if dice.random() < 0.7
    ]
    roles = [
        (dice.choice(ROLES), dice.choice([OWN, OWN, None]), *span(0.9))
        for _ in range(dice.choice([0, 1, 1, 1, 2]))
    ]
    seldom = dice.random() < 0.25
    if seldom:
        roles = [(dice.choice(EVERY_ROLE), dice.choice([OWN, None]), *span(0.9))]
    acts = sorted({offer.entry.act for offer in procedures()[kind].at(stage)}) * 5
    acts += sorted({offer.entry.act for offer in procedures()[kind].offers if offer.stage})
    return Made(
        kind,
        stage,
        dice.randint(0, 3),
        ends_on,
        involved=[(OWN, *span(0.9)) for _ in range(dice.random() < (0.3 if seldom else 0.9))],
        roles=roles,
        opened=opened,
        data=[
            (
                nr,
                whose,
                around() if dice.random() < 0.3 else TODAY + timedelta(days=200),
                dice.random() < 0.2,
            )
            for nr in range(1, 18)
            for whose in (OWN, OTHER)
        ],
        task=dice.choice(["verwerking"] * 6 + ["rechtmatigheidstoets", "ondersteuning"]),
        screening=dice.choice(["vog"] * 5 + ["wettelijke_screening"] * 2 + ["geen"]),
        confirmed=dice.random() < 0.92,
        designated=span(0.93),
        employed=dice.random() < 0.95,
        takes_part=dice.random() < 0.95,
        act=dice.choice(acts),
    )


def roles_of(made: Made, act: str) -> tuple[list[str], list[str]]:
    """The roles police holds in the file today, and those that are offered the act."""
    held = sorted(role for role, _, start, until in made.roles if start <= TODAY < until)
    offers = [o for o in procedures()[made.kind].at(made.stage) if o.entry.act == act]
    return held, [role for role in held if any(role in o.entry.by for o in offers)]


def about_who_and_file(made: Made, role: str) -> dict[str, Any]:
    """Facts about person and file."""
    return {
        "wie.screening": made.screening,
        "wie.rol": role,
        "wie.toegang_bevestigd": made.confirmed,
        "wie.is_deelnemer": made.takes_part,
        "wie.in_dienst": made.employed,
        "wie.aangewezen": made.designated[0] <= TODAY < made.designated[1],
        "wie.taak": made.task,
        "wie.deelnemer": OWN,
        "dossier.fase": made.phase,
        "dossier.werkwijze": made.kind,
        "dossier.eindigt_op": made.ends_on,
        "dossier.aangehouden": False,
        "dossier.betrokken_deelnemers": frozenset(
            of for of, start, until in made.involved if start <= TODAY < until
        ),
        "vraag.vandaag": TODAY,
    }


def violated(act: str, facts: dict[str, Any], *levels: str) -> set[str]:
    """The kernel norms of these levels that stand in the way, read by the interpreter."""
    norms = [
        n
        for n in lawbook().on(TODAY).binding(act)
        if n.entry.kernel and level_of(n, registered()) in levels
    ]
    return {
        n.id
        for n in norms
        if value(n.applies, facts) and value(n.condition, facts) == (n.kind == "forbids")
    }


def against(made: Made) -> set[str]:
    """What stands in the way of the act: of the person; else of the file, and of the role."""
    held, offered = roles_of(made, made.act)
    facts = about_who_and_file(made, (offered or held or ["geen"])[0])
    if person := violated(made.act, facts, "person"):
        return person
    if not held:  # as of a file that is not there: no norm tells whom it involves
        return {"huisregels:1.1"}
    here = {o.entry.act for o in procedures()[made.kind].at(made.stage)}
    unoffered = set() if offered else {WRONG_ROLE if made.act in here else WRONG_STAGE}
    return violated(made.act, facts, "file") | unoffered


def allowed(made: Made, nr: int, whose: str, keep_until: date, disputed: bool) -> bool:
    """May police read this datum today, by the norms the database knows and the procedure?"""
    rows = {row.nr: row for row in lawbook().categories(TODAY).values()}
    _, offered = roles_of(made, ACT)
    if not offered:
        return False
    bureau = any(of is None for _, of, start, until in made.roles if start <= TODAY < until)
    decided = {
        rows[one].code
        for of, one, start, until in made.opened
        if start <= TODAY
        and ((until > TODAY and (bureau or of == OWN)) or (bureau and until == made.ends_on))
    }
    facts = about_who_and_file(made, offered[0]) | {
        "dossier.besloten_categorieen": frozenset(decided),
        "gegeven.categorie": rows[nr].code,
        "gegeven.fase": rows[nr].phase,
        "gegeven.werkwijzen": frozenset(rows[nr].methods),
        "gegeven.bewaren_tot": keep_until,
        "gegeven.betwist": disputed,
        "gegeven.eigen": whose == OWN,
    }
    return not violated(ACT, facts, "person", "file", "category", "row")


class Stage:
    """One file in the database that becomes each world in turn."""

    def __init__(self, world, root) -> None:
        self.root, self.file = root, world.bottleneck
        self.person = person_id("den-haag", POLICE)
        self.app, self.ledger = CLUSTER.connect("app", "tests"), CLUSTER.connect("app", "tests")
        self.app.autocommit = False
        # Whether a function or seat that gave a role still stands, test_seats asks.
        holds = root.execute("select pg_get_functiondef('fence.still_holds'::regproc)")
        self.holds = holds.fetchone()[0]
        root.execute(f"{self.holds.partition('AS $')[0]} as 'select true'")
        self.ids = self._two_of_each()

    def _two_of_each(self) -> list[UUID]:
        """Two statements of every category, of police and of another; ids as in `Made.data`."""
        template = self.root.execute(
            "select to_jsonb(s) from sharing_statement s where file_id = %s limit 1", [self.file]
        ).fetchone()[0]
        self.root.execute("delete from sharing_statement where file_id = %s", [self.file])
        made = []
        for nr in range(1, 18):
            for whose in (OWN, OTHER):
                made.append(uuid4())
                row = template | {"id": str(made[-1]), "category": nr, "participant_id": whose}
                self.root.execute(
                    "insert into sharing_statement select * from "
                    "jsonb_populate_record(null::sharing_statement, %s)",
                    [Jsonb(row)],
                )
        return made

    def becomes(self, made: Made) -> None:
        """Write a world, past every act."""
        do, file = self.root.execute, self.file
        do(
            "update files_file set kind = %s, stage = %s, phase = %s, ends_on = %s where id = %s",
            [made.kind, made.stage, made.phase, made.ends_on, file],
        )
        for table in ("files_involvement", "files_permission"):
            do(f"delete from {table} where file_id = %s", [file])
        do(
            "delete from files_assignment where file_id = %s and person_id = %s",
            [file, self.person],
        )
        base = "gen_random_uuid(), 'den-haag', %s"
        for of, start, until in made.involved:
            do(
                "insert into files_involvement (id, alliance_id, "
                "file_id, receipt, participant_id, from_day, until_day) "
                f"values ({base}, gen_random_uuid(), %s, %s, %s)",
                [file, of, start, until],
            )
        for role, of, start, until in made.roles:
            do(
                "insert into files_assignment (id, alliance_id, file_id, "
                "receipt, person_id, participant_id, role, from_day, until_day) "
                f"values ({base}, gen_random_uuid(), %s, %s, %s, %s, %s)",
                [file, self.person, of, role, start, until],
            )
        if made.opened:
            of, nrs, starts, untils = (list(column) for column in zip(*made.opened, strict=True))
            do(
                "insert into files_permission (id, alliance_id, file_id, receipt, participant_id, "
                f"category, from_day, until_day) select {base}, gen_random_uuid(), x.* "
                "from unnest(%s::text[], %s::int[], %s::date[], %s::date[]) x",
                [file, of, nrs, starts, untils],
            )
        keep, disputed = ([row[i] for row in made.data] for i in (2, 3))
        do(
            """update sharing_statement s
                  set keep_until = x.keep,
                      disputed_on = case when x.doubt then date '2025-09-01' end
                 from unnest(%s::uuid[], %s::date[], %s::bool[]) x (id, keep, doubt)
                where s.id = x.id""",
            [self.ids, keep, disputed],
        )
        do(
            "update partners_person set task = %s, designated_from = %s, designated_until = %s, "
            "employer = %s where id = %s",
            [made.task, *made.designated, OWN if made.employed else "een ander", self.person],
        )
        change = "update partners_clearance set screening = %s, confirmed = %s where person_id = %s"
        do(change, [made.screening, made.confirmed, self.person])
        do(TAKES_PART, [NEVER if made.takes_part else TODAY, OWN])

    def opened(self, by: bytes, act: str) -> tuple[str, list[str]]:
        """A line for an act in the file, and what the database has against it."""
        line = str(uuid4())
        backend, began = self.app.execute(
            "select pg_backend_pid(), transaction_timestamp()"
        ).fetchone()
        values = (line, by, act, [self.file], list(range(1, 18)), backend, began)
        asked = "select fence.open(%s, %s, %s, '', '', '', '', %s, %s, false, %s, %s)"
        return line, self.ledger.execute(asked, values).fetchone()[0]

    def refused(self, by: bytes, act: str) -> set[str]:
        """The norms for which the database does not open the file for an act."""
        _, objections = self.opened(by, act)
        self.app.rollback()
        return set(objections)

    def seen(self, by: bytes) -> set[UUID]:
        """What a line for reading everything in the file lets through, asked in raw SQL."""
        line, _ = self.opened(by, ACT)
        self.app.execute("select set_config('fence.line', %s, true)", [line])
        found = {row[0] for row in self.app.execute("select id from sharing_statement").fetchall()}
        self.app.rollback()
        return found

    def close(self) -> None:
        """Leave nothing behind that no line let in: another test may reconcile rows and lines."""
        self.root.execute(self.holds)
        tables = "files_involvement files_permission files_assignment sharing_statement"
        for table in tables.split():
            self.root.execute(f"delete from {table} where file_id = %s", [self.file])
        self.app.close()
        self.ledger.close()


def agree(stage: Stage, by: bytes, seed: int) -> tuple[int, bool]:
    """How many of the 34 data of one world the norms allow to be read; and whether the database
    lets through exactly those, and names exactly the norms that stand in the way of another act."""
    made = a_world(seed)
    stage.becomes(made)
    expected = {id_ for id_, row in zip(stage.ids, made.data, strict=True) if allowed(made, *row)}
    return len(expected), stage.seen(by) == expected and stage.refused(by, made.act) == against(
        made
    )


def play(world, root, seeds) -> tuple[int, int]:
    """Every world: the two agree on each of its 34 data. Gives how many were read, and how many
    were not."""
    stage, by = Stage(world, root), a_pass(POLICE)
    read = hidden = 0
    try:
        for seed in seeds:
            allowed_here, same = agree(stage, by, seed)
            assert same, seed
            read, hidden = read + allowed_here, hidden + 34 - allowed_here
    finally:
        stage.close()
    return read, hidden


@pytest.fixture
def restored(connect):
    """People as they were."""
    root, person = connect("postgres"), person_id("den-haag", POLICE)
    asked = "select task, designated_from, designated_until, employer from partners_person"
    before = root.execute(f"{asked} where id = %s", [person]).fetchone()
    cleared = root.execute(
        "select screening, confirmed from partners_clearance where person_id = %s", [person]
    ).fetchone()
    yield root
    root.execute(
        "update partners_person set task = %s, designated_from = %s, designated_until = %s, "
        "employer = %s where id = %s",
        [*before, person],
    )
    root.execute(
        "update partners_clearance set screening = %s, confirmed = %s where person_id = %s",
        [*cleared, person],
    )
    root.execute(TAKES_PART, [NEVER, OWN])


def test_the_filter_of_the_database_and_the_verdict_agree_on_500_random_worlds(world, restored):
    read, hidden = play(world, restored, range(500))
    assert read > 500
    assert hidden > 5000


@pytest.mark.long
def test_they_agree_on_10_000_random_worlds(world, restored):
    read, hidden = play(world, restored, range(500, 10_500))
    assert read > 10_000
    assert hidden > 100_000
