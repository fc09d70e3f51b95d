"""Turns our errors into pages: one clear sentence, the article, what to do now."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from psycopg_pool import PoolTimeout

from openprisma.kernel.errors import BadInput, OpenPrismaError, Refused, Unavailable
from openprisma.web import errors

_log = logging.getLogger(__name__)
DATABASE_GONE = Unavailable(
    "De database antwoordt niet. Er is niets half gedaan.",
    remedy="Probeer het over een minuut opnieuw. Blijft het zo? Bel de beheerder.",
)
SCARCE = {
    errno.EMFILE: "out of descriptors",
    errno.ENFILE: "out of descriptors",
    errno.ENOSPC: "disk full",
    errno.ENOMEM: "out of memory",
}
SHORT_OF = Unavailable(
    "De server komt iets tekort. "
    "Kijk of is vastgelegd wat u verstuurde, voordat u het opnieuw verstuurt.",
    remedy="Probeer het over een minuut opnieuw. Blijft het zo? Bel de beheerder.",
)


class Headers:
    """What every page says, those that tell of a mistake as well: that no one keeps it, and that
    one comes back over TLS.

    Django says the latter only over a connection that it knows to be TLS, which behind a proxy it
    is told in a header or not at all. A browser that reads it over a plain connection must ignore
    it (RFC 6797, section 8.1), so it is always said.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve."""
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        if settings.SECURE_HSTS_SECONDS:
            response.headers.setdefault(
                "Strict-Transport-Security", f"max-age={settings.SECURE_HSTS_SECONDS}"
            )
        return response


class Door:
    """The last middleware: what a view raises becomes a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Our own errors as pages; the rest is Django's."""
        match error:
            case Refused(hidden=True):
                return errors.not_found(request)
            case Refused():
                return errors.refused(request, error)
            case BadInput():
                return errors.bad_input(request, error)
            case OpenPrismaError():
                _log.error("no answer of ours: %s [%s]", type(error).__name__, error.rule)
                return errors.unavailable(request, error)
            case OperationalError() | InterfaceError() | PoolTimeout():
                _log.error("no answer of the database: %s", type(error).__name__)
                return errors.unavailable(request, DATABASE_GONE)
            case OSError(errno=number) if number in SCARCE:
                _log.error("no answer of the system: %s", SCARCE[number])
                return errors.unavailable(request, SHORT_OF)
        return None
