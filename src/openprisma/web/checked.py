"""Looking once more at one's own answers, before an act that leaves the house or binds others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from openprisma.gate.acts import registered
from openprisma.gate.law import lawbook
from openprisma.kernel.days import in_words
from openprisma.web.forms import Field, Form, iso_day, sent_with

LOOKED, BACK = "nagekeken", "aanpassen"  # what the buttons of that page send


@dataclass(frozen=True)
class Answer:
    """One question as it was answered: in words, a line for each."""

    id: str
    label: str
    words: list[str]


def to_check(request: HttpRequest, form: Form) -> bool:
    """Are these answers still to be looked at? Of an act of which its record says so, that was sent
    from its form and not from that page. Raises `BadInput` for what cannot be sent at all."""
    asks = lawbook().vocabulary.acts[form.act].check
    if not asks or LOOKED in request.POST or request.FILES:  # no page can send a file again
        return False
    registered()[form.act].parse(sent_with(form, request))
    return True


def goes_back(request: HttpRequest) -> bool:
    """Does the reader want to change an answer?"""
    return BACK in request.POST


def answers(form: Form) -> list[Answer]:
    """The answers in a form that was filled in, in the order of its questions."""
    return [
        Answer(one.id, one.label, words) for one in _questions(form) if (words := list(_words(one)))
    ]


def kept(request: HttpRequest) -> list[tuple[str, str]]:
    """What was sent, to send along again."""
    left = ("csrfmiddlewaretoken", LOOKED, BACK)
    return [(k, one) for k in request.POST if k not in left for one in request.POST.getlist(k)]


def _questions(form: Form) -> Iterator[Field]:
    for one in form.fields:
        if one.kind == "group" and not callable(one.parts):
            yield from one.parts
        elif one.kind not in ("hidden", "password", "file"):
            yield one


def _words(one: Field) -> Iterator[str]:
    names = dict(one.options) if not callable(one.options) else {}
    if one.kind == "many":
        yield from (names.get(code, code) for code in one.value)
    elif one.kind == "tick":
        yield "ja" if one.value == "ja" else "nee"
    elif one.value and one.kind == "date":
        yield in_words(date.fromisoformat(iso_day(one.value)))
    elif one.value:
        yield names.get(one.value, one.value)
