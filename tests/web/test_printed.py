"""What leaves as paper says who took it."""

from __future__ import annotations

from types import SimpleNamespace

from openprisma.web.printed import foot


def _reader(participant: str) -> SimpleNamespace:
    return SimpleNamespace(session={"wie": {"name": "Sara Namaak", "participant": participant}})


def test_the_foot_names_the_reader_and_for_whom_she_works():
    told = foot(_reader("gemeente Den Haag"), "zonder namen")
    assert told.endswith("zonder namen · afgedrukt door Sara Namaak, gemeente Den Haag")


def test_somebody_who_works_for_no_participant_is_named_alone():
    assert foot(_reader(""), "zonder namen").endswith("afgedrukt door Sara Namaak")
