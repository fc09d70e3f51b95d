"""What a page says was done: only what was, by this browser, a moment ago, and once. An address
that somebody sends says nothing."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

COOKIE = "gedaan"
SECONDS = 120
DONE, AGAIN = "gedaan", "al"  # behind the question mark: it was done; it was done before


def redirect(to: str, act: str, *, how: str = DONE) -> HttpResponseRedirect:
    """The way to a page of ours that says that this act was done, or (`AGAIN`) had been."""
    address = f"{to}?{how}={act}"
    answer = HttpResponseRedirect(address)
    answer.set_cookie(
        COOKIE,
        _signer().sign(address),
        max_age=SECONDS,
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return answer


def confirmed(request: HttpRequest, act: str, *, how: str = DONE) -> str:
    """The act that its address names, when this page may say so; empty when it was not done, or
    when the page said so before."""
    if not act:
        return ""
    try:
        told = _signer().unsign(request.COOKIES.get(COOKIE, ""), max_age=SECONDS)
    except BadSignature:
        return ""
    if told != f"{request.path}?{how}={act}":
        return ""
    request.confirmed = True  # type: ignore[attr-defined]
    return act


class Once:
    """What a page said was done, it does not say again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve."""
        answer = self.get_response(request)
        if getattr(request, "confirmed", False):
            answer.delete_cookie(COOKIE, samesite="Strict")
        return answer


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="openprisma.web.confirmed")
