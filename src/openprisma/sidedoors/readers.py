"""Who may read what, said again: from the rows as a superuser sees them, the working methods, and
the kernel norms as the plain reader of conditions understands them. Nothing here asks the fence
or the gate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from openprisma.engine.norms import Norm
from openprisma.engine.targets.walker import value
from openprisma.engine.terms import end_of
from openprisma.gate.facts import Level, registered
from openprisma.gate.keeping import KEEP
from openprisma.gate.kernel import kernel_norms
from openprisma.gate.law import lawbook, procedures
from openprisma.sidedoors.canaries import Spot
from openprisma.sidedoors.hiding import REMOVED
from openprisma.subjects.actions import ADMITTED, PROPOSED

RESTING = frozenset({"analysis_finding", "analysis_tie"})  # read with every datum under them
# Tables about the work and not about anybody in a file; whoever may read the file reads them. All
# others need an act that reaches subjects. What a table of people decides on reads without names is
# `subjects_admission`.
OF_THE_WORK = frozenset(
    (
        "files_assignment",
        "files_involvement",
        "files_permission",
        "files_erasure",
        "files_hold",
        "files_step",
        "files_judgement",
        "files_phaseneed",
        "files_phaseverdict",
        "files_deviation",
        "bottlenecks_application",
        "bottlenecks_review",
        "bottlenecks_evaluation",
        "bottlenecks_commitment",
        "bottlenecks_measure",
        "bottlenecks_planverdict",
        "cases_case",
        "cases_goal",
        "cases_moneycheck",
        "cases_caseevaluation",
        "interventions_intervention",
        "panels_vote",
        "panels_decision",
        "panels_meeting",
        "panels_agendaitem",
        "panels_paper",
        "panels_attendance",
        "panels_recusal",
        "panels_draft",
        "panels_task",
        "subjects_admission",
        # Codes and days of the body: nothing of what was found.
        "bibob_matter",
        "bibob_tip",
        "bibob_bureaurequest",
        "bibob_pause",
        "bibob_bureaunotice",
        "bibob_objection",
    )
)


@dataclass(frozen=True)
class Person:
    """Somebody who works here, as the kernel norms ask about them."""

    id: UUID
    name: str
    facts: tuple[tuple[str, Any], ...]
    participant: str | None
    functions: frozenset[str]


@dataclass(frozen=True)
class Reach:
    """How far somebody gets in a file: is it in their lists, may they open it, reach subjects in
    it, and in which categories."""

    roles: frozenset[str] = frozenset()
    opens: bool = False
    subjects: bool = False
    categories: frozenset[int] = frozenset()
    participant: str | None = None

    @property
    def listed(self) -> bool:
        """Does the file stand in their own lists?"""
        return bool(self.roles)


@dataclass
class Readers:
    """Everybody and every file on a day. `own` is a superuser."""

    own: Any
    day: date

    def people(self) -> list[Person]:
        """Everybody of the region."""
        rows = self.own.execute(
            """select p.id, p.name, p.designated_by_id, p.task, c.screening, c.confirmed,
                      p.designated_from <= %(day)s and %(day)s < p.designated_until,
                      exists (select from partners_participant o where o.code = p.designated_by_id
                                and o.employer = p.employer),
                      exists (select from partners_participant o where o.code = p.designated_by_id
                                and o.from_day <= %(day)s and %(day)s < o.until_day),
                      array(select h.function from partners_functionholder h
                             where h.person_id = p.id
                               and h.from_day <= %(day)s and %(day)s < h.until_day order by 1)
                 from partners_person p left join partners_clearance c on c.person_id = p.id
                order by p.id""",
            {"day": self.day},
        ).fetchall()
        return [self._person(*row) for row in rows]

    def _person(
        self,
        id: UUID,
        name: str,
        of: str | None,
        task: str,
        screening: str,
        confirmed: bool,
        designated: bool,
        employed: bool,
        participates: bool,
        functions: list[str],
    ) -> Person:
        facts = {
            "wie.taak": task,
            "wie.screening": screening,
            "wie.toegang_bevestigd": confirmed,
            "wie.aangewezen": designated,
            "wie.in_dienst": employed,
            "wie.is_deelnemer": participates,
            "wie.deelnemer": of or "",
        }
        return Person(id, name, tuple(facts.items()), of, frozenset(functions))

    def reach(self, person: Person, file: Any) -> Reach:
        """How far this person gets in this file today."""
        found = self._file(file)
        held = self.own.execute(
            """select role, participant_id from files_assignment
                where file_id = %s and person_id = %s and from_day <= %s and %s < until_day""",
            [file, person.id, self.day, self.day],
        ).fetchall()
        if not held:
            return Reach()
        roles = frozenset(role for role, _ in held)
        facts = dict(person.facts) | self._facts(found)
        if not stands(_norms("person"), facts):
            return Reach()  # at the door such a person has no lists either
        offers = procedures()[found["kind"]].at(found["stage"])
        open_acts = [
            o.entry.act
            for o in offers
            for role in sorted(roles & set(o.entry.by))
            if self._opens(o.entry.act, role, facts)
        ]
        reaching = any(lawbook().vocabulary.acts[act].identities for act in open_acts)
        bureau = any(of is None for _, of in held)
        categories = (
            self._categories(file, found, person, bureau, facts) if reaching else frozenset()
        )
        return Reach(roles, bool(open_acts), reaching, categories, person.participant)

    def _opens(self, act: str, role: str, facts: dict[str, Any]) -> bool:
        return stands((n for n in _norms("file") if act in n.acts), facts | {"wie.rol": role})

    def _categories(
        self, file: Any, found: dict[str, Any], person: Person, bureau: bool, facts: dict[str, Any]
    ) -> frozenset[int]:
        rows = self.own.execute(
            "select participant_id, category, until_day from files_permission "
            "where file_id = %s and from_day <= %s",
            [file, self.day],
        ).fetchall()
        decided = {
            nr
            for of, nr, until in rows
            if (self.day < until and (bureau or of == person.participant))
            or (bureau and until == found["ends_on"])
        }
        known = {row.nr: row for row in lawbook().categories(self.day).values()}
        facts = facts | {
            "dossier.besloten_categorieen": frozenset(known[nr].code for nr in decided)
        }

        def open_to(row: Any) -> bool:
            of_row = {
                "gegeven.categorie": row.code,
                "gegeven.fase": row.phase,
                "gegeven.werkwijzen": frozenset(row.methods),
            }
            return stands(_norms("category"), facts | of_row)

        return frozenset(nr for nr, row in known.items() if open_to(row))

    def _file(self, file: Any) -> dict[str, Any]:
        row = self.own.execute(
            "select kind, stage, phase, ends_on from files_file where id = %s", [file]
        ).fetchone()
        return dict(zip(("kind", "stage", "phase", "ends_on"), row, strict=True)) | {"id": file}

    def _facts(self, found: dict[str, Any]) -> dict[str, Any]:
        involved = self.own.execute(
            "select i.participant_id from files_involvement i "
            "join partners_participant o on o.code = i.participant_id "
            "where i.file_id = %(file)s and i.from_day <= %(day)s and %(day)s < i.until_day "
            "and o.from_day <= %(day)s and %(day)s < o.until_day",
            {"file": found["id"], "day": self.day},
        ).fetchall()
        held = self.own.execute(
            "select exists (select from files_hold where file_id = %s and released_on is null "
            "and withheld_on is not null)",
            [found["id"]],
        ).fetchone()[0]
        return {
            "vraag.vandaag": self.day,
            "dossier.fase": found["phase"],
            "dossier.werkwijze": found["kind"],
            "dossier.eindigt_op": found["ends_on"],
            "dossier.aangehouden": held,
            "dossier.betrokken_deelnemers": frozenset(of for (of,) in involved),
        }

    def may_read(self, person: Person, reach: Reach, spot: Spot) -> bool:
        """May this person see this canary in this file?"""
        if spot.values.get("dossier_id") and self.reach(person, spot.values["dossier_id"]).opens:
            return True  # the point about a file on the agenda of a meeting
        if not reach.listed:
            return False
        if spot.table == "files_file":
            return True
        if spot.table in OF_THE_WORK or self._decided_on(spot):
            return reach.opens
        return (
            reach.subjects
            and self._in_term(spot)
            and self._admitted(person, spot)
            and self._row(person, reach, spot.values)
            and self._rests(person, reach, spot)
        )

    def _in_term(self, spot: Spot) -> bool:
        """Is it within its term from the day on which it was first processed (wgs:1.8.7)?"""
        since = spot.values.get("known_on") or spot.values.get("on_day")
        if since is None:
            return True
        term = WAITING if spot.table == "sharing_batch" else KEEP
        return bool(self.day < end_of(since, lawbook().term(term, self.day), lawbook().holidays))

    def _admitted(self, person: Person, spot: Spot) -> bool:
        """Did a table admit whom it is about, or is it of who proposed (casusoverleg.3)? What is
        left of one's own about somebody who was removed, one takes back."""
        about = spot.row if spot.table == "subjects_subject" else spot.values.get("subject_id")
        said = self.own.execute(
            "select a.state, p.id, p.designated_by_id from subjects_admission a "
            "join partners_person p on p.id = a.person_id where a.subject = %s",
            [about],
        ).fetchall()
        states = {state for state, *_ in said}
        if not states or states == {PROPOSED, ADMITTED}:
            return True
        if REMOVED in states:
            return spot.table == "sharing_statement" and self._takes_back(person, spot)
        return any(who == person.id or (of and of == person.participant) for _, who, of in said)

    def _takes_back(self, person: Person, spot: Spot) -> bool:
        """Is it of the participant of this person, or of one that is involved no more?"""
        of = spot.values["participant_id"]
        query = (
            "select 1 from files_involvement "
            "where file_id = %s and participant_id = %s and until_day <= %s"
        )
        left = self.own.execute(query, [spot.file, of, self.day]).fetchone()
        return of == person.participant or left is not None

    def _rests(self, person: Person, reach: Reach, spot: Spot) -> bool:
        """A finding or a tie: is every datum under it there to be read?"""
        if spot.table not in RESTING:
            return True
        asked = ("category", "keep_until", "disputed_on", "participant_id", "subject_id")
        query = f"select {', '.join(asked)} from sharing_statement where id = any (%s)"
        under = spot.values["statements"]
        rows = self.own.execute(f"{query} and file_id = %s", [under, spot.file]).fetchall()
        return len(rows) == len(set(under)) and all(
            self._row(person, reach, values)
            and self._admitted(person, Spot("sharing_statement", "", None, spot.file, values))
            for values in (dict(zip(asked, row, strict=True)) for row in rows)
        )

    def _decided_on(self, spot: Spot) -> bool:
        """The bare id of a subject that a table decides on: it stands in what the table reads,
        without a name."""
        if spot.table != "subjects_subject" or spot.column:
            return False
        return bool(
            self.own.execute(
                "select 1 from subjects_admission where subject = %s limit 1", [spot.row]
            ).fetchone()
        )

    def _row(self, person: Person, reach: Reach, values: dict[str, Any]) -> bool:
        """What a row about subjects asks besides."""
        if "category" in values and values["category"] not in reach.categories:
            return False
        if not set(values.get("categories") or ()) <= reach.categories:
            return False
        facts = {
            "vraag.vandaag": self.day,
            "gegeven.bewaren_tot": values.get("keep_until") or date.max,
            "gegeven.betwist": bool(values.get("disputed_on")),
            "gegeven.eigen": values.get("participant_id") == person.participant,
        }
        return stands(_norms("row"), facts)


WAITING = "klaarzetten"  # how long a spreadsheet waits (huisregels:8)


@lru_cache
def _norms(level: Level) -> tuple[Norm, ...]:
    return tuple(kernel_norms(lawbook(), registered(), level))


def stands(norms: Iterable[Norm], facts: dict[str, Any]) -> bool:
    """Does no norm that applies on this day stand in the way?"""
    day = facts.get("vraag.vandaag", date.max)
    return not any(
        value(norm.applies, facts) and value(norm.condition, facts) == (norm.kind == "forbids")
        for norm in norms
        if norm.valid_from <= day < norm.until
    )
