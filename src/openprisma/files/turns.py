"""Which things wait in any file: a word that may not stand there yet, access to be given, the next
phase, of which participants judge before it is opened."""

from __future__ import annotations

from openprisma.files.notes import ASKED
from openprisma.gate.turns import turn_things

# What a participant says of the next phase is about: `files/facts.py`, `next_phase`.
_ABOUT = """left(encode(sha256(convert_to('["' || n.phase || '"' || (
          select string_agg(',' || to_json(x.word)::text, '' order by x.part, x.word collate "C")
            from (select 1 as part, o.id::text as word from files_phaseneed o
                where o.file_id = m.file and o.phase = n.phase
              union select 2, c.code from files_permission p
                join lateral (select v.code, v.phase from fence.category v
                  where v.nr = p.category and v.valid_from <= m.day
                  order by v.valid_from desc limit 1) c on c.phase = n.phase
                where p.file_id = m.file and p.from_day <= m.day and m.day < p.until_day) x)
        || ']', 'UTF8')), 'hex'), 16)"""
_SAID = f"""(select v.needed from files_phaseverdict v where v.file_id = m.file
          and v.participant_id = {{who}} and v.about = {_ABOUT} order by v.at desc limit 1)"""
_NEXT = "from files_phaseneed n where n.file_id = m.file and n.phase = m.phase + 1"

turn_things(
    uitzondering=f"""select w.id, null::date, null::text from files_wordnote w
      where w.file_id = m.file and w.state = '{ASKED}'""",
    # Nobody else of one's own participant works on it.
    toegang="""select m.file, null::date, null::text
      where not exists (select from files_assignment a where a.file_id = m.file
        and a.participant_id = m.participant and a.role <> m.role
        and a.from_day <= m.day and m.day < a.until_day)""",
    fase_oordeel=f"""select m.file, null::date, null::text where exists (select {_NEXT}
          and m.participant <> '' and {_SAID.format(who="m.participant")} is null)""",
    # When every participant that is involved finds it needed.
    fase=f"""select n.id, null::date, null::text {_NEXT} and n.person_id <> m.person
      and not exists (select from files_involvement i
        join partners_participant o on o.code = i.participant_id
        where i.file_id = m.file and i.from_day <= m.day and m.day < i.until_day
        and o.from_day <= m.day and m.day < o.until_day
        and {_SAID.format(who="i.participant_id")} is not true)""",
)
