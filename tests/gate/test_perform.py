"""What a developer and a user may rely on at the gate."""

from __future__ import annotations

import uuid

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from openprisma.files.models import File
from openprisma.gate import acts, ledger
from openprisma.gate.explain import offered_each
from openprisma.gate.perform import entered, perform, visit
from openprisma.gate.postgresql.base import Ungated
from openprisma.kernel.errors import BadInput, Refused, Unavailable
from openprisma.partners.models import Account, Clearance
from openprisma.sharing.models import Statement
from openprisma.stories.region import person_id
from tests.builders import (
    ADMINISTRATOR,
    AUTHORISER,
    CFG,
    CHAIR,
    LAWYER,
    OUTSIDER,
    POLICE,
    REPORTER,
    SECRETARY,
    a_pass,
    draft,
)
from tests.conftest import acting_as
from tests.gate.bottleneck import back_to_the_proposal, refused


def test_outside_an_act_the_developer_is_told(live):
    with pytest.raises(Ungated, match="sharing_statement is reached outside the gate"):
        Statement.objects.exists()


def test_what_is_not_offered_says_whether_the_role_or_the_stage_is_wrong(shared, live):
    for who, act, file, given, why in (
        (POLICE, "gegevens_nalezen", shared.bottleneck, {"waarvoor": "evaluatie"}, "andere rol"),
        (REPORTER, "signaal_intrekken", shared.signal, {}, "niet bij de stap"),
    ):
        with pytest.raises(Refused) as told:
            shared.do(who, act, file, **given)
        assert told.value.norms == ["werkwijze"]
        assert why in told.value.reasons[0].what


def test_at_the_door_nothing_can_be_changed(shared, live):
    with visit(shared.by(REPORTER)), pytest.raises(Ungated, match="may only read"):
        File.objects.update(title="x")


def test_what_is_offered_on_many_files_takes_as_many_statements_as_on_one(live):
    by = a_pass("cor-fictieman")
    counts = []
    for number in (1, 25):
        files = [draft("cor-fictieman", by=by) for _ in range(number)]
        with (
            entered(by, acts.registered()["waarom_lezen"], files, {}) as run,
            CaptureQueriesContext(connection) as queries,
        ):
            choices = offered_each(run)
        assert set(choices) == set(files)
        assert {choice.act for choice in choices[files[-1]] if choice.allowed} >= {
            "signaal_aanvullen",
            "feit_toevoegen",
        }
        assert {choice.act for choice in choices[files[-1]] if not choice.allowed} == {
            "signaal_melden"
        }
        counts.append(len(queries))
    assert counts[0] == counts[1], counts


def test_a_line_is_written_also_after_the_database_was_restarted(shared, live, connect):
    """Every connection of the ledger is dead and does not know it yet."""
    shared.do(POLICE, "gegevens_inzien")
    query = (
        "select count(pg_terminate_backend(pid)) from pg_stat_activity where "
        "application_name = 'ledger'"
    )
    killed = connect("postgres").execute(query).fetchone()
    assert killed[0] >= 1
    shared.do(POLICE, "gegevens_inzien")


def test_a_reading_act_changes_nothing(shared, live, monkeypatch):
    def sly(run):
        Statement.objects.update(text="x")

    act = acts.registered()["gegevens_inzien"]
    monkeypatch.setitem(
        acts._registry, "gegevens_inzien", acts.Act(act.name, sly, act.inputs, False, "all", ())
    )
    with pytest.raises(Ungated, match="may only read"):
        shared.do(POLICE, "gegevens_inzien")


def test_hidden_and_absent_are_refused_in_the_same_words(shared, live):
    answers = set()
    for file in (shared.bottleneck, uuid.uuid4()):
        with pytest.raises(Refused) as refusal:
            shared.do(OUTSIDER, "dossier_inzien", file)
        answers.add(
            (
                refusal.value.hidden,
                refusal.value.what,
                refusal.value.rule,
                refusal.value.remedy,
                *refusal.value.norms,
            )
        )
    assert len(answers) == 1


def test_a_refusal_undoes_the_work_and_keeps_the_line_with_all_its_reasons(world, auditor):
    norms = refused(
        world,
        REPORTER,
        "gegeven_verstrekken",
        betrokkene=world.company,
        categorie="fiscale_gegevens",
        tekst="x",
        bronsysteem="x",
        vastgesteld_op="2025-09-25",
        eerst_verwerkt="2025-09-25",
    )
    assert set(norms) == {
        "bgs:2.15.1/inhoud",
        "bgs:2.15.1/toereikend",
        "bgs:1.5.1",
        "bgs:2.15.1/fase",
        "wgs:1.5.1",
        "wgs:1.11.1/fiscaal",
        "wgs:2.23.5/besluit",
    }
    act, granted, outcome, reasons = auditor()[0]
    assert (act, granted, outcome, set(reasons)) == (
        "gegeven_verstrekken",
        True,
        "refused",
        set(norms),
    )


