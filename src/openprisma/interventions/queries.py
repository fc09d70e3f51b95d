"""Reads of interventions, for the overview of a file; no names of persons or companies."""

from __future__ import annotations

from openprisma.gate.run import Run
from openprisma.interventions.models import Intervention
from openprisma.partners.models import Participant


def interventions(run: Run) -> list[Intervention]:
    """Every advice on the file of a run and what came of it, the oldest first, with the names of
    the participants that found it needed; inside an act."""
    names = dict(Participant.objects.values_list("code", "name"))
    found = list(
        Intervention.objects.filter(file=run.file_id)
        .select_related("participant", "owner")
        .order_by("on_day", "id")
    )
    for one in found:
        one.judged_by = [names.get(code, code) for code in one.judged_by]
    return found
