"""What waits in a Bibob file: the Bureau's term, what is to be reported to it."""

from __future__ import annotations

from openprisma.gate.turns import turn_things

turn_things(
    bibob_bureau="""select r.id, r.due, null::text from bibob_bureaurequest r
      where r.file_id = m.file and r.ended_on is null""",
    bibob_melding="""select r.id, null::date, null::text from bibob_bureaunotice r
      where r.file_id = m.file and r.done_on is null""",
)
