"""What a refusal betrays: an id of what somebody may not see answers as one that is not there, and
of a stranger nothing is told."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, get_args, get_origin
from uuid import UUID, uuid4

import pytest
from django.db import connection

from openprisma.gate.acts import registered
from openprisma.gate.codes import Code, codes
from openprisma.gate.declared import Identifier
from openprisma.gate.perform import perform
from openprisma.kernel.errors import BadInput, OpenPrismaError, Refused
from openprisma.stories.region import person_id
from tests.builders import (
    ANALYST,
    AUTHORISER,
    CFG,
    CHAIR,
    LAWYER,
    OUTSIDER,
    POLICE,
    POLICE_AUTHORISER,
    REPORTER,
    SECRETARY,
    World,
    a_pass,
    played,
)
from tests.conftest import CLUSTER

# Unscreened, ended and in order: of another participant.
STRANGERS = ("joris-zonderpapier", "lotte-uitdienst", "anneke-van-zomaar")


@pytest.mark.parametrize(
    "act", ["medewerker_toewijzen", "medewerker_afmelden", "toegang_bevestigen"]
)
def test_of_somebody_of_another_participant_a_refusal_says_that_and_no_more(shared, live, act):
    file = {} if act == "toegang_bevestigen" else {"file": shared.bottleneck}
    told = []
    for who in (person_id("den-haag", name) for name in STRANGERS):
        with pytest.raises(Refused) as refusal:
            perform(a_pass(POLICE_AUTHORISER), act, medewerker=who, **file)
        told.append(([reason.as_dict() for reason in refusal.value.reasons], refusal.value.what))
    assert [reason["norm"] for reason in told[0][0]] == ["wgs:1.8.2"]
    assert all(one == told[0] for one in told)


@pytest.mark.parametrize(
    "act", ["medewerker_toewijzen", "medewerker_afmelden", "toegang_bevestigen"]
)
def test_of_nobody_nothing_is_judged(shared, live, act):
    """That an id is nobody's is no secret: who works here everybody reads who is signed in."""
    file = {} if act == "toegang_bevestigen" else {"file": shared.bottleneck}
    with pytest.raises(BadInput) as bad:
        perform(a_pass(POLICE_AUTHORISER), act, medewerker=uuid4(), **file)
    assert bad.value.fields == {"medewerker": "Kies een medewerker uit de lijst."}


def test_of_somebody_of_the_own_participant_it_says_what_is_missing(shared, live):
    for name, norm in (
        ("joris-zonderpapier", "bgs:1.11.1/toewijzen"),
        ("lotte-uitdienst", "wgs:1.8.2.a/toewijzen"),
    ):
        with pytest.raises(Refused) as refusal:
            perform(
                a_pass(AUTHORISER),
                "medewerker_toewijzen",
                file=shared.bottleneck,
                medewerker=person_id("den-haag", name),
            )
        assert refusal.value.norms == [norm]


ABOUT = (UUID, list[UUID], UUID | None, list[UUID] | None)


def _of_id(hint: Any) -> bool:
    hint = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    return hint in ABOUT


# who works here everybody reads who is signed in; what is told of them, the tests above ask
PERSON = "medewerker"
NAMING = [
    (name, field)
    for name, act in registered().items()
    for field, info in act.inputs.model_fields.items()
    if _of_id(info.annotation) and field != PERSON
]


def _some(annotation: Any, said: list[Any]) -> Any:
    """Something that passes for a parameter."""
    if get_origin(annotation) is Annotated:
        return _some(get_args(annotation)[0], list(get_args(annotation)[1:]))
    if get_origin(annotation) is list:
        return [_some(get_args(annotation)[0], [])]
    if get_origin(annotation) is dict:
        return {_some(get_args(annotation)[0], []): _some(get_args(annotation)[1], [])}
    code = next((mark for mark in said if isinstance(mark, Code)), None)
    if code is not None:
        return next(iter(sorted(one for one in codes(code.of, "") if one != code.but)))
    if any(isinstance(mark, Identifier) for mark in said):
        return "GM0603"
    plain = {str: "Een zin.", int: 2, bool: True, bytes: b"x", UUID: uuid4(), date: "2025-11-01"}
    return next((value for kind, value in plain.items() if annotation is kind), "1")


def _inputs(act: str, field: str, named: UUID) -> dict[str, Any]:
    found = {
        name: _some(info.annotation, list(info.metadata))
        for name, info in registered()[act].inputs.model_fields.items()
        if info.is_required()
    }
    of = registered()[act].inputs.model_fields[field].annotation
    return found | {field: [named] if "list" in str(of) else named}


def _told(by: bytes, act: str, file: UUID | None, given: dict[str, Any], named: UUID) -> tuple:
    """What somebody is told, without the id that was named."""
    try:
        perform(by, act, file=file, **given)
    except OpenPrismaError as error:
        reasons = (
            [reason.as_dict() for reason in error.reasons]
            if isinstance(error, Refused)
            else error.fields
            if isinstance(error, BadInput)
            else ""
        )
        return type(error).__name__, error.what, error.remedy, str(reasons).replace(str(named), "…")
    return ("done",)


