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
CFG, TEST, RAC = "cfg_adviseren", "toetsrapport_vastleggen", "rac_vastleggen"


def _missing(kind: str, when: str = "true") -> str:
    return f"""select m.file, null::date, null::text
      where {when} and not {_REVIEW.format(kind=kind, more="")}"""


def _assessment(book: Lawbook, _: dict[str, Procedure]) -> str:
    return _missing(list(book.vocabulary.lists["dpia_stappen"])[-1])


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


def _designating(book: Lawbook, _: dict[str, Procedure]) -> str:
    """What stands in the way of designating, which no vote changes."""
    adopted = _REVIEW.format(kind=list(book.vocabulary.lists["dpia_stappen"])[-1], more="")
    tested = _REVIEW.format(kind=TEST, more=" and r.positive")
    advised = _REVIEW.format(kind=RAC, more="")
    return f"""(m.act <> 'knelpunt_aanwijzen' or {adopted} and {tested}
          and (not {_NEW} or {advised}))"""


turn_things(
    dpia=_assessment,
    advies=_missing(CFG),
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
    stem=f"(not {_ENDING.format(which='p.id = t.id')} or {_EVALUATED})",
    besluit=_designating,
)
