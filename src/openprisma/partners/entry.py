"""Getting in: what the web hands to the functions of the database that know accounts (decision
0012)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from openprisma.gate import ledger
from openprisma.partners.passwords import proof

LONGEST_ADDRESS = 254  # characters, as RFC 5321 has it
LONGEST_PASSWORD = 200


@dataclass(frozen=True)
class Answer:
    """What came of an attempt: `let_in`, or else how many seconds to `wait` before another; 0: it
    may be made at once."""

    let_in: bool
    wait: int = 0


@dataclass(frozen=True)
class Typed:
    """What somebody typed at the door."""

    address: str
    password: str
    code: str

    @property
    def possible(self) -> bool:
        """Could it be an address, a password and a code at all?"""
        short = len(self.address) <= LONGEST_ADDRESS and len(self.password) <= LONGEST_PASSWORD
        readable = all(
            "\0" not in one and one.isprintable() for one in (self.address, self.password)
        )
        return short and readable and len(self.code) <= 8 and self.code.isascii()


def sign_in(new: bytes, typed: Typed, *, source: str, device: str, remembered: str) -> Answer:
    """Hand out the pass `new` to whoever proves password and code; never says which was wrong.
    `source` is where the request came from, `device` what this browser showed of an earlier
    time, `remembered` what it will show the next. Raises `Unavailable`.

    Two transactions: one that judges and counts, and one that answers about what the first
    committed."""
    known, later = device.encode(), remembered.encode()
    if not typed.possible:  # the same brakes and the same line, without what was typed
        typed = Typed("", "", "")
    wait = int(ledger.call("wait", typed.address, source, known))
    if wait:  # before Argon2, which is slow on purpose
        return Answer(False, wait)
    proved = proof(typed.password, str(ledger.call("recipe", typed.address)))
    ticket = secrets.token_bytes(32)
    if wait := int(ledger.call("knock", ticket, typed.address, proved, typed.code, source, known)):
        return Answer(False, wait)
    return Answer(bool(ledger.call("enter", ticket, new, later)))


def minutes(seconds: int) -> str:
    """A wait in words, in whole minutes, rounded up."""
    return "1 minuut" if seconds <= 60 else f"{-(-seconds // 60)} minuten"
