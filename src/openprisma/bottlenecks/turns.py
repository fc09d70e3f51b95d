"""What an application for a bottleneck waits for, its plan, and its year."""

from __future__ import annotations

from openprisma.bottlenecks.plan_actions import RUNNING
from openprisma.engine.lawbook import Lawbook
from openprisma.engine.procedures import Procedure
from openprisma.gate.turns import turn_things, turn_waits

_REVIEW = """exists (select from bottlenecks_review r where r.file_id = m.file
          and r.kind = '{kind}'{more})"""
_ROUND = "(select count(*) from panels_decision d where d.file_id = m.file)"
_EVALUATED = f"""exists (select from bottlenecks_evaluation e where e.file_id = m.file
          and e.round = {_ROUND})"""
_NEW = """exists (select from bottlenecks_application a where a.file_id = m.file
          and a.new_method)"""
_ENDING = """exists (select from panels_agendaitem p where {which}
          and p.kind = any ('{{knelpunt_verlengen,knelpunt_sluiten}}'))"""
DESIGNATE = "knelpunt_aanwijzen"
CFG, TEST, RAC = "cfg_adviseren", "toetsrapport_vastleggen", "rac_vastleggen"


def _missing(kind: str, when: str = "true") -> str:
    return f"""select m.file, null::date, null::text
      where {when} and not {_REVIEW.format(kind=kind, more="")}"""


def _steps(book: Lawbook) -> list[str]:
    return list(book.vocabulary.lists["dpia_stappen"])


def _array(codes: list[str]) -> str:
    return f"'{{{','.join(codes)}}}'::text[]"


def _taken(book: Lawbook) -> str:
    """The last step the assessment took: a step that is taken again asks for those after it."""
    return f"""(select r.kind from bottlenecks_review r where r.file_id = m.file
          and r.kind = any ({_array(_steps(book))}) order by r.at desc limit 1)"""


def _advised(book: Lawbook) -> str:
    """Did the CFG advise on the assessment with the measures it has now?"""
    return f"""exists (select from bottlenecks_review c where c.file_id = m.file
          and c.kind = '{CFG}' and not exists (select from bottlenecks_review r
            where r.file_id = m.file and r.kind = any ({_array(_steps(book)[:-1])})
              and r.at > c.at))"""


def _assessment(book: Lawbook, _: dict[str, Procedure]) -> str:
    """The steps that are still to be taken; the last alone is nobody's turn before the CFG
    advised."""
    steps = _steps(book)
    return f"""select s.step, null::date, null::text
      from unnest({_array(steps)}) with ordinality s (step, nr),
        (select coalesce({_taken(book)}, '') offset 0) t (step)
      where s.nr > coalesce(array_position({_array(steps)}, t.step), 0)
        and (t.step <> '{steps[-2]}' or {_advised(book)})"""


def _advice(book: Lawbook, _: dict[str, Procedure]) -> str:
    """An advice that is given before the measures does not count, so nobody waits for it then."""
    return f"""select m.file, null::date, null::text
      where {_taken(book)} = '{_steps(book)[-2]}' and not {_advised(book)}"""


def _year(_: Lawbook, methods: dict[str, Procedure]) -> str:
    warned = " ".join(
        f"when '{kind}' then {max(method.entry.warns)}"
        for kind, method in sorted(methods.items())
        if method.entry.warns
    )
    return f"""select m.file, m.ends_on, null::text
      where (m.ends_on - m.day <= case m.kind {warned} else 0 end or {_ENDING.format(which=_ASKED)})
        and not {_EVALUATED}"""


_ASKED = f"p.dossier_id = m.file and p.closed_on is null and p.round = {_ROUND}"


def _prepared(book: Lawbook) -> str:
    """Whether everything is there that designating asks and no vote changes."""
    tested = f"""coalesce((select r.positive from bottlenecks_review r where r.file_id = m.file
          and r.kind = '{TEST}' order by r.at desc limit 1), false)"""
    advised = _REVIEW.format(kind=RAC, more="")
    adopted = f"coalesce({_taken(book)} = '{_steps(book)[-1]}', false)"
    return f"{adopted} and {tested} and (not {_NEW} or {advised})"


def _designating(book: Lawbook, _: dict[str, Procedure]) -> str:
    return f"(m.act <> '{DESIGNATE}' or {_prepared(book)})"


def _voting(book: Lawbook, _: dict[str, Procedure]) -> str:
    """What was voted on is changed no more (werkwijze:handhavingsknelpunt.7), so a vote before the
    application is complete would keep it from ever becoming so."""
    designating = f"""exists (select from panels_agendaitem p where p.id = t.id
          and p.kind = '{DESIGNATE}')"""
    ending = _ENDING.format(which="p.id = t.id")
    return f"""(not {designating} or {_prepared(book)})
        and (not {ending} or {_EVALUATED})"""


turn_things(
    dpia=_assessment,
    advies=_advice,
    toetsrapport=_missing(TEST),
    rac=_missing(RAC, when=_NEW),
    evaluatie=_year,
    plan="""select x.id, null::date, null::text from bottlenecks_measure x
      where x.file_id = m.file and not exists (select from bottlenecks_planverdict v
        where v.file_id = m.file and v.at > x.at)""",
    maatregel=f"""select x.id, x.due + 1, null::text from bottlenecks_measure x
      where x.file_id = m.file and x.participant_id = m.participant and exists (
          select from bottlenecks_planverdict v where v.file_id = m.file and v.at > x.at)
        and x.state = any ('{{{",".join(RUNNING)}}}')""",
)
turn_waits(
    # A new decision first asks what the year brought.
    termijn=_EVALUATED,
    stem=_voting,
    besluit=_designating,
)
