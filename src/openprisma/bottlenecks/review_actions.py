"""Acts on an application before the decision: the DPIA on its way, the test report, the advice of
CFG and RAC."""

from __future__ import annotations

from typing import Annotated

from openprisma.bottlenecks.facts import advised_on
from openprisma.bottlenecks.models import Review
from openprisma.files.actions import Text, signed
from openprisma.gate.acts import act
from openprisma.gate.law import lawbook
from openprisma.gate.lists import DpiaStep, Tester, TestPoint
from openprisma.gate.run import Run
from openprisma.gate.writes import ACT, Listed, adds
from openprisma.kernel.errors import BadInput
from openprisma.language.prose import Prose

REVIEWS = adds(Review, only={"kind": (ACT,)})


@act("dpia_bijwerken", writes=(adds(Review, only={"kind": (Listed("dpia_stappen"),)}),))
def move_dpia(run: Run, *, stap: DpiaStep, toelichting: Text) -> None:
    """The assessment takes its next step: delivered, measures, adopted.
    Source: werkwijze:handhavingsknelpunt.8, avg:35."""
    _keep(run, stap, toelichting)


@act("cfg_adviseren", writes=(REVIEWS,))
def advise_cfg(run: Run, *, positief: bool, advies: Text) -> None:
    """The CFG advises on the application and on its assessment.
    Source: werkwijze:handhavingsknelpunt.8."""
    _keep(run, run.act, advies, positive=positief)


@act("rac_vastleggen", writes=(REVIEWS,))
def record_rac(
    run: Run,
    *,
    door: Tester,
    positief: bool,
    advies: Text,
    minderheid: Annotated[str, Prose()] = "",
) -> None:
    """Record what the RAC advised, with a minority note when there is one. `door`: whose advice it
    is; with which text of the decision it is about. Source: bgs:1.13.1, bgs:1.13.4, bgs:1.13.6,
    bgs:1.15.1."""
    _keep(run, run.act, advies, positive=positief, minority=minderheid, about=advised_on(run))


@act("toetsrapport_vastleggen", writes=(REVIEWS,))
def record_test(run: Run, *, toetsen: dict[TestPoint, bool], toelichting: Text) -> None:
    """The privacy jurist tests an application on nine points.
    Source: werkwijze:handhavingsknelpunt.7."""
    if set(toetsen) != set(lawbook().vocabulary.lists["toetspunten"]):
        raise BadInput(
            "Niet over elk punt staat een oordeel.",
            fields={"toetsen": "Kies bij elk punt ja of nee."},
        )
    _keep(run, run.act, toelichting, positive=all(toetsen.values()), checks=toetsen)


def _keep(run: Run, kind: str, text: str, **rest: object) -> None:
    Review.objects.create(kind=kind, text=text, **rest, **signed(run))
