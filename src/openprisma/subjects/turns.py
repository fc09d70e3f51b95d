"""Whether anybody was proposed yet."""

from __future__ import annotations

from openprisma.gate.turns import turn_things

turn_things(
    voordragen="""select m.file, null::date, null::text
      where not exists (select from subjects_admission a where a.file_id = m.file)""",
)
