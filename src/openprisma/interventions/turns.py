"""Which advices wait: for an answer, to be done, for what came of them. Of a participant outside
the file the bureau writes it down (werkwijze:casusoverleg.7)."""

from __future__ import annotations

from openprisma.gate.turns import turn_things, turn_waits
from openprisma.interventions.facts import ADVISED, DONE, OPEN, PROMISED

# Who advised stands in the file for a participant, or for the bureau.
_ADVISER = """coalesce((select a.participant_id from files_assignment a
        where a.file_id = m.file and a.person_id = i.person_id and a.participant_id is not null
        limit 1), '')"""


def _at(state: str, due: str) -> str:
    return f"""select i.id, {due}, {_ADVISER} from interventions_intervention i
      where i.file_id = m.file and i.state = '{state}' and (i.participant_id = m.participant
        or m.participant = '' and not exists (select from files_involvement v
          join partners_participant o on o.code = v.participant_id
          where v.file_id = m.file and v.participant_id = i.participant_id
            and v.from_day <= m.day and m.day < v.until_day
            and o.from_day <= m.day and m.day < o.until_day))"""


CLOSING = "casus_sluiten"

turn_things(
    toezegging=_at(ADVISED, "null::date"),
    uitvoering=_at(PROMISED, "i.due + 1"),
    afronding=_at(DONE, "null::date"),
)
turn_waits(
    besluit=f"""(m.act <> '{CLOSING}' or not exists (select from interventions_intervention i
          where i.file_id = m.file and i.state = any ('{{{",".join(OPEN)}}}')))""",
)
