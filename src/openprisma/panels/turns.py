"""Whose turn it is to prepare, to vote and to record a decision: what `panels/facts.py` judges of
one file under a line, asked of all files of somebody at once."""

from __future__ import annotations

from openprisma.engine.lawbook import Lawbook
from openprisma.engine.procedures import Procedure
from openprisma.gate.turns import turn_things
from openprisma.panels.facts import IN_WRITING, MAJORITY, NOTHING
from openprisma.panels.seats import SEATS, STEERING
from openprisma.panels.sittings import RECORDING
from openprisma.subjects.actions import PROPOSED

_ROUND = "(select count(*) from panels_decision d where d.file_id = m.file)"
# The last point about the file, in this round, of the panel that decides.
_LAST = f"""(select p.id, p.kind, p.form, p.day, p.reply_by, p.present, p.there,
          p.there_on, p.round,
          p.closed_on
        from panels_agendaitem p
        where p.dossier_id = m.file and p.panel = m.panel and p.round = {_ROUND}
        order by p.at desc limit 1)"""
_OPEN = f"(select p.* from {_LAST} p where p.closed_on is null)"
# By the seats of which day votes count: of the meeting, or the last of a round in writing.
_DECIDING = "least(m.day, coalesce(p.reply_by - 1, p.day))"


def _sits(day: str = "m.day") -> str:
    return f"""s.alliance_id = m.alliance and s.panel_id is not distinct from nullif(m.panel, '')
          and s.from_day <= {day} and {day} < s.until_day"""


_SITS = _sits()
_AWAY = """exists (select from panels_recusal r where r.file_id = m.file
          and r.person_id = {who})"""


def _seat(who: str, day: str = _DECIDING) -> str:
    """The seat somebody holds, or deputises on: id, whether it has a vote, what it counts for."""
    return f"""(select s.id, s.votes, s.participant_id from panels_seat s where {_sits(day)}
          and {who} in (s.person_id, s.deputy_id)
        order by s.person_id = {who} desc, s.chair desc, s.votes desc, s.id limit 1)"""


_WRITTEN = """(select d.on_day, d.round, d.participants, d.categories, d.necessity,
          d.proportionality, d.subsidiarity from panels_draft d
        where d.file_id = m.file and d.round = p.round limit 1)"""
_PARTS = "d.necessity", "d.proportionality", "d.subsidiarity"
_WORDS = " || ',' || ".join(f"to_json({part})::text" for part in _PARTS)
_COMPLETE = f"""exists (select from {_WRITTEN} d
          where {" and ".join(f"{part} ~ '[^[:space:]]'" for part in _PARTS)})"""


def _codes(column: str) -> str:
    return f"""coalesce((select to_jsonb(array(select distinct x collate "C"
            from unnest({column}) x order by 1)) from {_WRITTEN} d), '[]'::jsonb)"""


# What a vote and a judgement on the text may rest on, as it stands today.
_NOW = f"""(select jsonb_build_object(
        'besluit.overleg', coalesce(nullif(m.panel, ''), '{STEERING}'),
        'besluit.agendapunt', p.id::text, 'besluit.soort', p.kind,
        'besluit.tekst', coalesce((select left(encode(sha256(convert_to(
            '[' || d.round || ',' || {_WORDS} || ']', 'UTF8')), 'hex'), 16)
          from {_WRITTEN} d), '{NOTHING}'),
        'besluit.tekst_deelnemers', {_codes("d.participants")},
        'besluit.tekst_categorieen', {_codes("d.categories")},
        'casus.voorgesteld', to_jsonb(array(select x.subject::text from (
            select distinct on (a.subject) a.subject, a.state from subjects_admission a
              where a.file_id = m.file order by a.subject, a.at desc) x
          where x.state = '{PROPOSED}' order by x.subject::text collate "C")),
        'scan.grenzen', to_jsonb(array(select s.id::text from areascans_scope s
          where s.file_id = m.file order by s.at desc limit 1)))
        as facts offset 0)"""


def _stands(row: str) -> str:
    """Does what was said in a row rest on what is there today?"""
    return f"""{row}.rests_on is not null and not exists (
            select from jsonb_each({row}.rests_on) k where now.facts ? k.key
              and now.facts -> k.key is distinct from k.value)"""


