"""What the server itself says when a request never reaches the application: a sentence each, and a
line in the log."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from dataclasses import dataclass
from html import escape

_log = logging.getLogger(__name__)
SECONDS = 10  # between two lines of the log about the same


@dataclass(frozen=True)
class Refusal:
    """One kind: the status, what the visitor reads, and how the log calls it."""

    status: str
    title: str
    text: str
    kind: str


_AGAIN = "Er is niets vastgelegd. Wacht een minuut en probeer het opnieuw."
TOO_SLOW = Refusal(
    "408 Request Timeout",
    "Dit duurde te lang",
    f"Wat u verstuurde, kwam te langzaam binnen. {_AGAIN}",
    "bodies too slow",
)
TOO_LARGE = Refusal(
    "413 Content Too Large",
    "Dit is te groot",
    "Wat u verstuurde, is groter dan hier mag. Er is niets vastgelegd. "
    "Verstuur een kleiner bestand of een kortere tekst. Bent u niet ingelogd? Log dan eerst in.",
    "bodies too large",
)
NO_LENGTH = Refusal(
    "411 Length Required",
    "Dit verzoek begrijpen wij niet",
    "Het verzoek zegt niet hoe lang het is. Er is niets vastgelegd. Gebruik een gewone browser.",
    "bodies without a length",
)
TOO_MANY = Refusal(
    "429 Too Many Requests",
    "Te veel tegelijk",
    "U verstuurt te veel tegelijk. Wacht tot het vorige klaar is en probeer het dan opnieuw. "
    "Van dit verzoek is niets vastgelegd.",
    "too many bodies of one session",
)
TOO_BUSY = Refusal(
    "503 Service Unavailable",
    "Het is te druk",
    f"Het is nu te druk om u te antwoorden. {_AGAIN}",
    "too busy",
)
FULL = Refusal(
    "503 Service Unavailable",
    "Het is te druk",
    f"Er zijn te veel verbindingen open. {_AGAIN}",
    "out of descriptors",
)
OUR_MISTAKE = Refusal(
    "500 Internal Server Error",
    "Er ging iets mis",
    "Er ging iets mis aan onze kant. Kijk of is vastgelegd wat u verstuurde, "
    "voordat u het opnieuw verstuurt. Blijft het zo? Bel de beheerder.",
    "mistakes of ours",
)


def answer(refusal: Refusal) -> tuple[str, list[tuple[str, str]], bytes]:
    """Status, headers and page."""
    page = (
        '<!doctype html><html lang="nl"><meta charset="utf-8">'
        f"<title>{escape(refusal.title)}</title>"
        f"<h1>{escape(refusal.title)}</h1><p>{escape(refusal.text)}</p></html>\n"
    ).encode()
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(page))),
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", "default-src 'none'"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    return (
        refusal.status,
        headers + ([("Retry-After", "60")] if refusal.status.startswith("503") else []),
        page,
    )


def raw(refusal: Refusal) -> bytes:
    """The same as it goes over the line, for who cannot have a connection."""
    status, headers, page = answer(refusal)
    head = "".join(f"{name}: {value}\r\n" for name, value in [*headers, ("Connection", "close")])
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + page


class Tally:
    """Counts, and tells the log: at once the first time, then once in ten seconds. An attack does
    not fill a disk."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.timer: asyncio.TimerHandle | None = None

    def add(self, kind: str, many: int = 1) -> None:
        """Count one kind of refusal."""
        self.counts[kind] += many
        if self.timer is None:
            self._tell()

    def _tell(self) -> None:
        if not self.counts:
            self.timer = None
            return
        _log.warning(
            "refused: %s",
            ", ".join(f"{kind} {count}" for kind, count in sorted(self.counts.items())),
        )
        self.counts.clear()
        self.timer = asyncio.get_running_loop().call_later(SECONDS, self._tell)
