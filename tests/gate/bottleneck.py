"""What tests do with a bottleneck: be refused on it, and undo what the steering group decided."""

from __future__ import annotations

import pytest

from openprisma.kernel.errors import Refused


def refused(world, *args, **kwargs) -> list[str]:
    """The norms for which an act is refused."""
    with pytest.raises(Refused) as refusal:
        world.do(*args, **kwargs)
    return refusal.value.norms


def back_to_the_proposal(world, connect):
    """As if the steering group had not decided yet, and met today."""
    own = connect("postgres")
    met = "where dossier_id = %s"
    own.execute(
        f"update panels_attendance set on_day = fence.today() where file_id in "
        f"(select file_id from panels_agendaitem {met})",
        [world.bottleneck],
    )
    own.execute(
        f"update panels_agendaitem set day = fence.today(), there_on = fence.today() {met}",
        [world.bottleneck],
    )
    own.execute("update files_file set stage = 'voordracht' where id = %s", [world.bottleneck])
    own.execute("delete from panels_decision where file_id = %s", [world.bottleneck])
