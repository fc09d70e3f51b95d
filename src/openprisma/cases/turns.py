"""Whether a closed case was evaluated, and what it must have before it closes."""

from __future__ import annotations

from openprisma.gate.turns import turn_things, turn_waits
from openprisma.interventions.turns import CLOSING

_CHECKED = "exists (select from cases_moneycheck c where c.file_id = m.file)"
# Closing stands on an agenda, and nothing was decided on it yet.
_CLOSING = f"""exists (select from panels_agendaitem p where p.dossier_id = m.file
          and p.kind = '{CLOSING}' and p.closed_on is null
          and p.round = (select count(*) from panels_decision d where d.file_id = m.file))"""

turn_things(
    geldtoets=f"""select m.file, null::date, null::text
      where {_CLOSING} and not {_CHECKED}""",
    casusevaluatie="""select m.file, null::date, null::text
      where not exists (select from cases_caseevaluation e where e.file_id = m.file)""",
)
turn_waits(
    besluit=f"(m.act <> '{CLOSING}' or {_CHECKED})",
)
