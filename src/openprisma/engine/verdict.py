"""The outcome of a judgement: every norm that was looked at, what became of it, and the reasons to
refuse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal

from openprisma.engine.citations import short_citation
from openprisma.engine.norms import Norm
from openprisma.kernel.errors import Reason, Refused

State = Literal["holds", "violated", "waits", "not_applicable", "replaced", "conflict"]
_WEIGHT = {"forbids": 0, "requires": 1, "empowers": 2, "judgement": 3, "permits": 4}
HIDDEN = Reason(
    "huisregels:1.1",
    "Deze pagina bestaat niet, of u mag haar niet zien.",
    "1 lid 1 huisregels",
    "Controleer het adres, of ga terug naar uw werkvoorraad.",
)


@dataclass(frozen=True)
class Finding:
    """One norm and what became of it under these facts."""

    norm: Norm
    state: State

    @property
    def stands_in_the_way(self) -> bool:
        """Is this a reason to refuse?"""
        return self.state in ("violated", "waits", "conflict")


@dataclass(frozen=True)
class Verdict:
    """All findings about one act. Reproducible: `norm_set`, `on` and `facts` (codes only) say on
    what it rests. `of_another`: the facts that the law calls so in its vocabulary."""

    act: str
    on: date
    norm_set: str
    facts: dict[str, Any]
    findings: tuple[Finding, ...]
    of_another: frozenset[str] = frozenset()

    @property
    def grounds(self) -> tuple[Norm, ...]:
        """The norms that permit this act and hold."""
        return tuple(
            f.norm for f in self.findings if f.norm.kind == "permits" and f.state == "holds"
        )

    @cached_property
    def objections(self) -> tuple[Finding, ...]:
        """What stands in the way, the weightiest first. A ground that fails counts only when no
        other holds."""
        held = {f.norm.kind for f in self.findings if f.state == "holds"} & {"permits", "empowers"}
        found = [
            f
            for f in self.findings
            if f.state == "conflict" or (f.stands_in_the_way and f.norm.kind not in held)
        ]
        return tuple(sorted(found, key=lambda f: (_WEIGHT[f.norm.kind], f.norm.id)))

    @property
    def allowed(self) -> bool:
        """A ground holds, and nothing stands in the way."""
        return bool(self.grounds) and not self.objections

    @property
    def reasons(self) -> list[Reason]:
        """The objections as refusals of three sentences. Who has no ground reads none that says
        something of somebody else."""
        told = [f for f in self.objections if self.grounds or not f.norm.facts & self.of_another]
        return [reason(finding) for finding in told] or [self._no_ground()]

    @property
    def hidden(self) -> bool:
        """Would telling the reason betray something the reader may not know?"""
        return any(f.norm.entry.show_to == "reviewer" for f in self.objections)

    def refusal(self) -> Refused:
        """The verdict as an error to raise."""
        return Refused([HIDDEN] if self.hidden else self.reasons, hidden=self.hidden, verdict=self)

    def _no_ground(self) -> Reason:
        return Reason(
            "geen-grond",
            "Dit kan niet, want geen norm staat deze handeling toe.",
            "2.17 Wgs",
            "Vraag de privacyjurist of hiervoor een norm hoort te zijn.",
        )


def reason(finding: Finding) -> Reason:
    """One objection in three sentences."""
    norm = finding.norm
    if finding.state == "conflict":
        return Reason(
            norm.id,
            "Twee uitzonderingen spreken elkaar tegen, dus er gebeurt niets.",
            f"{norm.short}, als uitzondering op "
            f"{short_citation(norm.entry.exception_to or norm.id)}",
            "Leg deze botsing voor aan de privacyjurist.",
        )
    return Reason(norm.id, norm.entry.refusal, norm.short, norm.entry.remedy)
