"""Which things wait in any file: a word that may not stand there yet, access to be given, the next
phase."""

from __future__ import annotations

from openprisma.files.notes import ASKED
from openprisma.gate.turns import turn_things

turn_things(
    uitzondering=f"""select w.id, null::date, null::text from files_wordnote w
      where w.file_id = m.file and w.state = '{ASKED}'""",
    # Nobody else of one's own participant works on it.
    toegang="""select m.file, null::date, null::text
      where not exists (select from files_assignment a where a.file_id = m.file
        and a.participant_id = m.participant and a.role <> m.role
        and a.from_day <= m.day and m.day < a.until_day)""",
    fase="""select n.id, null::date, null::text from files_phaseneed n
      where n.file_id = m.file and n.phase = m.phase + 1 and n.person_id <> m.person""",
)
