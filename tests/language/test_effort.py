"""What the text check may cost: nobody stops the others with a text."""

from __future__ import annotations

import os
import random
import subprocess
import sys

import pytest
from spellchecker import SpellChecker

from openprisma.gate.acts import registered, sentence
from openprisma.gate.perform import perform
from openprisma.kernel.errors import BadInput
from openprisma.language import check as checking
from openprisma.language import effort as limits
from openprisma.language import prose
from openprisma.language.check import check
from openprisma.language.effort import LONGEST, Effort, TooMuch
from openprisma.language.spelling import SHORTEST, Near, is_word
from tests.builders import REPORTER, a_pass
from tests.language.long_texts import hostile

NAMES = list(hostile(1))
# the texts are read at so many times the length that is let in, so that what grows faster shows
TIMES = 8


@pytest.fixture
def any_length(monkeypatch):
    """Read longer texts than the product does."""
    monkeypatch.setattr(checking, "LONGEST", LONGEST * TIMES)


@pytest.mark.parametrize("name", NAMES)
def test_reading_a_hostile_text_ends_within_its_time_however_it_is_made(name):
    check(hostile(LONGEST)[name])


@pytest.mark.parametrize("name", NAMES)
def test_reading_takes_steps_and_time_by_its_length_and_not_by_its_square(any_length, name):
    short, long = Effort(limits.SECONDS), Effort(limits.SECONDS * TIMES)
    check(hostile(LONGEST)[name], effort=short)
    # Its time is that of the short one, as often as it is longer.
    check(hostile(LONGEST * TIMES)[name], effort=long)
    assert long.steps <= short.steps * TIMES * 1.25 + 500


@pytest.mark.parametrize("observation", [True, False])
def test_a_text_that_is_too_long_is_refused_before_anything_reads_it(monkeypatch, observation):
    monkeypatch.setattr(checking, "Text", None)
    with pytest.raises(TooMuch) as told:
        check("a" * (LONGEST + 1), observation=observation)
    assert told.value.what.startswith("De tekst is te lang om te controleren")
    assert told.value.remedy.startswith("Deel de tekst op")


def test_when_the_time_is_over_a_text_is_refused_and_not_let_through():
    assert check("Er woont een gezin. " * 20).findings == ()
    with pytest.raises(TooMuch):
        check("Er woont een gezin. " * 20, effort=Effort(-1))


def test_an_act_whose_texts_take_too_long_keeps_nothing(live, auditor, connect, monkeypatch):
    by, rows = a_pass(REPORTER), connect("postgres")
    before = rows.execute("select count(*) from signals_signal").fetchone()
    monkeypatch.setattr(limits, "SECONDS", -1)
    with pytest.raises(TooMuch):
        perform(
            by,
            "signaal_opstellen",
            titel="Wagens",
            vorm="georganiseerde_drugscriminaliteit",
            gemeenten=["GM0603"],
            samenvatting="Er staan wagens bij een loods. " * 20,
        )
    assert rows.execute("select count(*) from signals_signal").fetchone() == before
    assert auditor()[0][2:] == ("failed", ["TooMuch"])


PROSE = [(act, name) for act in registered() for name in prose.prose(act)]


@pytest.mark.parametrize(("act", "name"), PROSE)
def test_every_parameter_of_prose_has_an_end_that_is_looked_at_first(monkeypatch, act, name):
    monkeypatch.setattr(prose, "check", None)
    mark = prose.prose(act)[name]
    assert mark.longest <= LONGEST
    text = "a" * (LONGEST + 1)
    for given in (text, {key: text for key in ("a", "soort", "bedrijfsgegevens")}):
        with pytest.raises(BadInput) as told:
            registered()[act].parse({name: given})
        assert name in told.value.fields
    assert prose.readings_to_show(act, {name: text}) == {}
    assert prose.readings_to_show(act, {name: {"a": text}}) == {}


def test_the_sentence_about_a_long_text_says_what_to_do():
    with pytest.raises(BadInput) as told:
        registered()["stemmen"].parse({"voor": True, "motivering": "a" * (LONGEST + 1)})
    assert told.value.fields == {"motivering": sentence("string_too_long", {"max_length": LONGEST})}


def test_a_near_word_is_the_one_that_an_outside_program_finds_too():
    """Against the library that makes every word a slip away, which is sixty times as much work."""
    by_chance, speller = random.Random(3), SpellChecker(language="nl")
    known = [
        "marokkaan",
        "marokkanen",
        "roemenen",
        "roemeen",
        "bulgaren",
        "katholiek",
        "depressief",
        "homofiel",
        "syrisch",
    ]
    near, found = Near(known), 0
    for _ in range(3_000):
        word = list(by_chance.choice(known))
        for _ in range(by_chance.randint(1, 2)):
            place = by_chance.randrange(len(word) - 1)
            word[place : place + by_chance.randint(0, 2)] = by_chance.choices(
                "abdeiknorst", k=by_chance.randint(0, 2)
            )
        typed = "".join(word)
        could_be = (
            set()
            if len(typed) < SHORTEST or is_word(typed)
            else speller.edit_distance_1(typed) & set(known)
        )
        assert near.to(typed) == min(could_be, default=None), typed
        found += bool(could_be)
    assert found > 500


def test_the_first_text_of_a_process_does_not_pay_for_the_lists():
    """With a fraction of the time that building them takes."""
    source = (
        "import django; django.setup()\n"
        "from openprisma.language import check, effort\n"
        "effort.SECONDS = 0.2\n"
        "print(len(check.check('De Poolse man is lid van een vakbond.').certain))"
    )
    done = subprocess.run(
        [sys.executable, "-c", source],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "openprisma.project.settings"},
        capture_output=True,
        text=True,
    )
    assert (done.stdout.strip(), done.returncode) == ("2", 0), done.stderr
