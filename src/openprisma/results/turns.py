"""Which results wait: for a reaction, for a word to their receiver, for what was done with them."""

from __future__ import annotations

from openprisma.gate.turns import turn_things

SOON = 30  # days before the first feedback is late

# What changed under a result after it went out; `informed_on`: what its receiver was told of.
_CHANGED = """case when r.informed_on is not null then exists (
          select from sharing_statement s where s.file_id = m.file and s.id = any (r.statements)
            and (s.corrected_on > r.informed_on or s.disputed_on > r.informed_on))
        else (select count(*) from sharing_statement s where s.file_id = m.file
            and s.id = any (r.statements) and not s.withdrawn and s.disputed_on is null
            and coalesce(s.corrected_on < r.given_on, true)) < cardinality(r.statements) end"""

turn_things(
    reactie="""select r.id, r.reply_by, null::text from results_result r
      where r.file_id = m.file and r.given_on is null and r.reply_by is not null
        and m.participant = any (r.asked) and not exists (select from results_reaction x
          where x.result_id = r.id and x.participant_id = m.participant)""",
    ontvanger=f"""select r.id, null::date, null::text from results_result r
      where r.file_id = m.file and r.given_on is not null and {_CHANGED}""",
    # The bureau asks the receiver.
    terugkoppeling=f"""select r.id, r.due, null::text from results_result r
      where r.file_id = m.file and r.given_on is not null and r.due <= m.day + {SOON}
        and m.participant = ''""",
)
