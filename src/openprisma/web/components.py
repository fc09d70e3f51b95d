"""Pieces of a page whose markup stands once: table, notice, button, question, crumbs.
Presentation only; what stands inside is written where it is used."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from openprisma.web.tags import icon

register = template.Library()

# The looks of a button; a link may look like one.
LOOKS = {
    "primary": "primary-action op-primary",
    "secondary": "secondary-action",
    "slim": "secondary-action op-slim",
    "subtle": "subtle op-slim",
    "pick": "secondary-action op-pick",
}


def _classes(*names: str) -> str:
    return " ".join(name for name in names if name)


def _attributes(given: dict[str, Any]) -> SafeString:
    """`aria_describedby=…` as an attribute."""
    return format_html_join("", ' {}="{}"', ((n.replace("_", "-"), v) for n, v in given.items()))


def _trimmed(content: str) -> SafeString:
    """What stands in a button without the white space around it. It was escaped when it was
    rendered."""
    return mark_safe(content.strip())


_INSIDE = mark_safe("\0inside\0")


class Around(template.Node):
    """What stands between two texts that were made when the template was read: a table has
    hundreds of cells, and what is around them is the same on every page."""

    def __init__(self, before: str, nodelist: template.NodeList, after: str) -> None:
        self.before, self.nodelist, self.after = before, nodelist, after

    def render(self, context: template.Context) -> SafeString:
        """The texts with what stands between them, without the white space around that: in a button
        it would be seen."""
        return mark_safe(f"{self.before}{self.nodelist.render(context).strip()}{self.after}")


def component(made: Callable[..., SafeString]) -> Callable[..., SafeString]:
    """A block tag. Where nothing that it is given depends on the page, it is asked once."""
    register.simple_block_tag(made)
    compiled = register.tags[made.__name__]

    def compile_once(parser: Any, token: Any) -> template.Node:
        node: Any = compiled(parser, token)
        given = (*node.args, *node.kwargs.values())
        if node.target_var or any(one.is_var or one.filters for one in given):
            return node  # type: ignore[no-any-return]
        nothing = template.Context()
        args = [one.resolve(nothing) for one in node.args]
        kwargs = {name: one.resolve(nothing) for name, one in node.kwargs.items()}
        before, after = made(_INSIDE, *args, **kwargs).split(_INSIDE)
        return Around(before, node.nodelist, after)

    register.tag(made.__name__, compile_once)
    return made


@component
def table(
    content: str,
    *columns: str,
    heads: str = "",
    caption: str = "",
    large: bool = False,
    look: str = "",
) -> SafeString:
    """A table that folds on a narrow screen, with these headings over its rows: `row`s of one
    `rowhead` and `cell`s. The roles say again what it is, for a fold takes that away. `caption`:
    what `{% caption as … %}` made, or its words; `heads`: what `{% headings as … %}` made."""
    shown = format_html_join("", "{}", ((heading(one),) for one in columns))
    return format_html(
        '<table role="table" class="{}">{}<thead role="rowgroup" class="utrecht-table__header">'
        '<tr role="row" class="utrecht-table__row">{}{}</tr></thead>'
        '<tbody role="rowgroup" class="utrecht-table__body">{}</tbody></table>',
        _classes("utrecht-table", "" if large else "op-table--small", look, "op-fold"),
        _captioned(caption),
        shown,
        heads,
        content,
    )


def _captioned(text: str) -> str:
    """Words that stand bare in a table are put before it by a browser, and are no caption."""
    return text if not text or text.startswith("<caption") else caption(text)


@register.simple_block_tag
def headings(content: str) -> str:
    """Headings of which one knows only on the page how many there are: a `heading` each."""
    return content


@component
def heading(content: str, look: str = "") -> SafeString:
    """What a column is about."""
    return format_html(
        '<th role="columnheader" scope="col" class="{}">{}</th>',
        _classes("utrecht-table__header-cell", look),
        content,
    )


@register.simple_block_tag
def caption(content: str, look: str = "", **attributes: str) -> SafeString:
    """What a table is about, for those who do not see where it stands."""
    return format_html(
        '<caption class="{}"{}>{}</caption>',
        _classes("utrecht-table__caption", look),
        _attributes(attributes),
        content,
    )


@component
def row(content: str, look: str = "") -> SafeString:
    """A row of a table."""
    return format_html(
        '<tr role="row" class="{}">{}</tr>', _classes("utrecht-table__row", look), content
    )


@component
def rowhead(content: str, look: str = "") -> SafeString:
    """What a row is about: its first cell, which stands above the others when the table folds."""
    return format_html(
        '<th role="rowheader" scope="row" class="{}">{}</th>',
        _classes("utrecht-table__cell", look),
        content,
    )


@component
def cell(content: str, heading: str, look: str = "") -> SafeString:
    """A cell of a row. `heading` stands before it when the table folds."""
    return format_html(
        '<td role="cell" data-label="{}" class="{}">{}</td>',
        heading,
        _classes("utrecht-table__cell", look),
        content,
    )


@component
def notice(
    content: str,
    colour: str = "",
    *,
    sign: str = "",
    sign_look: str = "",
    stacked: bool = True,
    **attributes: str,
) -> SafeString:
    """Something that must be seen before the page. `stacked`: more than one paragraph below each
    other, beside the sign."""
    return format_html(
        '<div class="{}"{}>{}{}</div>',
        _classes("op-notice", f"op-notice--{colour}" if colour else ""),
        _attributes(attributes),
        icon(sign, sign_look) if sign else "",
        format_html('<div class="op-stack-s">{}</div>', content) if stacked else content,
    )


@component
def button(content: str, kind: str, *, type: str = "submit", **attributes: str) -> SafeString:
    """A button; `kind` is one of `LOOKS`."""
    return format_html(
        '<button type="{}" class="utrecht-button utrecht-button--{}"{}>{}</button>',
        type,
        LOOKS[kind],
        _attributes(attributes),
        _trimmed(content),
    )


@register.simple_block_tag
def button_link(content: str, kind: str, url: str) -> SafeString:
    """A link that looks like a button, for what one can do; `kind` is one of `LOOKS`."""
    look = f"utrecht-button-link utrecht-button-link--html-a utrecht-button-link--{LOOKS[kind]}"
    return format_html('<a class="{}" href="{}">{}</a>', look, url, _trimmed(content))


@component
def question(content: str, id: str, label: str, help: str = "") -> SafeString:
    """A question outside the form of an act: its label, a word of help (`<id>-d`), and the input
    that stands inside."""
    described = (
        format_html(
            '<div class="utrecht-form-field__description">'
            '<div class="utrecht-form-field-description" id="{}-d">{}</div></div>',
            id,
            help,
        )
        if help
        else ""
    )
    return format_html(
        '<div class="utrecht-form-field"><div class="utrecht-form-field__label">'
        '<label class="utrecht-form-label" for="{}">{}</label></div>{}'
        '<div class="utrecht-form-field__input">{}</div></div>',
        id,
        label,
        described,
        content,
    )


@register.simple_tag
def crumbs(*steps: str) -> SafeString:
    """The way to this page: title and address of each step in turn; no address for where one is."""
    pairs = list(zip(steps[::2], [*steps[1::2], ""], strict=False))
    between = format_html(
        '<li class="utrecht-breadcrumb-nav__separator" aria-hidden="true">{}</li>', icon("i-chev")
    )
    return format_html(
        '<nav class="utrecht-breadcrumb-nav op-crumbs" aria-label="Kruimelpad">'
        '<ol class="utrecht-breadcrumb-nav__list utrecht-breadcrumb-nav__list--html-ol">{}</ol>'
        "</nav>",
        format_html_join(between, "{}", ((_crumb(title, url),) for title, url in pairs)),
    )


def _crumb(title: str, url: str) -> SafeString:
    shown = (
        format_html(
            '<a class="utrecht-link utrecht-breadcrumb-nav__link" href="{}">{}</a>', url, title
        )
        if url
        else title
    )
    return format_html('<li class="utrecht-breadcrumb-nav__item">{}</li>', shown)
