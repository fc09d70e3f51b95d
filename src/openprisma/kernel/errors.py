"""The tree of errors. Each says what happened, which rule, and what to do; never a personal datum.

OpenPrismaError
├── BadInput            a value that a person gave cannot be what was asked
│   └── Repeated        this very form was sent before
├── LawError            a file of law, procedure or region cannot be used; start is refused
├── MissingFact         a norm asks for something nobody answered; never read as "no"
├── Refused             no norm permits this act here and now; carries the verdict
└── Unavailable         the surroundings fail: database, port, disk
"""

from __future__ import annotations

from typing import Any


class OpenPrismaError(Exception):
    """Base of all our errors. `what` happened, which `rule`, what to do (`remedy`): all in Dutch,
    for the user."""

    def __init__(self, what: str, *, rule: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what, self.rule, self.remedy = what, rule, remedy


class BadInput(OpenPrismaError):
    """A value a person gave cannot be what was asked. `fields` maps a field's name to its own
    sentence."""

    def __init__(
        self, what: str, *, fields: dict[str, str] | None = None, remedy: str = ""
    ) -> None:
        super().__init__(
            what,
            rule="Invoer",
            remedy=remedy or "Verbeter de genoemde velden en probeer het opnieuw.",
        )
        self.fields = fields or {}


class Repeated(BadInput):
    """This very form was sent before: by a second click, or with the back button. What the first
    time did, stands."""

    def __init__(self) -> None:
        super().__init__(
            "U verstuurde dit formulier al.", remedy="Kijk op het dossier wat er is vastgelegd."
        )


class LawError(OpenPrismaError):
    """A file of law, procedure or region cannot be used. `where` is `file, regel n`."""

    def __init__(self, what: str, *, where: str = "") -> None:
        super().__init__(
            f"{where}: {what}" if where else what, rule="Normbestand", remedy="Herstel het bestand."
        )
        self.where = where


class MissingFact(OpenPrismaError):
    """A norm asks for a fact that nobody supplied. An unanswered question is never read as "no"."""

    def __init__(self, path: str, norm: str = "") -> None:
        super().__init__(
            f"Het feit {path} ontbreekt.",
            rule=norm,
            remedy="Meld dit aan de beheerder; er is niets gedaan.",
        )
        self.path = path


class Refused(OpenPrismaError):
    """No norm permits this act here and now. The attempt is in the log; nothing else was kept.

    `reasons` are (norm id, what, article, remedy), the weightiest first; `hidden` says that the
    user must read this as "not found". `verdict` is the whole judgement, for the page that explains
    it.
    """

    def __init__(self, reasons: list[Reason], *, hidden: bool = False, verdict: Any = None) -> None:
        first = reasons[0]
        super().__init__(first.what, rule=first.article, remedy=first.remedy)
        self.reasons, self.hidden, self.verdict = reasons, hidden, verdict

    @property
    def norms(self) -> list[str]:
        """The ids of all norms that stood in the way."""
        return [reason.norm for reason in self.reasons]


class Unavailable(OpenPrismaError):
    """The surroundings fail: no database, a port in use, a full disk."""


class Reason:
    """One refusal in three sentences: what does not happen, under which article, what to do now and
    who can."""

    __slots__ = ("article", "norm", "remedy", "what")

    def __init__(self, norm: str, what: str, article: str, remedy: str) -> None:
        self.norm, self.what, self.article, self.remedy = norm, what, article, remedy

    def as_dict(self) -> dict[str, str]:
        """For JSON output and the log."""
        return {"norm": self.norm, "wat": self.what, "artikel": self.article, "wat_nu": self.remedy}
