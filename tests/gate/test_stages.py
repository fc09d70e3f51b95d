"""The value of a stage, in raw SQL: a line leads a file only where its working method lets that act
lead, and begins only what that act begins."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from uuid import uuid4

import psycopg
import pytest

from openprisma.engine.procedures import OfferEntry, ToEntry, built
from openprisma.gate import compiled_acts
from openprisma.gate.law import lawbook, procedures
from tests.builders import CFG, CHAIR, LAWYER, REPORTER, SECRETARY, a_pass, draft

Refusal = psycopg.errors.InsufficientPrivilege
MOVE = "update files_file set stage = %s where id = %s"
BEGIN = """insert into files_file (id, alliance_id, kind, title, stage, phase, opened_on, ends_on,
    rests_on_id, ground, law_date, panel, receipt)
  values (%s, 'den-haag', %s, 'Verzonnen', %s, %s, fence.today(), '9999-12-31',
    %s, '', fence.today(), '', %s)"""
STEP = """insert into files_step (id, alliance_id, file_id, stage, on_day, at, receipt)
  values (gen_random_uuid(), 'den-haag', %s, %s, fence.today(), now(), %s)"""
STAGES = sorted(
    {(kind, stage.stage) for kind, method in procedures().items() for stage in method.entry.stages}
)


def places(raw, file) -> set[str]:
    """Every stage, of whatever working method, to which this line lets the file go."""
    found = set()
    for stage in [*(stage for _, stage in STAGES), "", "bestaat_niet"]:
        try:
            with raw.transaction(force_rollback=True):
                found |= {stage} if raw.execute(MOVE, [stage, file]).rowcount else set()
        except Refusal:
            continue
    return found


@pytest.fixture
def working(connect, live):
    """A line of the worker for an act of its task, in a transaction that is undone."""

    @contextmanager
    def begin(act, file):
        own, line = connect("worker"), uuid4()
        with own.transaction(force_rollback=True):
            backend, began = own.execute(
                "select pg_backend_pid(), transaction_timestamp()"
            ).fetchone()
            values = [line, a_pass(None, "systeem"), act, [file], backend, began]
            opened = "select fence.open(%s, %s, %s, '', '', '', '', %s, '{}', true, %s, %s)"
            assert connect("worker").execute(opened, values).fetchone() == ([],)
            own.execute("select set_config('fence.line', %s, true)", [str(line)])
            assert own.execute("select fence.hold()").fetchone() == ([],)
            yield own

    return begin


def test_the_worker_brings_an_ended_file_to_the_stage_for_that_and_to_no_other(
    working, shared, connect, day
):
    root = connect("postgres")
    ends, was = root.execute(
        "select ends_on, stage from files_file where id = %s", [shared.bottleneck]
    ).fetchone()
    day(ends)
    with working("dossier_laten_verlopen", shared.bottleneck) as own:
        assert places(own, shared.bottleneck) - {was} == {"verlopen"}


TRANSITIONS = {
    "a chair who closes": (CHAIR, "knelpunt_sluiten", {"gesloten"}),
    "a chair who extends stays there": (CHAIR, "knelpunt_verlengen", set()),
    "an act that leads nowhere": (SECRETARY, "taak_toevoegen", set()),
    "an act that opens a phase": (LAWYER, "fase_ophogen", set()),
}


@pytest.mark.parametrize(("person", "act", "reached"), TRANSITIONS.values(), ids=TRANSITIONS)
def test_a_line_leads_a_file_where_its_act_may_lead(
    raw, enter, shared, connect, person, act, reached
):
    query = "select stage from files_file where id = %s"
    (was,) = connect("postgres").execute(query, [shared.bottleneck]).fetchone()
    with raw.transaction(force_rollback=True):
        enter(by=shared.by(person), act=act, writes=True)
        assert raw.execute("select (fence.permit()).writes").fetchone() == (True,), (
            "the line itself is good"
        )
        assert places(raw, shared.bottleneck) - {was} == reached


def test_an_act_leads_elsewhere_from_another_stage(raw, enter):
    """Offered at two stages, it leads from each where that one says."""
    by, file = a_pass(REPORTER), draft(by=a_pass(REPORTER))
    for act, reached in (
        ("signaal_melden", {"beoordeling"}),
        ("signaal_intrekken", {"ingetrokken"}),
        ("signaal_aanvullen", set()),
    ):
        with raw.transaction(force_rollback=True):
            enter(by=by, act=act, files=[file], writes=True)
            assert places(raw, file) - {"concept"} == reached, act


def led_elsewhere(kind: str, act: str, stage: str):
    """The working methods, in which an act leads to another stage."""
    entry = procedures()[kind].entry

    def turned(offer: OfferEntry) -> OfferEntry:
        return (
            offer.model_copy(update={"to": (ToEntry(stage=stage),)}) if offer.act == act else offer
        )

    stages = tuple(
        one.model_copy(update={"offers": tuple(map(turned, one.offers))}) for one in entry.stages
    )
    method = replace(procedures()[kind], entry=entry.model_copy(update={"stages": stages}))
    offers = tuple(
        replace(one, entry=turned(one.entry), transitions=((one.transitions[0][0], stage),))
        if one.entry.act == act
        else one
        for one in method.offers
    )
    return procedures() | {kind: replace(method, offers=offers)}


def test_who_changes_a_working_method_changes_where_the_database_lets_a_file_go(
    raw, enter, shared, other_methods
):
    with (
        other_methods(led_elsewhere("handhavingsknelpunt", "knelpunt_sluiten", "voordracht")),
        raw.transaction(force_rollback=True),
    ):
        enter(by=shared.by(CHAIR), act="knelpunt_sluiten", writes=True)
        assert places(raw, shared.bottleneck) - {"aangewezen"} == {"voordracht"}


def test_of_a_step_that_is_kept_the_stage_is_one_that_the_act_leads_to(raw, enter, shared):
    """The history behind the stage bar says nothing that did not happen by this act."""
    told = set()
    with raw.transaction(force_rollback=True):
        line = enter(by=shared.by(CHAIR), act="knelpunt_sluiten", writes=True)
        for _, stage in STAGES:
            try:
                with raw.transaction(force_rollback=True):
                    told |= (
                        {stage}
                        if raw.execute(STEP, [shared.bottleneck, stage, line]).rowcount
                        else set()
                    )
            except Refusal:
                continue
    assert told == {"gesloten"}


def begun(raw, enter, by, act, *, also=(), **made) -> bool:
    """Does a line of this act let such a file begin, and then come to the stage of which the
    working method says so?"""
    file = uuid4()
    row = {"kind": "signaal", "stage": "", "phase": 0, "rests_on": None, "then": "concept"} | made
    try:
        with raw.transaction(force_rollback=True):
            line = enter(by=by, act=act, files=[file, *also], writes=True)
            raw.execute(
                BEGIN, [file, row["kind"], row["stage"], row["phase"], row["rests_on"], line]
            )
            return raw.execute(MOVE, [row["then"], file]).rowcount == 1
    except Refusal:
        return False


def test_a_starting_act_begins_a_file_of_its_working_method_at_its_stage_and_nothing_else(
    raw, enter, shared
):
    by = a_pass(REPORTER)
    assert begun(raw, enter, by, "signaal_opstellen"), "as the act itself does"
    for kind, stage in STAGES:
        assert not begun(raw, enter, by, "signaal_opstellen", kind=kind, stage=stage, then=stage), (
            kind,
            stage,
        )
        honest = (kind, stage) == ("signaal", "concept")
        assert begun(raw, enter, by, "signaal_opstellen", kind=kind, then=stage) is honest, (
            kind,
            stage,
        )
    for phase in (-1, 1, 3):
        assert not begun(raw, enter, by, "signaal_opstellen", phase=phase), phase
    assert not begun(raw, enter, by, "taak_toevoegen"), "it begins nothing"


def test_what_begins_rests_on_a_file_where_the_act_names_one_and_on_none_where_it_does_not(
    raw, enter, shared
):
    by, bottleneck = shared.by(SECRETARY), {"kind": "handhavingsknelpunt", "then": "voordracht"}
    under = {"also": [shared.signal], "rests_on": shared.signal}
    assert begun(raw, enter, by, "knelpunt_voordragen", **bottleneck, **under), (
        "as the act itself does"
    )
    assert not begun(raw, enter, by, "knelpunt_voordragen", **bottleneck)
    meeting = {"kind": "vergadering", "then": "vergadering_gepland"}
    assert begun(raw, enter, by, "vergadering_plannen", **meeting), "as the act itself does"
    assert not begun(raw, enter, by, "vergadering_plannen", **meeting, **under)


def test_no_file_stays_at_no_stage(raw, enter):
    """At none nobody could do anything with it, and no working method could be installed any
    more."""
    file = uuid4()
    raw.execute("begin")
    line = enter(by=a_pass(REPORTER), act="signaal_opstellen", files=[file], writes=True)
    raw.execute(BEGIN, [file, "signaal", "", 0, None, line])
    raw.execute("select fence.close(%s, null, 'done', '{}', '{}')", [line])
    with pytest.raises(Refusal, match="geen stap"):
        raw.execute("commit")
    raw.execute("rollback")


def also_begun_by(kind: str, act: str, role: str):
    """The working methods, in one of which this act begins a file as well, by another role."""
    entry = procedures()[kind].entry
    first = entry.start[0].to[0].stage
    more = OfferEntry(act=act, by=(role,), to=(ToEntry(stage=first),))
    made = entry.model_copy(update={"start": (*entry.start, more)})
    return procedures() | {kind: built(made, lawbook().vocabulary, kind)}


def test_who_begins_has_the_role_that_the_same_working_method_asks(
    raw, enter, shared, other_methods
):
    """An act may begin files of two methods, each by a role of its own: who has one of these does
    not begin the other."""
    meeting = {"kind": "vergadering", "then": "vergadering_gepland"}
    with other_methods(also_begun_by("vergadering", "signaal_opstellen", "cfg")):
        assert begun(raw, enter, a_pass(REPORTER), "signaal_opstellen")
        assert not begun(raw, enter, a_pass(REPORTER), "signaal_opstellen", **meeting)
        assert begun(raw, enter, a_pass(CFG), "signaal_opstellen", **meeting)
        assert not begun(raw, enter, a_pass(CFG), "signaal_opstellen")


def test_transitions_are_what_the_working_methods_say_and_stand_in_the_database(connect, live):
    compiled = compiled_acts.transition_rows(procedures())
    assert len(compiled) == len(set(compiled)) > 20
    query = "select procedure, act, from_stage, to_stage, rests from fence.transition"
    there = connect("postgres").execute(query).fetchall()
    assert sorted(there) == sorted(compiled)
    told = {
        (kind, offer.entry.act, to.stage)
        for kind, method in procedures().items()
        for offer in method.offers
        for to in offer.entry.to
    }
    assert {(kind, act, to) for kind, act, _, to, _ in compiled} == told


def test_nobody_but_the_owner_says_where_acts_lead(connect, live):
    for role in ("app", "worker", "auditor"):
        for statement in (
            "delete from fence.transition",
            "insert into fence.transition values ('signaal', 'x', '', 'y', false)",
        ):
            with pytest.raises(Refusal):
                connect(role).execute(statement)
