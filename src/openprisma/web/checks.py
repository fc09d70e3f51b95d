"""Start-up checks of the web door: every address declares its act, every act that people are
offered has an address, and a form asks exactly what its act takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import Error, Tags, register
from django.urls import URLPattern, get_resolver

from openprisma.engine.groups import SYSTEM
from openprisma.gate import acts
from openprisma.gate.law import lawbook, procedures
from openprisma.web.files.act_pages import WITHOUT_FORM
from openprisma.web.forms import Form
from openprisma.web.routing import Declared

DELIVERING = "a step on the page of leveringen_inzien, which has no form of the common kind"
NO_PAGE = {
    "cijfers_overnemen": "2,000 rows of the years before: "
    "a command, `openprisma act`, under the same gate",
} | dict.fromkeys(WITHOUT_FORM, DELIVERING)
EXPLAINED = "woorden"  # asked by the text check itself, of words that it doubts


def addresses() -> Iterator[tuple[URLPattern, Declared | None]]:
    """Every address with what it declares. Ours are all of one level: what is included from
    elsewhere is E001."""
    for pattern in get_resolver().url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern, getattr(pattern.callback, "declared", None)


@register(Tags.urls)
def every_route_declares(**_: Any) -> list[Error]:
    """Every address stands for an act that exists, or says why it needs none."""
    found = []
    for pattern in get_resolver().url_patterns:
        declared = (
            getattr(pattern.callback, "declared", None) if isinstance(pattern, URLPattern) else None
        )
        if declared is None or not (declared.without or declared.act in acts.registered()):
            found.append(Error(f"the address {pattern.pattern} declares no act", id="web.E001"))
    return found


@register(Tags.urls)
def every_act_has_an_address(**_: Any) -> list[Error]:
    """What a working method offers to people can be done on a page, or it says why not."""
    there = {declared.act for _, declared in addresses() if declared is not None}
    offered = {
        offer.entry.act: offer.where
        for method in procedures().values()
        for offer in method.offers
        if set(offer.entry.by) != {SYSTEM}
    }
    missed = [
        Error(f"{where}: {act} is offered, and web/urls.py has no address for it", id="web.E002")
        for act, where in sorted(offered.items())
        if act not in there and act not in NO_PAGE
    ]
    idle = [
        Error(f"{act} stands in NO_PAGE of web/checks.py and has an address", id="web.E002")
        for act in sorted(NO_PAGE.keys() & there)
    ]
    return missed + idle


@register(Tags.urls)
def every_tab_has_an_address(**_: Any) -> list[Error]:
    """A tab that a record of an act names is there for every working method that offers the act."""
    there = {
        (str(pattern.pattern), declared.act)
        for pattern, declared in addresses()
        if declared is not None
    }
    found = []
    for method in procedures().values():
        for act in sorted({offer.entry.act for offer in method.offers}):
            tab = lawbook().vocabulary.acts[act].tab
            place = "dossier" if tab and tab.of_any else method.entry.place
            if tab and (f"{place}/<uuid:file>/{tab.path}", act) not in there:
                text = (
                    f"law/handelingen/{act}.yaml has a tab, and web/urls.py no {place}/…/{tab.path}"
                )
                found.append(Error(f"{text} for it", id="web.E004"))
    return found


@register(Tags.urls)
def every_form_asks_what_its_act_takes(**_: Any) -> list[Error]:
    """A field is an input of the act, and every input the act needs is a field, fixed, or in the
    address."""
    found = []
    for pattern, declared in addresses():
        if declared is not None and declared.form is not None:
            kwargs = set(pattern.pattern.converters)
            found += [Error(text, id="web.E003") for text in misfits(declared.form, kwargs)]
    return found


def misfits(form: Form, address: set[str]) -> Iterator[str]:
    """What a form asks that its act does not take, and what the act needs that nobody asks."""
    act = acts.registered()[form.act]
    inputs = act.inputs.model_fields
    asked = {one.name.split(".")[0] for one in form.fields} | form.fixed.keys()
    for name in sorted(asked - inputs.keys()):
        yield f"the form of {form.act} asks {name}, and {act.place} takes no such thing"
    begun_on = set(act.also) if "file" in address else set()
    for name in sorted(
        name
        for name, field in inputs.items()
        if field.is_required() and name not in asked | address | begun_on
    ):
        yield f"{act.place} needs {name}, and the form of {form.act} does not ask it"
    for name in sorted(inputs.keys() - asked - address - begun_on - {EXPLAINED}):
        if not inputs[name].is_required():
            yield f"{act.place} takes {name}, and the form of {form.act} does not ask it"
    for field in (
        *form.fields,
        *(part for one in form.fields if isinstance(one.parts, tuple) for part in one.parts),
    ):
        if field.kind in ("choice", "many") and not field.options:
            yield (
                f"the form of {form.act} gives nothing to choose for {field.name}: "
                "Made(options=…) in its forms.py"
            )
