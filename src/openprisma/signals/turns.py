"""Whose verdict on a signal waits, and which accepted signal led to nothing yet."""

from __future__ import annotations

from openprisma.gate.turns import turn_things
from openprisma.signals.actions import TELLING

turn_things(
    oordeel="""select m.file, null::date, null::text
      where not exists (select from signals_verdict v where v.file_id = m.file
        and v.participant_id = m.participant)""",
    gevolg=f"""select m.file, null::date, null::text
      where not exists (select from files_file f where f.rests_on_id = m.file)
        and not exists (select from signals_remark r where r.file_id = m.file
          and r.kind = '{TELLING}')""",
)
