"""What a scan tells about itself: in its overview without names, and its flags with what was said
of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from openprisma.areascans.facts import TRUE, scope_of
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
from openprisma.gate.run import Run
from openprisma.panels.overview import about
from openprisma.partners.models import Municipality
from openprisma.subjects.queries import Member, members


@dataclass(frozen=True)
class ScanAbout:
    """What is particular to a scan; no names of subjects, and no flags."""

    scan: Scan
    places: list[str]
    intake: Intake | None
    scope: Scope | None
    advice: CommitteeAdvice | None
    subjects: list[Member]
    report: Report | None
    checks: list[ReportCheck]
    effect: Effect | None

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
    checks = ReportCheck.objects.filter(**here).select_related("participant").order_by("at")
    return ScanAbout(
        scan=held,
        places=list(places.values_list("name", flat=True)),
        intake=Intake.objects.filter(**here).order_by("at").last(),
        scope=scope_of(run),
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

    @property
    def innocent(self) -> list[str]:
        """What may as well be true."""
        return str(self.flag.innocent).splitlines()


@dataclass(frozen=True)
class Flags:
    """The flags of a scan: those that nobody looked at first, and then the object of which the most
    was found true; how many were called what; and what participants do with those that are
    true."""

    head: Head
    flags: list[Shown]
    counts: dict[str, int]
    loads: list[Load]
    follow_ups: list[FollowUp]


@act("vlaggen_inzien")
def flags(run: Run) -> Flags:
    """Every flag with its sentence and what may as well be true, side by side.
    Source: wgs:2.18.1.c, werkwijze:themascan.5."""
    here = {"file": run.file_id}
    said = {one.flag: one for one in FlagVerdict.objects.filter(**here).order_by("at")}
    found = [Shown(one, said.get(one.id)) for one in Flag.objects.filter(**here)]
    weight = Counter[str]()
    for one in found:
        # What nobody looked at and what was a false alarm weighs nothing (werkwijze:themascan.7).
        if one.verdict and one.verdict.answer == TRUE:
            weight[one.flag.unit] += one.flag.weight
    found.sort(
        key=lambda one: (
            one.verdict is not None,
            -weight[one.flag.unit],
            one.flag.unit,
            one.flag.nr,
        )
    )
    done = FollowUp.objects.filter(**here).select_related("participant").order_by("due", "id")
    return Flags(
        head=head(run),
        flags=found,
        counts=dict(Counter(one.verdict.answer for one in found if one.verdict)),
        loads=list(Load.objects.filter(**here).order_by("at")),
        follow_ups=list(done),
    )
