"""Asking at a door as somebody, and the answer in a form that can be compared."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.test import Client

from openprisma.kernel.errors import Unavailable
from openprisma.sidedoors.canaries import words_of

_CHANGING = re.compile(r'(name="(?:csrfmiddlewaretoken|keer)" value=")[^"]*')
_OWN_HEADERS = {"Set-Cookie", "Content-Length"}


@dataclass(frozen=True)
class Answer:
    """What came back: status, headers and body with what is new in every answer left out, and all
    words in it."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str
    words: str = field(compare=False, repr=False)
    seconds: float = field(compare=False)

    def without(self, *names: Any) -> Answer:
        """The same, with these names of rows read as one, so that the answers to two names can be
        compared."""
        body, headers = self.body, self.headers
        for name in names:
            body = body.replace(str(name), "·")
            headers = tuple((key, text.replace(str(name), "·")) for key, text in headers)
        return Answer(self.status, headers, body, self.words, self.seconds)


class Browser:
    """A browser in which somebody is signed in."""

    def __init__(self, person: UUID) -> None:
        self.person = person
        self._sign_in()

    def _sign_in(self) -> None:
        self.client = Client(REMOTE_ADDR="127.0.0.1", raise_request_exception=False)
        self.client.post("/demo", {"persoon": str(self.person)})
        if "pas" not in self.client.session:
            raise Unavailable(
                "De personenwissel laat niemand binnen.",
                remedy="Kijk of deze database als demo is gemaakt.",
            )

    def ask(self, address: str, method: str = "get", sent: dict[str, Any] | None = None) -> Answer:
        """Ask; a page that breaks is an answer too. Whoever was away for fifteen minutes signs in
        and asks again."""
        began = time.perf_counter()
        response = getattr(self.client, method)(address, sent or {})
        if response.get("Location", "").startswith("/inloggen"):
            self._sign_in()
            began = time.perf_counter()
            response = getattr(self.client, method)(address, sent or {})
        content = b"".join(response.streaming_content) if response.streaming else response.content
        seconds = time.perf_counter() - began
        kind = response.get("Content-Type", "")
        headers = tuple(sorted((k, v) for k, v in response.items() if k not in _OWN_HEADERS))
        body = _CHANGING.sub(r"\1", content.decode("utf-8", "replace"))
        words = body if "html" in kind else words_of(content, kind)
        return Answer(
            response.status_code, headers, body, words + " ".join(map(str, headers)), seconds
        )