def _there(who: str) -> str:
    """Is somebody at the meeting that decides, as far as is recorded who is?"""
    return f"(p.reply_by is not null or not {_RECORDED} or {who} = any (p.there))"


_RECORDED = "(p.there <> '{}' and coalesce(p.there_on = p.day, false))"


# The votes that count, the last of each member, with the seat it is cast from.
_CAST = f"""(select v.person_id, v.in_favour, s.id as seat, s.participant_id
        from (select distinct on (v.person_id) v.person_id, v.in_favour from panels_vote v
            where v.file_id = m.file and v.round = p.round and {_stands("v")}
            order by v.person_id, v.nr desc) v,
          lateral {_seat("v.person_id")} s
        where s.votes and not {_AWAY.format(who="v.person_id")} and {_there("v.person_id")})"""
_MINE = _seat("m.person", "m.day")
_CHAIR = f"""exists (select from panels_seat s where {_SITS} and s.chair
          and m.person = case when {_AWAY.format(who="s.person_id")}
            then s.deputy_id else s.person_id end)
        and not {_AWAY.format(who="m.person")}"""
_REGION = "(select x.parameters from partners_alliance x where x.code = m.alliance)"
_TABLE = "(select x.{column} from panels_panel x where x.code = m.panel)"
_QUORUM = f"coalesce({_TABLE.format(column='quorum')}, ({_REGION} ->> 'quorum')::int)"
_RULE = f"coalesce(nullif({_TABLE.format(column='rule')}, ''), {_REGION} ->> 'besluit_regel', '')"
_CARRIED = f"""(select case when {_RULE} = '{MAJORITY}'
            then count(*) filter (where c.in_favour) > count(*) filter (where not c.in_favour)
            else count(*) filter (where not c.in_favour) = 0 end
          and count(distinct case when c.participant_id is null
              or {_REGION} ->> 'quorum_telt' = '{SEATS}' then c.seat::text
              else c.participant_id end) filter (where c.in_favour) >= {_QUORUM}
        from {_CAST} c)"""
# Of every seat with a vote somebody voted, or nobody may.
_ALL = f"""not exists (select from panels_seat s where {_sits(_DECIDING)} and s.votes
          and not exists (select from {_CAST} c where c.seat = s.id)
          and not ({_AWAY.format(who="s.person_id")} and (s.deputy_id is null
            or {_AWAY.format(who="s.deputy_id")})))"""
_OBJECTIONS = f"""exists (select from (select distinct on (v.person_id) v.person_id, v.objection
            from panels_vote v where v.file_id = m.file
              and coalesce(v.rests_on ->> 'besluit.soort', p.kind) = p.kind
            order by v.person_id, v.round desc, v.nr desc) v, lateral {_seat("v.person_id")} s
          where v.objection and s.votes and not {_AWAY.format(who="v.person_id")})"""
# Nobody was there for a text of a later day, nor by what was recorded on another day.
_PRESENT = f"""case when {_RECORDED}
            and coalesce((select d.on_day <= p.day from {_WRITTEN} d), true)
          then p.present else 0 end"""
_FORM = f"""case when p.form = '{IN_WRITING}' then not {_OBJECTIONS}
            and ({_ALL} or coalesce((select d.on_day < p.reply_by from {_WRITTEN} d), true)
              and p.reply_by <= m.day)
          else {_PRESENT} >= {_QUORUM} end"""
_BY = f"case when p.form = '{IN_WRITING}' then p.reply_by else p.day + 1 end"
_NECESSARY = f"""exists (select from files_judgement j where j.file_id = m.file
          and j.norm = any ('{{norms}}') and {_stands("j")}{{positive}})"""


def _binding(book: Lawbook, methods: dict[str, Procedure], fact: str) -> str:
    """Acts of the working methods that a norm on some fact binds, as an array."""
    acts = {norm_act for n in book.norms if fact in n.facts for norm_act in n.acts}
    return _array(acts & _offered(methods))


