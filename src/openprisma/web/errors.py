"""Errors as pages, and as log lines without anybody's data."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openprisma.kernel.errors import BadInput, OpenPrismaError, Refused

_log = logging.getLogger(__name__)


class Quiet(logging.Filter):
    """Keeps the kind and the place of an exception, never its message or the request: those may
    hold a name."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Strip a record; never drop it."""
        if record.exc_info and record.exc_info[0] is not None:
            trace, place = record.exc_info[2], "?"
            while trace is not None:
                place, trace = (
                    f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}",
                    trace.tb_next,
                )
            record.msg, record.args = f"{record.exc_info[0].__name__} in {place}", ()
            record.exc_info, record.exc_text = None, None
        elif record.name.startswith(("django.request", "django.security")):
            record.msg, record.args = f"status {getattr(record, 'status_code', '?')}", ()
        return True


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """What is not there and what is not for you: one page, one text."""
    return render(request, "parts/not_found.html", status=404)


def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """A refusal on a page of its own: three sentences."""
    return render(request, "parts/refused.html", {"refusal": error}, status=403)


def bad_input(request: HttpRequest, error: BadInput) -> HttpResponse:
    """Input that cannot be used, told per field."""
    return render(request, "parts/bad_input.html", {"error": error}, status=400)


def unavailable(request: HttpRequest, error: OpenPrismaError) -> HttpResponse:
    """The surroundings fail; nothing was shown and nothing done."""
    return render(request, "parts/unavailable.html", {"error": error}, status=503)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """A request that cannot be read."""
    return render(
        request,
        "parts/bad_input.html",
        {"error": BadInput("Wij begrijpen dit verzoek niet.")},
        status=400,
    )


def illegible(request: HttpRequest) -> HttpResponse:
    """What was sent holds characters that are none."""
    error = BadInput(
        "In wat u stuurde staan tekens die geen tekst zijn.",
        remedy="Ga terug, typ de tekst opnieuw en stuur haar.",
    )
    return render(request, "parts/bad_input.html", {"error": error}, status=400)


def too_long_field(request: HttpRequest) -> HttpResponse:
    """What was sent is longer than anybody needs."""
    error = BadInput("Eén van de velden is te lang.", remedy="Ga terug en kort het in.")
    return render(request, "parts/bad_input.html", {"error": error}, status=400)


def too_long_address(request: HttpRequest) -> HttpResponse:
    """The address is longer than any of ours."""
    error = BadInput("Dit adres is te lang.", remedy="Begin opnieuw bij uw werkvoorraad.")
    return render(request, "parts/bad_input.html", {"error": error}, status=414)


def not_allowed(request: HttpRequest, verbs: Iterable[str]) -> HttpResponse:
    """This address does not do what was asked of it; `Allow` says what it does."""
    error = BadInput(
        "Zo werkt dit adres niet.", remedy="Open de pagina en gebruik de knoppen die daar staan."
    )
    answer = render(request, "parts/bad_input.html", {"error": error}, status=405)
    answer["Allow"] = ", ".join(verbs)
    return answer


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form is older than the session, or was sent from elsewhere: the log says which."""
    _log.warning("form refused: %s", _why(request, reason))
    error = BadInput(
        "Dit formulier is verlopen, dus er is niets vastgelegd.",
        remedy="Ga terug, open de pagina opnieuw en vul het in.",
    )
    return render(request, "parts/bad_input.html", {"error": error}, status=403)


def _why(request: HttpRequest, reason: str) -> str:
    """Why a form was refused, in words of ours: what Django says quotes what was sent."""
    scheme, _, host = request.headers.get("Origin", "").partition("://")
    if (
        "Origin" in reason
        and host == request.get_host()
        and (scheme, request.scheme) == ("https", "http")
    ):
        return "sent from https, asked over http; does a proxy end TLS? Name it in OPENPRISMA_PROXY"
    known = {
        "elsewhere": "another site asked to log somebody out",
        "Origin": "sent from another site, or the proxy does not pass on Host",
        "Referer": "no trustworthy Referer",
        "cookie": "no cookie with a token",
        "token": "the token is missing or wrong: the session ended, or OPENPRISMA_SECRET changed",
    }
    return next(
        (said for word, said in known.items() if word.lower() in reason.lower()), "unknown reason"
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """A mistake of ours. Without context: whatever broke may break that too."""
    return render(request, "parts/server_error.html", status=500)
