"""What a request must be before anybody looks at what it asks: a verb that we know, an address and
fields that are text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.multipartparser import MultiPartParserError

from openprisma.gate.plain import whole
from openprisma.web import errors

VERBS = ("GET", "HEAD", "POST")
LONGEST_ADDRESS = 4_000  # characters, with what stands behind the question mark
# Fields of which no act knows how long they may be, because somebody is not yet known who types
# them.
LONGEST_FIELD = {
    "adres": 254,
    "wachtwoord": 200,
    "code": 20,
    "verder": 2_000,
    "persoon": 40,
    "keer": 40,
    "zoek": 200,
}


class Manners:
    """Comes before everything that reads a request or keeps something of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve what has manners."""
        try:
            pairs = list(_pairs(request.GET))
        except SuspiciousOperation:  # so many that they are not read: nor by the page that says so
            request.GET = QueryDict()
            return errors.bad_request(request)
        if request.method not in VERBS:
            return errors.not_allowed(request, VERBS)
        if len(request.get_full_path()) > LONGEST_ADDRESS:
            return errors.too_long_address(request)
        if not all(map(whole, [request.path, *pairs])):
            return errors.bad_request(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """The same of what was sent along, which is read by now: a form that nobody can read does
        nothing."""
        if request.method != "POST":
            return None
        try:
            sent = list(request.POST.items())
            pairs = list(_pairs(request.POST))
        except (SuspiciousOperation, MultiPartParserError, BadRequest):
            return errors.bad_request(request)
        if not all(map(whole, pairs)):
            return errors.illegible(request)
        if any(len(value) > LONGEST_FIELD.get(name, len(value)) for name, value in sent):
            return errors.too_long_field(request)
        return None


def _pairs(fields: QueryDict) -> Iterator[str]:
    for name, values in fields.lists():
        yield name
        yield from (value for value in values if isinstance(value, str))
