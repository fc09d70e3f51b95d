"""What a scan tells about itself: in its overview without names, and its flags with what was said
of each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from openprisma.areascans.facts import FALSE, TRUE, rules_of, scope_of
from openprisma.areascans.models import (
    CommitteeAdvice,
    Effect,
    Flag,
    FlagVerdict,
    FollowUp,
    Intake,
    Load,
    Report,
    ReportCheck,
    Scan,
    Scope,
)
from openprisma.files.queries import Head, head
from openprisma.gate.acts import act
from openprisma.gate.law import lawbook
from openprisma.gate.run import Run
from openprisma.panels.overview import about
from openprisma.partners.models import Municipality
from openprisma.subjects.queries import Member, members


@dataclass(frozen=True)
class ScanAbout:
    """What is particular to a scan; no names of subjects, and no flags."""

    scan: Scan
    places: list[str]
    titles: dict[str, str]  # of the rules, by name
    intake: Intake | None
    scope: Scope | None
    advice: CommitteeAdvice | None
    subjects: list[Member]
    report: Report | None
    checks: list[ReportCheck]
    effect: Effect | None

    @property
    def answers(self) -> list[tuple[str, bool]]:
        """The questions of the intake in their order, with what was answered."""
        asked = lawbook().vocabulary.lists["intakevragen"]
        said: dict[str, bool] = self.intake.answers if self.intake else {}
        return [(text, said[code]) for code, text in asked.items() if code in said]

    @property
    def rules(self) -> list[tuple[str, str, str]]:
        """The rules that were chosen: name, title, version."""
        held: dict[str, str] = self.scope.rules if self.scope else {}
        return [(one, self.titles.get(one, one), version) for one, version in sorted(held.items())]

    @property
    def wanted(self) -> dict[str, str]:
        """The categories asked for, each with a reason."""
        asked: dict[str, str] = self.scope.wanted if self.scope else {}
        return asked


@about("scan")
def scan(run: Run) -> ScanAbout:
    """The scan and what came of it. Source: wgs:2.18.1.c."""
    held = Scan.objects.select_related("proposed_by").get(pk=run.file_id)
    here = {"file": run.file_id}
    places = Municipality.objects.filter(code__in=held.municipalities).order_by("name")
    scope = scope_of(run)
    rules = rules_of(scope.kind) if scope else {}
    checks = ReportCheck.objects.filter(**here).select_related("participant").order_by("at")
    return ScanAbout(
        scan=held,
        places=list(places.values_list("name", flat=True)),
        titles={name: one.entry.title for name, one in rules.items()},
        intake=Intake.objects.filter(**here).order_by("at").last(),
        scope=scope,
        advice=CommitteeAdvice.objects.filter(**here).order_by("at").last(),
        subjects=members(run),
        report=Report.objects.filter(**here).order_by("at").last(),
        checks=list(checks),
        effect=Effect.objects.filter(**here).order_by("on_day", "id").last(),
    )


@dataclass(frozen=True)
class Shown:
    """A flag with what was said of it last, if anything."""

    flag: Flag
    verdict: FlagVerdict | None
    title: str = ""

    @property
    def answer(self) -> str:
        """What was said of it, as a code of `vlagoordelen`; empty when nobody looked."""
        return str(self.verdict.answer) if self.verdict else ""

    @property
    def innocent(self) -> list[str]:
        """What may as well be true."""
        return str(self.flag.innocent).splitlines()


@dataclass(frozen=True)
class Thing:
    """An object with its flags: what weighs in what was called true, and how many wait."""

    unit: str
    flags: list[Shown]

    @property
    def weight(self) -> int:
        """What nobody looked at and what was a false alarm weighs nothing
        (werkwijze:themascan.7)."""
        return sum(one.flag.weight for one in self.flags if one.answer == TRUE)

    @property
    def waiting(self) -> int:
        """How many flags nobody looked at."""
        return sum(one.verdict is None for one in self.flags)

    @property
    def seen(self) -> list[Shown]:
        """Those to look at on the spot: true, or not clear yet."""
        return [one for one in self.flags if one.answer not in ("", FALSE)]


@dataclass(frozen=True)
class Flags:
    """The flags of a scan by object: what nobody looked at first, and then the object of which the
    most was found true; and what participants do with those that are true."""

    head: Head
    things: list[Thing]
    loads: list[Load]
    follow_ups: list[FollowUp]

    @property
    def flags(self) -> list[Shown]:
        """Every flag, in the order of its object."""
        return [one for thing in self.things for one in thing.flags]

    @property
    def waiting(self) -> int:
        """How many flags nobody looked at."""
        return sum(one.waiting for one in self.things)

    @property
    def false_alarms(self) -> list[Shown]:
        """What turned out to have an ordinary reason: from which one learns what a rule is
        worth."""
        return [one for one in self.flags if one.answer == FALSE]

    @property
    def visits(self) -> list[Thing]:
        """Objects with something to look at on the spot."""
        return [one for one in self.things if one.seen]


@act("vlaggen_inzien")
def flags(run: Run) -> Flags:
    """Every flag with its sentence and what may as well be true, side by side.
    Source: wgs:2.18.1.c, werkwijze:themascan.5."""
    here = {"file": run.file_id}
    said = {one.flag: one for one in FlagVerdict.objects.filter(**here).order_by("at")}
    scope = scope_of(run)
    rules = rules_of(scope.kind) if scope else {}
    things = defaultdict[str, list[Shown]](list)
    for one in Flag.objects.filter(**here).order_by("nr"):
        title = rules[one.rule].entry.title if one.rule in rules else one.rule
        things[one.unit].append(Shown(one, said.get(one.id), title))
    ranked = [
        Thing(unit, sorted(held, key=lambda one: one.verdict is not None))
        for unit, held in things.items()
    ]
    ranked.sort(key=lambda one: (not one.waiting, -one.weight, one.unit))
    done = FollowUp.objects.filter(**here).select_related("participant").order_by("due", "id")
    return Flags(
        head=head(run),
        things=ranked,
        loads=list(Load.objects.filter(**here).order_by("at")),
        follow_ups=list(done),
    )