@pytest.fixture(scope="module")
def worlds(django_db_setup, django_db_blocker):
    """One world to work in, and another of which nobody here may see a thing: everybody left it."""
    with django_db_blocker.unblock():
        here, there = World.thread(CLUSTER), World.thread(CLUSTER)
        there.deliver()
        with CLUSTER.connect("postgres", "tests") as own:
            own.execute("alter table files_assignment disable trigger all")
            own.execute(
                "update files_assignment set until_day = from_day where file_id = any (%s)",
                [[there.signal, there.bottleneck, there.meeting]],
            )
            own.execute("alter table files_assignment enable trigger all")
            tables = own.execute(
                "select table_name from information_schema.columns where table_schema = 'public' "
                "and column_name = 'file_id' order by 1"
            ).fetchall()
            hidden = {"files": [there.signal, there.bottleneck, there.meeting]}
            for (table,) in tables:
                has_id = own.execute(
                    "select 1 from information_schema.columns where table_name = %s and "
                    "column_name = 'id' and data_type = 'uuid'",
                    [table],
                ).fetchone()
                if has_id:
                    rows = own.execute(
                        f"select id from {table} where file_id = any (%s) order by id limit 1",
                        [hidden["files"]],
                    ).fetchall()
                    hidden |= {table: [row for (row,) in rows]} if rows else {}
        visible = _visible(here)
        connection.close()
    return here, hidden, visible


def _visible(world: World) -> list[tuple[str, UUID]]:
    """Who of these people may open which file of a world."""
    found = []
    for name in (REPORTER, POLICE, SECRETARY, CHAIR, LAWYER, ANALYST, CFG, OUTSIDER):
        for file in (world.bottleneck, world.signal, world.meeting):
            told = _told(world.by(name), "waarom_lezen", file, {"handeling": "waarom_lezen"}, file)
            found += [(name, file)] if told == ("done",) else []
    return found


@pytest.mark.parametrize(("act", "field"), NAMING)
def test_an_id_that_somebody_may_not_see_answers_as_one_that_is_not_there(worlds, live, act, field):
    here, hidden, visible = worlds
    pairs = (
        dict.fromkeys((name, None) for name, _ in visible) if registered()[act].starts else visible
    )
    asked = 0
    for name, file in pairs:
        missing = uuid4()
        absent = _told(here.by(name), act, file, _inputs(act, field, missing), missing)
        # Else nothing that is named is looked at.
        offered = not any(why in str(absent) for why in ("hoort niet bij", "hoort bij deze stap"))
        for table, ids in hidden.items():
            for named in ids if offered or table == "files" else []:
                assert (
                    _told(here.by(name), act, file, _inputs(act, field, named), named) == absent
                ), (name, table)
                asked += 1
    assert asked >= 3


def test_who_holds_a_function_and_may_work_here_is_told_under_a_line_that_writes_only(
    shared, live, connect
):
    raw = connect()
    person = person_id("den-haag", POLICE)
    with raw.transaction():
        assert (
            raw.execute("select * from fence.holders('{behandelaar,secretaris}')").fetchall() == []
        )
        assert raw.execute("select * from fence.fit(%s)", [[person]]).fetchall() == []
        raw.execute("select set_config('fence.pass', %s, true)", [shared.by(POLICE).hex()])
        assert (
            raw.execute("select * from fence.holders('{behandelaar,secretaris}')").fetchall() == []
        )
    reading = connect()
    with reading.transaction():
        line, (backend, began) = (
            str(uuid4()),
            reading.execute("select pg_backend_pid(), transaction_timestamp()").fetchone(),
        )
        values = (line, shared.by(POLICE), [shared.bottleneck], [1], backend, began)
        connect().execute(
            "select fence.open(%s, %s, 'gegevens_inzien', '', '', '', '', %s, %s, false, %s, %s)",
            values,
        )
        reading.execute("select set_config('fence.line', %s, true)", [line])
        assert reading.execute("select (fence.permit()).act").fetchone() == ("gegevens_inzien",)
        assert reading.execute("select * from fence.holders('{behandelaar}')").fetchall() == []
        assert reading.execute("select * from fence.fit(%s)", [[person]]).fetchall() == []


def test_where_access_is_given_it_is_told_still(live, connect):
    assert played("gemeld", connect("owner"))["signaal"]


def test_the_planner_tells_how_many_rows_a_table_has_and_nothing_of_what_stands_in_them(
    shared, connect
):
    """What stands in docs/assurance.md: a plan gives the size of a table, which PostgreSQL tells
    everybody, and no more."""
    own = connect("postgres")
    with own.transaction(force_rollback=True):
        own.execute("set local session_replication_role = replica")
        columns = [
            name
            for (name,) in own.execute(
                "select column_name from information_schema.columns where table_schema = 'public' "
                "and table_name = 'subjects_subject'"
            )
        ]
        made = {
            "id": "gen_random_uuid()",
            "name": "case when g % 2 = 0 then 'Jan Overal' else 'Persoon ' || g end",
        }
        values = ", ".join(made.get(name, f't."{name}"') for name in columns)
        own.execute(
            f"""insert into subjects_subject ({", ".join(columns)}) select {values}
                  from (select * from subjects_subject limit 1) t, generate_series(1, 6000) g"""
        )
        own.execute("analyze subjects_subject")
        own.execute("set local role app")

        def rows(where: str) -> str:
            return own.execute(
                f"explain (format json) select * from subjects_subject {where}"
            ).fetchone()[0][0]["Plan"]["Plan Rows"]

        assert rows("") > 1_000
        for column, common, absent in (
            ("name", "Jan Overal", "Niemand"),
            ("kind", "rechtspersoon", "niets"),
        ):
            assert rows(f"where {column} = '{common}'") == rows(f"where {column} = '{absent}'")
        assert rows("where name like 'Jan%'") == rows("where name like 'Xyz%'")
        assert own.execute(
            "select count(*) from pg_stats where tablename = 'subjects_subject'"
        ).fetchone() == (0,)
