"""What the law may ask of a datum that is kept for a ground (wgs:1.8.7)."""

from __future__ import annotations

from datetime import date

from openprisma.gate.facts import fact
from openprisma.gate.references import names, referred
from openprisma.gate.run import Run
from openprisma.sharing.models import Delivery, Retention, Statement
from openprisma.sharing.terms import review_by


@fact("gegeven.bewaard", ahead=False)
def _kept(run: Run) -> bool:
    """Is the datum, or one of the delivery that an act names, kept for a ground today?"""
    here = Statement.objects.filter(file=run.file_id)
    if names(run, "gegeven"):
        about = here.filter(pk=referred(run, "gegeven", Statement).id)
    else:
        about = here.filter(delivery=referred(run, "levering", Delivery).id)
    kept = Retention.objects.filter(statement__in=about.values("id"), review_on__gt=run.today)
    return kept.exists()


@fact("bewaren.grond", ahead=False)
def _ground(run: Run) -> str:
    return str(run.inputs["grond"])


@fact("bewaren.eigenaar", ahead=False)
def _owner(run: Run) -> str:
    return str(run.inputs["eigenaar"])


@fact("bewaren.herzien_op", ahead=False)
def _review(run: Run) -> date:
    day: date = run.inputs["herzien_op"]
    return day


@fact("bewaren.uiterlijk_herzien", ahead=False)
def _latest(run: Run) -> date:
    return review_by(run.today)
