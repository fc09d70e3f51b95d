"""What waits in a scan: bounds, advice, an outcome, a flag nobody looked at, a report to check, a
follow-up without an end."""

from __future__ import annotations

from openprisma.areascans.facts import OPEN
from openprisma.gate.turns import turn_things, turn_waits

# The bounds as they are now, and the report as it is now.
_SCOPE = """(select s.at, s.new, s.dpia from areascans_scope s where s.file_id = m.file
          order by s.at desc limit 1)"""
_REPORT = """(select r.at from areascans_report r where r.file_id = m.file
          order by r.at desc limit 1)"""

turn_things(
    afbakening=f"""select m.file, null::date, null::text
      where not exists (select from {_SCOPE} s where s.dpia ~ '[^[:space:]]')""",
    scan_rac=f"""select m.file, null::date, null::text from {_SCOPE} s where s.new <> '{{}}'
      and not exists (select from areascans_committeeadvice a
        where a.file_id = m.file and a.at >= s.at)""",
    vlag="""select x.id, null::date, null::text from areascans_flag x where x.file_id = m.file
      and not exists (select from areascans_flagverdict v
        where v.file_id = m.file and v.flag = x.id)""",
    duiding="""select m.file, null::date, null::text
      where not exists (select from areascans_flag x where x.file_id = m.file
        and not exists (select from areascans_flagverdict v
          where v.file_id = m.file and v.flag = x.id))""",
    rapport=f"""select m.file, null::date, null::text
      where not exists (select from {_REPORT} r)
        or exists (select from {_REPORT} r, areascans_reportcheck c
          where c.file_id = m.file and c.at >= r.at and not c.agrees
            and not exists (select from areascans_reportcheck d
              where d.file_id = m.file and d.participant_id = c.participant_id
                and d.at > c.at and d.agrees))""",
    rapport_nakijken=f"""select m.file, null::date, null::text from {_REPORT} r
      where m.participant <> '' and not exists (select from areascans_reportcheck c
        where c.file_id = m.file and c.participant_id = m.participant and c.at >= r.at)""",
    opvolging=f"""select x.id, x.due + 1, null::text from areascans_followup x
      where x.file_id = m.file and x.participant_id = m.participant
        and x.state = any ('{{{",".join(OPEN)}}}')""",
    effect="""select m.file, null::date, null::text
      where not exists (select from areascans_effect e where e.file_id = m.file)""",
)

STARTING = "scan_besluiten"
turn_waits(
    # What stands in the way of starting, which no vote changes.
    besluit=f"""(m.act <> '{STARTING}' or exists (select from {_SCOPE} s
          where s.dpia ~ '[^[:space:]]' and (s.new = '{{}}' or exists (
            select from areascans_committeeadvice a
              where a.file_id = m.file and a.at >= s.at))))""",
)
