"""Reads of interventions, for the overview of a file; no names of persons or companies."""

from __future__ import annotations

from openprisma.gate.run import Run
from openprisma.interventions.models import Intervention


def interventions(run: Run) -> list[Intervention]:
    """Every advice on the file of a run and what came of it, the oldest first; inside an act."""
    return list(
        Intervention.objects.filter(file=run.file_id)
        .select_related("participant", "owner")
        .order_by("on_day", "id")
    )
