"""Which data and questions wait for a participant."""

from __future__ import annotations

from openprisma.gate.keeping import KEEP
from openprisma.gate.turns import turn_things
from openprisma.sharing.request_queries import LATER
from openprisma.subjects.actions import REMOVED

# Of a category that is closed to who is asked not even the number. Of a datum that is there no more
# nothing waits.
_THERE = f"""not exists (
          select from subjects_admission a where a.file_id = m.file and a.subject = s.subject_id
            and a.state = '{REMOVED}')
        and exists (select from subjects_subject o where o.id = s.subject_id
          and o.left_on is null and m.day < o.known_on + fence.kept_for('{KEEP}'))"""
_HERE = f"not s.withdrawn and m.day < s.keep_until and {_THERE}"
_OPEN = """s.category = any (
        fence.open_categories(fence.known(m.person), m.file, array[s.category], m.day))"""

turn_things(
    vraag=f"""select s.id, s.answer_by, coalesce(s.participant_id, '') from sharing_request s
      where s.file_id = m.file and m.participant = any (s.participants)
        and coalesce((select p.answer from sharing_reply p where p.request_id = s.id
          and p.participant_id = m.participant order by p.at desc limit 1), '{LATER}') = '{LATER}'
        and m.day < s.on_day + fence.kept_for('{KEEP}') and {_THERE} and {_OPEN}""",
    fout=f"""select s.id, null::date, null::text from sharing_statement s
      where s.file_id = m.file and s.participant_id = m.participant and s.disputed_on is not null
        and {_HERE} and {_OPEN}""",
    verbetering=f"""select s.id, null::date, null::text from sharing_statement s
      where s.file_id = m.file and s.participant_id <> m.participant
        and s.corrected_on is not null and s.disputed_on is null and {_HERE}
        and not exists (select from sharing_confirmation c where c.statement_id = s.id
          and c.participant_id = m.participant)
        and {_OPEN}""",
    # Something was delivered, or it was answered that there is nothing.
    levering="""select m.file, null::date, null::text
      where exists (select from files_involvement i where i.file_id = m.file
          and i.participant_id = m.participant and i.from_day <= m.day and m.day < i.until_day)
        and not exists (select from sharing_statement s where s.file_id = m.file
          and s.participant_id = m.participant)
        and not exists (select from sharing_reply p where p.file_id = m.file
          and p.participant_id = m.participant)""",
)
