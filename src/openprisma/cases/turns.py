"""Whether a closed case was evaluated, and what it must have before it closes."""

from __future__ import annotations

from openprisma.gate.turns import turn_things, turn_waits
from openprisma.interventions.turns import CLOSING

turn_things(
    casusevaluatie="""select m.file, null::date, null::text
      where not exists (select from cases_caseevaluation e where e.file_id = m.file)""",
)
turn_waits(
    besluit=f"""(m.act <> '{CLOSING}' or exists (select from cases_moneycheck c
          where c.file_id = m.file))""",
)
