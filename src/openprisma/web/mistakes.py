"""What is wrong with what was sent, told with the words of the screen: which question, what was
typed there, and what it takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from openprisma.web.forms import Field, Form

# What a question takes, by its kind; the others say it in the sentence itself.
TAKES = {
    "date": "Vul een dag in als dag, maand en jaar: 31-12-2026.",
    "choice": "Kies een van de antwoorden.",
    "many": "Kies een of meer van de antwoorden.",
    "yesno": "Kies ja of nee.",
}
SHOWN = ("date", "line")  # short answers, told back; longer ones still stand in their own field
LONGEST = 60  # characters of an answer that are told back


@dataclass(frozen=True)
class Mistake:
    """One question that was not answered well. `id` is its field on the page; empty for what is
    about the whole form."""

    id: str
    label: str
    typed: str
    what: str
    takes: str


def mistakes(form: Form, errors: dict[str, str]) -> list[Mistake]:
    """The mistakes in a form that was filled in, in the order of its questions; then what belongs
    to none of them."""
    asked = {one.name: one for one in _questions(form)}
    found = [_told(one, errors[name]) for name, one in asked.items() if name in errors]
    short = {name.split(".", 1)[-1]: one for name, one in asked.items()}
    rest = {name: what for name, what in errors.items() if name not in asked}
    found += [_told(short[name], what) for name, what in rest.items() if name in short]
    return found + [Mistake("", "", "", what, "") for n, what in rest.items() if n not in short]


def _questions(form: Form) -> Iterator[Field]:
    for one in form.fields:
        if one.kind != "hidden":
            yield one
        if not callable(one.parts):
            yield from one.parts


def _told(one: Field, what: str) -> Mistake:
    typed = one.value if one.kind in SHOWN and isinstance(one.value, str) else ""
    takes = TAKES.get(one.kind, "")
    return Mistake(one.id, one.label, typed[:LONGEST], what, "" if takes in what else takes)
