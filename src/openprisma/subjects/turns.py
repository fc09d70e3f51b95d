"""Whether anybody was proposed, or is there, about whom something can be delivered."""

from __future__ import annotations

from openprisma.gate.turns import turn_things, turn_waits

_SOMEBODY = "exists (select from subjects_subject s where s.file_id = m.file)"

turn_things(
    betrokkene=f"select m.file, null::date, null::text where not {_SOMEBODY}",
    voordragen="""select m.file, null::date, null::text
      where not exists (select from subjects_admission a where a.file_id = m.file)""",
)
# Data are of somebody: without anybody there is nobody to choose.
turn_waits(levering=_SOMEBODY)
