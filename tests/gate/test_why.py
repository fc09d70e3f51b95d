"""What is explained is what the gate answers, for everybody in a file and every act of its working
method."""

from __future__ import annotations

from uuid import UUID

import pytest

from openprisma.gate.acts import registered
from openprisma.gate.dossiers import dossiers
from openprisma.gate.explain import Explanation, _not_known, explain, explain_colleague
from openprisma.gate.law import lawbook, procedures
from openprisma.gate.perform import _offered, entered, judge, perform
from openprisma.gate.run import Actor
from openprisma.kernel.errors import Refused
from openprisma.partners.models import Person
from openprisma.stories.region import person_id, read_region
from tests.builders import CHAIR, OUTSIDER, POLICE, REPORTER, SECRETARY, a_pass

NAMES = {person_id("den-haag", one.id): one.id for one in read_region("den-haag").people}
PLACES = ("signal", "bottleneck", "meeting")


class Answered(Exception):
    """The gate has answered: nothing is done."""


def refused_by(by: bytes, act: str, file: UUID) -> list[str]:
    """The norms by which the gate refuses an act on a file, before there is a form; none when it
    lets it through."""
    try:
        with entered(by, registered()[act], [file], {}) as run:
            run.file_id, run.file = file, dossiers().header(file)
            _offered(run, False)
            ahead = _not_known(act, frozenset())
            verdict = judge(run, ahead=ahead)
            blocked = [one.norm.id for one in verdict.objections]
            grounds = [n for n in lawbook().on(run.today).binding(act) if n.kind == "permits"]
            waits = any(norm.facts & ahead for norm in grounds)
            raise Answered(blocked or ([] if verdict.grounds or waits else ["geen-grond"]))
    except Answered as answer:
        return list(answer.args[0])
    except Refused as refusal:
        return refusal.norms


def explained(
    by: bytes, file: UUID, acts: list[str], colleague: str = ""
) -> dict[str, Explanation]:
    """What is explained of every act, under one line."""
    given = {"handeling": "waarom_lezen", "collega": None}
    with entered(by, registered()["waarom_lezen"], [file], given) as run:
        run.file_id, run.file = file, dossiers().header(file)
        _offered(run, False)
        if not colleague:
            return {act: explain(run, act) for act in acts}
        who = person_id("den-haag", colleague)
        employer = Person.objects.values_list("designated_by_id", flat=True).get(pk=who)
        other = Actor(who, colleague, employer or "", False)
        return {act: explain_colleague(run, other, act) for act in acts}


def acts_of(kind: str) -> list[str]:
    return sorted(
        {
            offer.entry.act
            for offer in procedures()[kind].offers
            if offer.stage is not None and not registered()[offer.entry.act].starts
        }
    )


def kind_of(connect, file: UUID) -> str:
    query = "select kind from files_file where id = %s"
    return connect("postgres").execute(query, [file]).fetchone()[0]


def team(connect, file: UUID) -> list[str]:
    """Of everybody in a file one for each set of roles."""
    rows = connect("postgres").execute(
        "select person_id, array_agg(distinct role order by role) from files_assignment"
        " where file_id = %s and from_day <= fence.today() and until_day > fence.today()"
        " group by person_id order by 1",
        [file],
    )
    return list({tuple(roles): NAMES[who] for who, roles in rows if who in NAMES}.values())


@pytest.mark.parametrize("place", PLACES)
def test_an_explanation_of_oneself_agrees_with_the_gate(live, shared, connect, place):
    file = getattr(shared, place)
    kind, compared = kind_of(connect, file), 0
    for person in team(connect, file):
        by = a_pass(person)
        try:
            told = explained(by, file, acts_of(kind))
        except Refused:
            continue  # who may not ask is told nothing
        for act, why in told.items():
            norms = refused_by(by, act, file)
            assert why.allowed == (not norms), (person, act, norms, why.reasons)
            compared += 1
    assert compared > 20


@pytest.mark.parametrize(("place", "asker"), [("bottleneck", REPORTER), ("meeting", SECRETARY)])
def test_an_explanation_of_a_colleague_agrees_with_the_gate(live, shared, connect, place, asker):
    file, compared = getattr(shared, place), 0
    kind = kind_of(connect, file)
    private = lawbook().vocabulary.private
    for person in team(connect, file):
        for act, why in explained(a_pass(asker), file, acts_of(kind), person).items():
            norms = refused_by(a_pass(person), act, file)
            unseen = {n.id for n in lawbook().norms if n.facts & private} & set(norms)
            if set(norms) <= unseen and norms:
                assert why.unseen, (person, act, norms)
            else:
                assert why.allowed == (not norms), (person, act, norms, why.reasons)
            compared += 1
    assert compared > 20


def test_a_yes_about_a_colleague_names_what_nobody_else_sees(live, shared, connect):
    who = person_id("den-haag", POLICE)
    asked = {"handeling": "gegevens_inzien", "collega": who}
    root = connect("postgres")
    change = "update partners_clearance set screening = %s where person_id = %s returning screening"
    was = root.execute("select screening from partners_clearance where person_id = %s", [who])
    before = was.fetchone()[0]
    root.execute(change, ["geen", who])
    try:
        why = perform(a_pass(REPORTER), "waarom_lezen", file=shared.bottleneck, **asked).why
        assert refused_by(a_pass(POLICE), "gegevens_inzien", shared.bottleneck)
        assert any("VOG" in one for one in why.unseen)
    finally:
        root.execute(change, [before, who])


def test_each_condition_tells_the_value_it_was_judged_by(live, shared):
    why = perform(
        a_pass(CHAIR), "waarom_lezen", file=shared.bottleneck, handeling="dossier_inzien"
    ).why
    told = dict(pair for row in why.conditions for pair in row.values)
    assert told["u bent vandaag aangewezen"] == "ja"
    assert all(value for row in why.conditions for _, value in row.values)


def test_an_act_of_another_stage_is_never_explained_as_allowed(live, shared):
    by = a_pass(CHAIR)
    why = perform(by, "waarom_lezen", file=shared.bottleneck, handeling="stemmen").why
    assert bool(why.closed) == ("werkwijze" in refused_by(by, "stemmen", shared.bottleneck))


def test_whoever_is_not_in_the_file_is_told_nothing(live, shared):
    with pytest.raises(Refused) as refusal:
        perform(
            a_pass(OUTSIDER), "waarom_lezen", file=shared.bottleneck, handeling="dossier_inzien"
        )
    assert refusal.value.hidden