def test_a_failure_is_kept_without_its_message(world, monkeypatch, auditor):
    def broken(run, **_):
        raise ValueError("Testrup Autoverhuur B.V.")

    act = acts.registered()["dossier_inzien"]
    monkeypatch.setitem(
        acts._registry, "dossier_inzien", acts.Act(act.name, broken, act.inputs, False, "none", ())
    )
    with pytest.raises(ValueError, match="Testrup"):
        world.do(POLICE, "dossier_inzien")
    assert auditor()[0][2:] == ("failed", ["ValueError"])


def test_errors_of_the_database_carry_no_data(live):
    with acting_as("owner"):
        email = Account.objects.values_list("email", flat=True).first()
        with pytest.raises(IntegrityError) as error:
            Account.objects.filter(email__gt=email).update(email=email)
    assert email not in str(error.value)
    assert error.value.__suppress_context__


def test_without_the_ledger_nothing_is_shown(shared, live, monkeypatch):
    def down(*_):
        raise Unavailable("x")

    monkeypatch.setattr(ledger, "call", down)
    with pytest.raises(Unavailable):
        shared.do(POLICE, "gegevens_inzien")


def test_every_row_of_a_file_carries_the_receipt_of_its_act(shared, connect):
    own = connect("postgres")
    tables = own.execute(
        "select table_name from information_schema.columns "
        "where column_name = 'receipt' and table_schema = 'public'"
    ).fetchall()
    assert len(tables) >= 15
    for (table,) in tables:
        orphans = own.execute(
            f"select count(*) from {table} t left "
            "join fence.line l on l.id = t.receipt where l.id is null"
        )
        assert orphans.fetchone() == (0,), table


def test_bad_input_names_each_field_and_leaves_no_line(world, auditor):
    before = auditor(1)
    with pytest.raises(BadInput) as bad:
        world.deliver(vastgesteld_op="31-02-2026", tekst="", onbekend="x")
    assert set(bad.value.fields) == {"vastgesteld_op", "tekst", "onbekend"}
    assert auditor(1) == before


@pytest.mark.parametrize(
    ("person", "act", "given", "field"),
    [
        (REPORTER, "gegeven_verstrekken", {"categorie": "toverkunst"}, "categorie"),
        (
            REPORTER,
            "betrokkene_toevoegen",
            {"soort": "draak", "naam": "x", "rol": "hoofdsubject"},
            "soort",
        ),
        (
            REPORTER,
            "betrokkene_toevoegen",
            {"soort": "rechtspersoon", "naam": "x", "rol": "baas"},
            "rol",
        ),
        (
            REPORTER,
            "betrokkene_toevoegen",
            {"soort": "rechtspersoon", "naam": "", "rol": "hoofdsubject"},
            "naam",
        ),
        (CFG, "logboek_inzien", {"doel": "nieuwsgierig"}, "doel"),
        (LAWYER, "fase_ophogen", {"fase": "drie"}, "fase"),
        (REPORTER, "gegeven_verstrekken", {"tekst": "x" * 100_000}, "tekst"),
        (REPORTER, "gegeven_verstrekken", {"betrokkene": "geen id"}, "betrokkene"),
    ],
)
def test_a_choice_that_does_not_exist_is_told_at_its_field(shared, live, person, act, given, field):
    with pytest.raises(BadInput) as bad:
        shared.do(person, act, **given)
    assert field in bad.value.fields


def test_a_question_the_file_does_not_wait_for_cannot_be_answered(live, connect):
    from tests.builders import World
    from tests.conftest import CLUSTER

    world = World.thread(CLUSTER)
    back_to_the_proposal(world, connect)
    with pytest.raises(BadInput, match="wacht dit dossier niet"):
        world.do(LAWYER, "noodzaak_beoordelen", norm="bgs:1.9.1", positief=True, motivering="x")


def test_a_day_in_the_future_is_no_observation(world):
    with pytest.raises(BadInput, match="toekomst"):
        world.deliver(vastgesteld_op="2031-01-01")