def _judged(book: Lawbook, methods: dict[str, Procedure]) -> tuple[str, str]:
    """The acts that wait for a judgement on the text of a decision, and the norms that ask it."""
    norms = [n for n in book.norms if n.entry.judgement and TEXT in n.entry.judgement.rests_on]
    return (
        _array({act for n in norms for act in n.acts} & _offered(methods)),
        _array({n.id for n in norms}),
    )


TEXT = "besluit.tekst"


def _offered(methods: dict[str, Procedure]) -> set[str]:
    return {offer.entry.act for method in methods.values() for offer in method.offers}


def _array(values: set[str]) -> str:
    return "{" + ",".join(sorted(values)) + "}"


def _text(book: Lawbook, methods: dict[str, Procedure]) -> str:
    return f"""select p.id, p.day, null::text from {_OPEN} p
      where p.kind = any ('{_binding(book, methods, f"{TEXT}_compleet")}') and not {_COMPLETE}"""


def _need(book: Lawbook, methods: dict[str, Procedure]) -> str:
    acts, norms = _judged(book, methods)
    return f"""select p.id, {_BY}, null::text from {_OPEN} p, lateral {_NOW} now
      where p.kind = any ('{acts}') and {_COMPLETE}
        and not {_NECESSARY.format(norms=norms, positive="")}"""


def _decision(book: Lawbook, methods: dict[str, Procedure]) -> str:
    acts, norms = _judged(book, methods)
    texts = _binding(book, methods, f"{TEXT}_compleet")
    return f"""select p.id, case when p.form <> '{IN_WRITING}' then p.day + 1 end, null::text
      from {_OPEN} p, lateral {_NOW} now
      where p.kind = m.act and {_CHAIR}
        and (p.kind <> all ('{texts}') or {_COMPLETE})
        and (p.kind <> all ('{acts}')
          or {_NECESSARY.format(norms=norms, positive=" and j.answer")})
        and {_FORM} and {_CARRIED} and (p.form = '{IN_WRITING}' or m.day < {_record_by(book)})"""


def _record_by(book: Lawbook) -> str:
    """The first day on which it is too late to record a decision of a meeting."""
    term = book.terms(RECORDING)[-1]
    return f"(p.day + make_interval({term.years}, {term.months}, 0, {term.days}))::date"


def _term(book: Lawbook, methods: dict[str, Procedure]) -> str:
    warned = " ".join(
        f"when '{kind}' then {max(method.entry.warns)}"
        for kind, method in sorted(methods.items())
        if method.entry.warns
    )
    return f"""select m.file, m.ends_on, null::text
      where m.ends_on - m.day <= case m.kind {warned} else 0 end
        and not exists (select from {_OPEN} p)"""


turn_things(
    agenda=f"select m.file, null::date, null::text where not exists (select from {_OPEN} p)",
    tekst=_text,
    noodzaak=_need,
    stem=f"""select p.id, {_BY}, null::text
      from {_OPEN} p, lateral {_NOW} now, lateral {_MINE} s
      where s.votes and not {_AWAY.format(who="m.person")} and {_there("m.person")}
        and (p.form = '{IN_WRITING}' or m.day <= p.day)
        and not exists (select from {_CAST} c where c.seat = s.id)""",
    besluit=_decision,
    termijn=_term,
    opening=f"""select g.file_id, g.day + 1, null::text from panels_meeting g
      where g.file_id = m.file and g.form <> '{IN_WRITING}' and g.day = m.day""",
    # When the day is over, or everything on the list is decided.
    besluitenlijst=f"""select g.file_id, null::date, null::text from panels_meeting g
      where g.file_id = m.file
        and exists (select from panels_seat s where {_SITS} and s.chair
          and s.person_id = m.person)
        and (coalesce(g.reply_by, g.day + 1) <= m.day
          or exists (select from panels_agendaitem q where q.file_id = m.file)
            and not exists (select from panels_agendaitem q where q.file_id = m.file
              and q.dossier_id is not null and q.round = (select count(*)
                from panels_decision d where d.file_id = q.dossier_id)))""",
    taak="""select t.id, t.due + 1, null::text from panels_task t
      where t.file_id = m.file and t.owner_id = m.person and t.done_on is null""",
)
