"""Whether there is an answer at all to what a form asks: a choice out of nothing is no question."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.urls import get_resolver

from openprisma.gate.law import lawbook
from openprisma.web.forms import Form

MAIN = "overzicht"  # the tab on which what stands on no other is asked


def unanswerable(form: Form, context: Any) -> str:
    """What the first question asks that must be answered and has no answer here; empty when all of
    them have one. `context` is the page that the form stands on; None for a form that was filled
    with its choices."""
    for one in form.fields:
        if one.kind not in ("choice", "many") or one.optional:
            continue
        if context is None or one.when is None or one.when(context):
            options = one.options(context) if callable(one.options) else one.options
            if not options:
                return one.label
    return ""


def nothing_for(act: str, tab: str, context: Any) -> str:
    """The same of an act, where this tab of a file tells it: an act that stands on another tab asks
    of what only that tab may read, and says it on its own page."""
    form, on = _forms().get(act), lawbook().vocabulary.acts[act].on
    its = lawbook().vocabulary.acts[on].tab if on else None
    here = (its.path if its else tab) if on else MAIN
    return unanswerable(form, context) if form is not None and here == tab else ""


@cache
def _forms() -> dict[str, Form]:
    """The form of each act, as the addresses have them."""
    found = (getattr(one.callback, "declared", None) for one in get_resolver().url_patterns)
    return {one.act: one.form for one in found if one is not None and one.form is not None}
