"""What else leaks: PostgreSQL's own log, ours, the page, and the connection that goes back."""

from __future__ import annotations

import logging

import psycopg
import pytest
from django.db import IntegrityError, OperationalError
from django.test import Client

from openprisma.gate import ledger
from openprisma.gate.pool import LEFTOVERS, clean
from openprisma.kernel.errors import LawError, Unavailable
from openprisma.partners.models import Account
from openprisma.web.errors import Quiet
from tests.conftest import CLUSTER, acting_as

CANARY = "kanarie-9999-in-de-mijn"


def test_a_unique_violation_with_a_canary_stands_in_no_log(live, caplog):
    with acting_as("owner"):
        email = Account.objects.values_list("email", flat=True).first()
        Account.objects.filter(email=email).update(email=CANARY)
        try:
            with pytest.raises(IntegrityError):
                Account.objects.exclude(email=CANARY).update(email=CANARY)
        finally:
            Account.objects.filter(email=CANARY).update(email=email)
    written = "".join(one.read_text(errors="replace") for one in CLUSTER.logs.iterdir())
    assert "duplicate key" in written, "the log is where we think it is"
    assert CANARY not in written
    assert CANARY not in caplog.text


def test_an_exception_with_a_canary_stands_neither_in_our_log_nor_on_the_page(
    live, monkeypatch, capsys
):
    def broken(request):
        name = CANARY
        raise RuntimeError(f"{name} {request.path}")

    monkeypatch.setattr(
        "openprisma.web.entry.login.alliance_name", lambda: broken(type("R", (), {"path": "x"}))
    )
    response = Client(raise_request_exception=False).get("/inloggen")
    assert response.status_code == 500
    assert CANARY not in response.content.decode()
    assert CANARY not in "".join(capsys.readouterr())


def test_why_no_line_could_be_written_is_logged_by_its_kind_alone(live, monkeypatch, caplog):
    def broken(*_):
        raise psycopg.errors.LockNotAvailable(CANARY)

    monkeypatch.setattr(ledger, "_once", broken)
    with pytest.raises(Unavailable) as told:
        ledger.call("born")
    assert "LockNotAvailable [55P03]" in caplog.text
    assert CANARY not in caplog.text + str(told.value)


def test_a_database_that_does_not_answer_is_logged_by_its_kind_alone(live, monkeypatch, caplog):
    def gone():
        raise OperationalError(CANARY)

    monkeypatch.setattr("openprisma.web.entry.login.alliance_name", gone)
    response = Client().get("/inloggen")
    assert response.status_code == 503
    assert "no answer of the database: OperationalError" in caplog.text
    assert CANARY not in caplog.text + response.content.decode()


def test_what_else_keeps_us_from_answering_is_logged_by_its_kind_and_rule(
    live, monkeypatch, caplog
):
    def wrong():
        raise LawError(CANARY)

    monkeypatch.setattr("openprisma.web.entry.login.alliance_name", wrong)
    assert Client().get("/inloggen").status_code == 503
    assert "no answer of ours: LawError [Normbestand]" in caplog.text
    assert CANARY not in caplog.text


def test_the_log_filter_keeps_kind_and_place_only():
    try:
        raise ValueError(CANARY)
    except ValueError as error:
        record = logging.LogRecord(
            "x", 40, "p", 1, CANARY, (), (ValueError, error, error.__traceback__)
        )
    assert Quiet().filter(record)
    text = logging.Formatter().format(record)
    assert CANARY not in text
    assert "ValueError" in text
    assert "test_leaks" in text


def test_a_connection_goes_back_without_what_it_was_given(live, connect):
    own = connect()
    own.execute("select set_config('fence.pass', 'aa', false)")
    clean(own)
    assert own.execute("select current_setting('fence.pass', true)").fetchone() == ("",)
    assert len(LEFTOVERS) == 4
