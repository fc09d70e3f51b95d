"""Acts on what stays longer than it would: a statutory bar or a legal claim needs a datum."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from openprisma.files.actions import signed
from openprisma.gate.acts import act
from openprisma.gate.lists import KeepGround, Organisation
from openprisma.gate.references import referred
from openprisma.gate.run import Run
from openprisma.gate.writes import adds, changes, removes
from openprisma.kernel.errors import BadInput
from openprisma.language.prose import Prose
from openprisma.sharing.actions import OneDatum, Text
from openprisma.sharing.models import Retention, Statement

Line = Annotated[str, Field(min_length=2, max_length=200), Prose()]


@act(
    "bewaren_wegens_grond",
    reads="all",
    writes=(adds(Retention, sets=("reason", "decided_by", "review_on")),),
)
def keep(
    run: Run,
    *,
    gegeven: OneDatum,
    grond: KeepGround,
    waarvoor: Text,
    eigenaar: Organisation,
    besloten_door: Line,
    herzien_op: date,
) -> UUID:
    """Record that a datum may not be destroyed: on which ground, for what, which participant
    answers for that, who decided it, and until which day that holds unless somebody looks again.
    Raises `BadInput` when it is kept already. Source: wgs:1.8.7."""
    found = referred(run, "gegeven", Statement)
    if Retention.objects.filter(statement=found.id).exists():
        raise BadInput(
            "Dit gegeven wordt al bewaard.",
            fields={"gegeven": "Herzie of beëindig wat er al staat."},
        )
    made = Retention.objects.create(
        statement_id=found.id,
        ground=grond,
        reason=waarvoor,
        owner=eigenaar,
        decided_by=besloten_door,
        review_on=herzien_op,
        **signed(run),
    )
    return made.id


@act(
    "bewaren_herzien",
    reads="all",
    writes=(changes(Retention, "review_on", "reason", "decided_by", of_others=("person",)),),
)
def review(
    run: Run, *, gegeven: OneDatum, waarvoor: Text, besloten_door: Line, herzien_op: date
) -> None:
    """Somebody looked again and the ground is still there: it holds until a later day. Raises
    `BadInput` for a datum that is not kept. Source: wgs:1.8.7."""
    found = _kept(run)
    Retention.objects.filter(pk=found.id).update(
        review_on=herzien_op, reason=waarvoor, decided_by=besloten_door, receipt=run.line
    )


@act("bewaren_beeindigen", reads="all", writes=(removes(Retention, of_others=("person",)),))
def end(run: Run, *, gegeven: OneDatum) -> None:
    """The ground is gone: the datum goes when any other would. Raises `BadInput` for a datum that
    is not kept. Source: wgs:1.8.7."""
    _kept(run).delete()


def _kept(run: Run) -> Retention:
    found = Retention.objects.filter(statement=referred(run, "gegeven", Statement).id).first()
    if found is None:
        raise BadInput(
            "Dit gegeven wordt niet bewaard.",
            fields={"gegeven": "Kies een gegeven dat wegens een grond wordt bewaard."},
        )
    return found
