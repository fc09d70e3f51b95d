"""The pieces of a page whose markup stands once: what a browser gets of them."""

from __future__ import annotations

import re

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.urls import NoReverseMatch, reverse


def shown(text, **context):
    return Template(text).render(Context(context))


def test_a_table_says_to_everybody_what_its_rows_are():
    page = shown(
        '{% table "Wie" "Sinds" %}{% row "op-row--turn" %}{% rowhead %}{{ name }}{% endrowhead %}'
        '{% cell "Sinds" "op-nowrap" %}gisteren{% endcell %}{% endrow %}{% endtable %}',
        name="<b>",
    )
    assert page == (
        '<table role="table" class="utrecht-table op-table--small op-fold">'
        '<thead role="rowgroup" class="utrecht-table__header">'
        '<tr role="row" class="utrecht-table__row">'
        '<th role="columnheader" scope="col" class="utrecht-table__header-cell">Wie</th>'
        '<th role="columnheader" scope="col" class="utrecht-table__header-cell">Sinds</th>'
        '</tr></thead><tbody role="rowgroup" class="utrecht-table__body">'
        '<tr role="row" class="utrecht-table__row op-row--turn">'
        '<th role="rowheader" scope="row" class="utrecht-table__cell">&lt;b&gt;</th>'
        '<td role="cell" data-label="Sinds" class="utrecht-table__cell op-nowrap">gisteren</td>'
        "</tr></tbody></table>"
    )


def test_headings_that_are_made_on_the_page_and_a_caption_stand_in_the_table():
    page = shown(
        '{% caption "op-sr" id="x" as about %}Van {{ who }}{% endcaption %}'
        '{% headings as heads %}{% heading "is-you" %}{{ who }}{% endheading %}{% endheadings %}'
        "{% table heads=heads caption=about large=True %}{% endtable %}",
        who="A & B",
    )
    assert '<caption class="utrecht-table__caption op-sr" id="x">Van A &amp; B</caption>' in page
    assert 'class="utrecht-table__header-cell is-you">A &amp; B</th></tr></thead>' in page
    assert page.startswith('<table role="table" class="utrecht-table op-fold"><caption')


@pytest.mark.parametrize("words", ['"Spoor 1"', "words"])
def test_words_for_a_caption_stand_in_one(words):
    """Bare text in a table is put before it by a browser, and belongs to nothing."""
    page = shown(f"{{% table 'Wat' caption={words} %}}{{% endtable %}}", words="Spoor <b>1</b>")
    assert '<caption class="utrecht-table__caption">Spoor ' in page
    assert "<b>" not in page


def test_what_comes_from_a_person_is_never_markup_in_a_component():
    bad = '"><script>'
    for text in (
        "{% cell bad %}{% endcell %}",
        "{% table bad %}{% endtable %}",
        "{% row bad %}{% endrow %}",
        "{% notice bad role=bad %}{{ bad }}{% endnotice %}",
        '{% button "primary" name="x" value=bad %}{{ bad }}{% endbutton %}',
        '{% button_link "slim" bad %}{{ bad }}{% endbutton_link %}',
        "{% question bad bad bad %}{% endquestion %}",
        "{% crumbs bad bad bad %}",
    ):
        page = shown(text, bad=bad)
        assert bad not in page and "&quot;&gt;&lt;script&gt;" in page, text


@pytest.mark.parametrize(
    ("given", "inside"),
    [
        ('row "op-row--turn"', "endrow"),
        ('cell "Wie & wat" "op-nowrap"', "endcell"),
        ('table "Wie" "<b>"', "endtable"),
        ('notice "red" sign="m-late" role="alert"', "endnotice"),
        ('button "slim" name="wie" value="een"', "endbutton"),
        ('question "dag" "Welke dag?" "Een & ander."', "endquestion"),
    ],
)
def test_what_is_made_once_reads_as_what_is_made_each_time(given, inside):
    """What depends on nothing is made when the template is read; a filter makes it wait."""
    words = re.findall(r'"[^"]*"', given)
    waiting = given
    for word in words:
        waiting = waiting.replace(word, f"{word}|default:''")
    once, each = (shown(f"{{% {tag} %}}<i>x</i>{{% {inside} %}}") for tag in (given, waiting))
    assert once == each and "<i>x</i>" in once


def test_a_notice_says_who_hears_it_at_once():
    page = shown('{% notice "red" sign="m-late" role="alert" tabindex="-1" %}Fout{% endnotice %}')
    assert page.startswith('<div class="op-notice op-notice--red" role="alert" tabindex="-1"><svg')
    assert page.endswith('<div class="op-stack-s">Fout</div></div>')


def test_the_way_to_a_page_ends_where_one_is():
    page = shown('{% crumbs "Recht" "/recht" "Werkwijzen" %}')
    assert page.count("<a ") == 1 and page.count('aria-hidden="true"><svg') == 1
    assert '<li class="utrecht-breadcrumb-nav__item">Werkwijzen</li></ol>' in page


def test_a_button_has_one_of_the_known_looks():
    with pytest.raises(KeyError):
        shown('{% button "loud" %}x{% endbutton %}')
    with pytest.raises(TemplateSyntaxError):
        shown('{% button "primary" %}x')


def test_a_page_of_one_working_method_is_named_after_both():
    file = "00000000-0000-0000-0000-000000000001"
    assert reverse("analysis-casusoverleg", args=[file]) == f"/casussen/{file}/analyse"
    assert reverse("analysis-handhavingsknelpunt", args=[file]) == f"/knelpunten/{file}/analyse"
    assert reverse("people") == "/mensen"
    with pytest.raises(NoReverseMatch):
        reverse("analysis", args=[file])
