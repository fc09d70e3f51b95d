"""Building blocks of pages: icons, marks, certainty, refusals, days. Presentation only."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from openprisma.engine.citations import short_citation
from openprisma.files.queries import Head
from openprisma.gate.explain import Choice
from openprisma.gate.law import lawbook
from openprisma.kernel.days import HOME, in_words
from openprisma.web.places import act_url, file_url, list_url, opening, places, reading, slug

register = template.Library()

CERTAINTY = {
    "seen": "Gezien",
    "inferred": "Afgeleid",
    "practice": "Praktijk",
    "house": "Huisregel",
    "assumed": "Aangenomen",
}
KINDS = {
    "permits": "staat toe",
    "requires": "eist",
    "forbids": "verbiedt",
    "empowers": "geeft bevoegdheid",
    "judgement": "vraagt een oordeel",
}
_NUMBERS = "nul één twee drie vier vijf zes zeven acht negen tien elf twaalf".split()  # noqa: SIM905


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """A drawing that says nothing by itself."""
    return format_html(
        '<svg class="op-ico {}" aria-hidden="true" focusable="false"><use href="#{}"/></svg>',
        extra,
        name,
    )


@register.simple_tag
def mark(colour: str, name: str, text: str) -> SafeString:
    """A status: always a shape, a colour and a word."""
    return format_html(
        '<span class="op-mark op-mark--{}">{}<span>{}</span></span>', colour, icon(name), text
    )


# How a seat of a meeting stands in a vote: colour, sign, word; and those that do not take part.
BALLOTS = {
    "voor": ("green", "m-yes", "voor"),
    "tegen": ("red", "m-no", "tegen"),
    "doet_niet_mee": ("", "m-gone", "doet niet mee"),
    "geen_stem": ("", "m-lock", "geen stem"),
    "afwezig": ("", "m-none", "afwezig"),
    "niet_gestemd": ("", "m-none", "niet gestemd"),
    "eerdere_tekst": ("", "m-gone", "stemde over een eerdere tekst"),
}
ABSENT = ("doet_niet_mee", "geen_stem", "afwezig", "eerdere_tekst")


@register.simple_tag
def ballot(state: str) -> SafeString:
    """How a seat voted, or why it did not."""
    return mark(*BALLOTS.get(state, ("", "m-later", "nog niet")))


@register.filter
def ballot_look(state: str) -> str:
    """The look of the row of a seat: faint when it does not vote."""
    return "op-row--gone" if state in ABSENT else ""


@register.simple_tag
def certainty(code: str) -> SafeString:
    """How sure we are of a norm."""
    return format_html(
        '<span class="op-cert op-cert--{}">{}{}</span>', code, icon(f"c-{code}"), CERTAINTY[code]
    )


@register.simple_tag
def certainty_of(norm_id: str) -> SafeString | str:
    """How sure we are of the norm behind a refusal; nothing for what is no norm."""
    found = next((norm for norm in lawbook().norms if norm.id == norm_id), None)
    return certainty(found.certainty) if found else ""


@register.simple_tag
def tabs(head: Head, prefix: str, current: str) -> list[dict[str, Any]]:
    """The tabs of a file that this reader has, in the order in which its working method offers
    what they show: label, address, and whether this is the one."""
    found = [{"label": "Overzicht", "url": f"/{prefix}/{head.file.id}", "here": "overzicht"}]
    for choice in head.choices:
        entry = lawbook().vocabulary.acts[choice.act]
        if (tab := entry.tab) is None or (tab.allowed and not choice.allowed):
            continue
        file = f"/dossier/{head.file.id}" if tab.of_any else found[0]["url"]
        found.append({"label": entry.button, "url": f"{file}/{tab.path}", "here": tab.path})
    return [one | {"here": one["here"] == current} for one in found]


@register.simple_tag
def why_read(head: Head, current: str | None = None) -> str:
    """The act, as it stands in an address, by which one reads the personal data of a file; on a tab
    (`current`) where none stands, the one that opens the file."""
    act = reading(head.file.kind)
    tab = lawbook().vocabulary.acts[act].tab
    elsewhere = current is not None and (tab is None or tab.path != current)
    return slug(opening(head.file.kind) if elsewhere else act)


@register.simple_tag
def undo(done: str, head: Head) -> dict[str, str]:
    """The act that takes back what was just done on a file, when this reader may do it now: its
    button and address."""
    known = lawbook().vocabulary.acts.get(done)
    choice = next(
        (one for one in head.choices if known and one.act == known.undo and one.allowed), None
    )
    return (
        {}
        if choice is None
        else {"button": choice.button, "url": act_url(head.file.id, choice.act)}
    )


@register.filter
def day(value: date | datetime | None) -> str:
    """`9 maart 2026`."""
    if value is None:
        return "–"
    return in_words(value.astimezone(HOME).date() if isinstance(value, datetime) else value)


@register.filter
def euro(value: Decimal | None) -> str:
    """`€ 40.000` or `€ 12,50`; a dash for no amount."""
    if value is None:
        return "–"
    text = f"{value:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"€ {text.removesuffix(',00')}"


@register.filter
def last_day(value: date | None) -> str:
    """The last day inside a term that ends before `value`."""
    return "–" if value is None else in_words(date.fromordinal(value.toordinal() - 1))


@register.filter
def moment(value: datetime) -> str:
    """`9 maart 2026 10:44`."""
    here = value.astimezone(HOME)
    return f"{in_words(here.date())} {here:%H:%M}"


@register.filter
def cite(norm: str) -> str:
    """A norm id as a citation."""
    return ", ".join(short_citation(one) if ":" in one else one for one in norm.split())


@register.filter
def law_url(norm: str) -> str:
    """Where a norm is explained."""
    article = next(
        (
            a
            for a in lawbook().articles.values()
            if norm == a.id or norm.startswith((f"{a.id}.", f"{a.id}/"))
        ),
        None,
    )
    return f"/recht/{article.statute}/{article.number}#{norm}" if article else "/recht"


register.filter(list_url)
register.filter(file_url)


@register.filter
def label(code: str, name: str) -> str:
    """The words of a code in a list of the vocabulary."""
    return lawbook().vocabulary.lists[name].get(code, code)


@register.filter
def act_label(code: str) -> str:
    """What an act is called."""
    known = lawbook().vocabulary.acts.get(code)
    return known.label if known else {"aanmelden": "Inloggen"}.get(code, code)


@register.simple_tag
def taken_from(path: str) -> str:
    """The address of the list of files that one can take along from here; empty elsewhere."""
    return path if path in {list_url(kind) for kind in places()} else ""


@register.filter
def afterwards(code: str) -> str:
    """What is said once an act was done: what happened, who sees it, what follows."""
    known = lawbook().vocabulary.acts.get(code)
    return (known.done or known.consequence) if known else ""


@register.filter
def lowfirst(text: str) -> str:
    """A sentence that goes on after a colon."""
    return text[:1].lower() + text[1:]


@register.filter
def review_label(code: str) -> str:
    """What a piece of the review is called: a step of the DPIA, or the act that laid it down."""
    return lawbook().vocabulary.lists["dpia_stappen"].get(code) or act_label(code)


@register.filter
def norm_kind(code: str) -> str:
    """What a norm does."""
    return KINDS[code]


@register.filter
def in_letters(value: int) -> str:
    """Numbers to twelve as words."""
    return _NUMBERS[value] if 0 <= value <= 12 else str(value)


@register.filter
def plural_days(value: int) -> str:
    """`1 dag`, `66 dagen`."""
    return f"{value} dag" if value == 1 else f"{value} dagen"


@register.filter
def lead(choice: Choice, first: bool) -> str:
    """The look of a button that is the one thing to do here: the first whose turn it is; empty for
    any other."""
    return "primary" if first and choice.turn else ""


@register.filter
def month(value: date) -> str:
    """`maart`."""
    return in_words(value).split()[1]


@register.filter
def left_until(value: date, today: date) -> str:
    """How long it can still wait: `vandaag`, `nog 2 dagen`."""
    days = (value - today).days
    return f"nog {plural_days(days)}" if days else "vandaag"


@register.filter
def late_by(value: date, today: date) -> str:
    """How late it is: `2 dagen te laat`."""
    return f"{plural_days((today - value).days)} te laat"


@register.filter
def item(mapping: Any, key: Any) -> Any:
    """A value out of a mapping."""
    return mapping.get(key, "") if mapping else ""


@register.filter
def days_from(value: date, today: date) -> int:
    """Days from today until a day."""
    return (value - today).days
