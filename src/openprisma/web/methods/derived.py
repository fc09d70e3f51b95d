"""Addresses that follow from the records: the tabs that working methods share, the list and the own
page of each, and a form for every act that nobody wrote a page for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from django.urls import URLPattern

from openprisma import web
from openprisma.engine.groups import SYSTEM
from openprisma.engine.procedures import Procedure
from openprisma.gate.acts import registered
from openprisma.gate.law import lawbook, procedures
from openprisma.web.checks import NO_PAGE
from openprisma.web.files.act_pages import form_page
from openprisma.web.methods.deliveries import deliveries, delivery_template
from openprisma.web.methods.pages import begin_page, file_page, list_page
from openprisma.web.methods.tabs import (
    analysis,
    document,
    exceptions,
    information,
    interests,
    results,
)
from openprisma.web.places import begin_url, places, slug
from openprisma.web.questions import form_of
from openprisma.web.routing import ASKS, View, page

_MINE = "headers of one's own files: no names; the assignment policy guards"
# What stands behind the address of a file, for each working method that offers the act.
SHARED: tuple[tuple[str, View, str, tuple[str, ...]], ...] = (
    ("informatie", information, "gegevens_inzien", ()),
    ("documenten/<uuid:gegeven>", document, "document_inzien", ()),
    ("analyse", analysis, "analyse_inzien", ()),
    ("leveren", deliveries, "leveringen_inzien", ASKS),
    ("leveren/sjabloon.<str:kind>", delivery_template, "leveringen_inzien", ()),
    ("resultaten", results, "resultaten_inzien", ()),
    ("belangen", interests, "belangen_inzien", ()),
    ("uitzonderingen", exceptions, "uitzonderingen_inzien", ()),
)


def shared() -> Iterator[URLPattern]:
    """The tabs and documents that files of several working methods have in common."""
    for kind, place in places().items():
        offered = {offer.entry.act for offer in procedures()[kind].offers}
        for path, view, act, verbs in SHARED:
            if act in offered:
                yield page(f"{place}/<uuid:file>/{path}", view, act=act, verbs=verbs)


def brought() -> Iterator[URLPattern]:
    """What each room of the web brings along in its `addresses.py`."""
    for room in iter_modules(web.__path__):
        name = f"{web.__name__}.{room.name}.addresses"
        if room.ispkg and find_spec(name) is not None:
            yield from import_module(name).urlpatterns


def derived(written: Iterable[URLPattern]) -> Iterator[URLPattern]:
    """What working methods need and nobody wrote: list, own page, beginnings, forms."""
    said, done = set[str](), set[str]()
    for one in written:
        said.add(str(one.pattern))
        done.add(one.callback.declared.act)  # type: ignore[attr-defined]
    for kind, place in places().items():
        method = procedures()[kind]
        if place not in said:
            yield page(place, list_page(kind), without=_MINE)
        if f"{place}/<uuid:file>" not in said:
            yield page(f"{place}/<uuid:file>", file_page(kind), act=method.entry.opens)
        for act in _missing(method, done):
            done.add(act)
            yield _of(kind, act)


def _missing(method: Procedure, done: set[str]) -> Iterator[str]:
    """Acts that people are offered in files of a working method, that change something and have no
    page and no reason for that."""
    known, acts = lawbook().vocabulary.acts, registered()
    offered = [one.entry for one in method.offers if set(one.entry.by) != {SYSTEM}]
    for act in dict.fromkeys(one.act for one in offered):
        if act in acts and act not in done and act not in NO_PAGE and known[act].writes:
            yield act


def _of(kind: str, act: str) -> URLPattern:
    """The page of an act: behind the list when a file begins with it, else behind the file."""
    one, form = registered()[act], form_of(act)
    if one.starts and not one.also:
        return page(begin_url(kind, act).removeprefix("/"), begin_page(kind, form), act=act)
    return page(f"dossier/<uuid:file>/{slug(act)}", form_page(form), act=act)