def test_the_cfg_sees_every_read_also_of_who_was_refused(world):
    world.do(POLICE, "gegevens_inzien")
    with pytest.raises(Refused):
        world.do(OUTSIDER, "gegevens_inzien")
    lines = world.do(CFG, "logboek_inzien", doel="rechtmatigheidscontrole").lines
    told = [(line.actor, line.act, line.outcome) for line in lines[:2]]
    assert told == [
        ("Bram Voorbeeldsma", "gegevens_inzien", "refused"),
        ("Sanne Spelbos", "gegevens_inzien", "gelezen"),
    ]


def test_who_loses_the_designation_sees_nothing_on_the_next_click(world, connect):
    owner = connect("postgres")
    change = "update partners_person set designated_until = %s where id = %s"
    owner.execute(change, ["2025-10-01", person_id("den-haag", POLICE)])
    try:
        assert refused(world, POLICE, "gegevens_inzien") == ["wgs:1.8.2/aangewezen"]
        with visit(world.by(POLICE)):
            assert not File.objects.exists()
    finally:
        owner.execute(change, ["9999-12-31", person_id("den-haag", POLICE)])


def test_a_replaced_second_factor_suspends_until_the_authoriser_confirms(world):
    target = person_id("den-haag", REPORTER)
    world.do(REPORTER, "gegevens_inzien")
    with pytest.raises(Refused):
        perform(world.by(AUTHORISER), "tweede_factor_vervangen", medewerker=target)
    made = perform(world.by(ADMINISTRATOR), "tweede_factor_vervangen", medewerker=target)
    assert "otpauth://" in made.link
    assert refused(world, REPORTER, "gegevens_inzien") == ["huisregels:1.1"], (
        "what was open is ended"
    )
    world.passes.pop(REPORTER)
    assert refused(world, REPORTER, "gegevens_inzien") == ["huisregels:3.1"]
    with pytest.raises(Refused):
        perform(world.by(ADMINISTRATOR), "toegang_bevestigen", medewerker=target)
    perform(world.by(AUTHORISER), "toegang_bevestigen", medewerker=target)
    world.do(REPORTER, "gegevens_inzien")


def test_an_administrator_can_neither_read_nor_give_access(world):
    for act, given in (
        ("gegevens_inzien", {}),
        ("dossier_inzien", {}),
        ("medewerker_toewijzen", {"medewerker": person_id("den-haag", POLICE)}),
    ):
        with pytest.raises(Refused) as refusal:
            world.do(ADMINISTRATOR, act, **given)
        assert refusal.value.hidden or "wgs:1.8.2.a" in refusal.value.norms


def test_the_bureau_prepares_and_never_votes(world):
    for person in (SECRETARY, "quirine-testcase", LAWYER):
        with pytest.raises(Refused):
            world.do(person, "stemmen", voor=True)


def test_a_judgement_lapses_when_the_facts_under_it_change(live, connect):
    from tests.builders import World
    from tests.conftest import CLUSTER

    world = World.thread(CLUSTER)
    back_to_the_proposal(world, connect)
    why = world.do(CHAIR, "waarom_lezen", handeling="knelpunt_aanwijzen").why
    assert "wgs:2.23.4/noodzaak" not in [c.norm.id for c in why.conditions if not c.holds]
    connect("postgres").execute(
        "update bottlenecks_application set kind = 'gebied' where file_id = %s", [world.bottleneck]
    )
    why = world.do(CHAIR, "waarom_lezen", handeling="knelpunt_aanwijzen").why
    assert "wgs:2.23.4/noodzaak" in [c.norm.id for c in why.conditions if not c.holds]


def test_a_colleagues_screening_is_never_explained(world):
    why = world.do(
        REPORTER, "waarom_lezen", handeling="gegevens_inzien", collega=person_id("den-haag", POLICE)
    ).why
    assert why.allowed
    assert not [c for c in why.conditions if "screening" in " ".join(c.norm.facts)]
    with visit(world.by(REPORTER)):
        assert [row.pk for row in Clearance.objects.all()] == [person_id("den-haag", REPORTER)]


def test_a_draft_is_seen_by_the_own_organ_only(live):
    file, by = draft(), a_pass(REPORTER)
    assert perform(by, "signaal_inzien", file=file).head.file.id == file
    for person in (POLICE, OUTSIDER, SECRETARY, CFG):
        with pytest.raises(Refused) as refusal:
            perform(a_pass(person), "signaal_inzien", file=file)
        assert refusal.value.hidden


def test_an_ended_pass_opens_nothing(world):
    by = a_pass(POLICE)
    ledger.call("end_pass", by)
    with pytest.raises(Refused) as refusal:
        perform(by, "gegevens_inzien", file=world.bottleneck)
    assert refusal.value.hidden
    with pytest.raises(Refused), visit(by):
        pass
    assert connection.gate is None
