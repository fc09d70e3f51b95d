"""What waits in a request: an identity to verify, hits nobody looked at, an answer of each
participant, the decision when everybody could answer, the letter for a second person."""

from __future__ import annotations

from openprisma.gate.turns import turn_things

_DUE = "(select r.due from rights_citizenrequest r where r.file_id = m.file)"
_LAST = """(select v.answer from rights_hitverdict v where v.hit = x.id
        order by v.at desc limit 1)"""
_RULED = "(select max(l.at) from rights_answerletter l where l.file_id = m.file)"

turn_things(
    verzoek_identiteit=f"""select m.file, {_DUE}, null::text""",
    zoekslag=f"""select m.file, {_DUE}, null::text
      where not exists (select from rights_search s where s.file_id = m.file)""",
    treffer=f"""select x.id, {_DUE}, null::text from rights_hit x where x.file_id = m.file
      and coalesce({_LAST}, 'weet_niet') = 'weet_niet'""",
    uitvraag=f"""select m.file, {_DUE}, null::text
      where exists (select from rights_search s where s.file_id = m.file)
        and not exists (select from rights_hit x where x.file_id = m.file
          and coalesce({_LAST}, 'weet_niet') = 'weet_niet')""",
    verzoek_antwoord=f"""select m.file, a.before, null::text from rights_ask a
      where a.file_id = m.file and m.participant <> ''
        and not exists (select from rights_answer w where w.file_id = m.file
          and w.participant_id = m.participant and w.hit is null)
        and (m.role <> 'contactpunt' and not exists (select from rights_answer w
            where w.file_id = m.file and w.participant_id = m.participant)
          or exists (select from rights_hit x where x.file_id = m.file
            and m.participant = any (x.participants) and {_LAST} = 'ja'
            and not exists (select from rights_answer w where w.hit = x.id
              and w.participant_id = m.participant)))""",
    verzoek_besluit="""select r.file_id, r.due, null::text from rights_citizenrequest r
      where r.file_id = m.file and (r.decider_id = m.participant or m.participant = '')
        and m.day >= (select max(a.before) from rights_ask a where a.file_id = m.file)""",
    brief=f"""select m.file, {_DUE}, null::text
      where not exists (select from rights_answerletter l where l.file_id = m.file
        and l.at = {_RULED} and l.person_id = m.person)""",
)
