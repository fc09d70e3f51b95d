"""Sends mails within a deadline. A mail server that says nothing, or a byte now and then, costs one
task a minute and blocks none of the others."""

from __future__ import annotations

import logging
import smtplib
import socket
import threading
from typing import Any
from uuid import UUID

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends import smtp

from openprisma.files.work import Work

_log = logging.getLogger(__name__)
SUBJECT = "OpenPrisma"
DEADLINE = 60  # seconds for one connection with the mail server, from first to last


class _Timed(smtplib.SMTP):
    """A conversation that is cut off at its deadline. Its own time limit is one for every byte that
    comes in."""

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        found: socket.socket = super()._get_socket(host, port, timeout)  # type: ignore[misc]
        self._end = threading.Timer(DEADLINE, _cut, [found])
        self._end.daemon = True
        self._end.start()
        return found

    def close(self) -> None:
        """Hang up."""
        if end := getattr(self, "_end", None):
            end.cancel()
        super().close()


def _cut(line: socket.socket) -> None:
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


class EmailBackend(smtp.EmailBackend):
    """Django's, with a deadline for the whole."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """How it talks to the server."""
        return _Timed


def post(kind: str, run: str, letters: dict[UUID, tuple[str, str]]) -> int:
    """Send to each person (address, text), over one connection; gives how many were sent now. `run`
    names this run of a `kind` of work: taken up again, also by another worker, who had it already
    is left out. An address that the server refuses is counted in the log and holds up nobody else.
    Raises `OSError` or `smtplib.SMTPException` when the server does not work."""
    work, now, refused = Work(kind, run, letters), 0, 0
    with get_connection() as way:
        for _, (address, text) in work:
            try:
                now += EmailMessage(SUBJECT, text, None, [address], connection=way).send() or 0
            except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError):
                refused += 1
                work.message = "adres_geweigerd"
    if refused:
        _log.error("mail: %d addresses were refused by the server", refused)
    return now


def tell(address: str, text: str) -> Any:
    """One mail about the system itself."""
    return EmailMessage(f"{SUBJECT}: een achtergrondtaak is mislukt", text, None, [address]).send()
