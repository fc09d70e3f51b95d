"""Where somebody comes from: the same word beside a person, a dish or a street is three different
things. Source: bgs:1.9."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from openprisma.language.finding import Finding
from openprisma.language.forms import is_letten
from openprisma.language.lexicon import Origin, lexicon
from openprisma.language.spelling import Near, is_word, sound
from openprisma.language.text import Text, Word, fold

_SPEAKS = re.compile(
    r"\b(?:spreekt|spreken|sprak|spraken|praat|praten|praatten|verstaat|verstaan|beheerst)\b"
)
_SHIP = re.compile(r"\b(?:schip|vaartuig|boot|schepen|tanker|vrachtschip|jacht|binnenschip)\b")
_NICKNAME = re.compile(
    r"\bbijnaam|\balias|\bbijgenaamd|\bkoosnaam|\broepnaam"
    r"|\b(?:bekend (?:staat |onder de naam )?als|(?:noemen|noemt|noemden|noemde)"
    r" (?:ze |zij |men )?(?:hem|haar|zich))"
    r" ?['\"“„]"
)
_FROM = re.compile(
    r"(?:afkomstig|komt|komen|kwam|kwamen|gevlucht|overgekomen|gekomen|geboren)"
    r"(?: \w+){0,2} (?:uit|in|te)$|\buit$"
)
_DOUBTFUL_LAND = re.compile(
    r"(?:vlag van|afgegeven in|afgegeven door|geboren in|geboren te|familie in|ouders in"
    r"|huis in|woning in|terug naar|reist [\w ]{0,25}naar|reisde [\w ]{0,25}naar"
    r"|teruggekeerd naar|uitgeleverd aan|opgegroeid in|jeugd in|gewoond in"
    r"|land van (?:afgifte|uitgifte|registratie|inschrijving):?)$"
)
_CERTAIN_LAND = re.compile(
    r"(?:staatsburger van|onderdaan van|inwoner van|paspoort van|burger van)$"
)


# characters before a word that say how it is meant; words of the list and what stands between fit
# in these
NEAR = 120


@dataclass(frozen=True)
class Whole:
    """What is asked of the whole text for each word: looked up once."""

    text: Text

    @cached_property
    def nickname(self) -> bool:
        """Does somebody have a nickname here?"""
        return bool(_NICKNAME.search(self.text.plain))

    @cached_property
    def ship(self) -> bool:
        """Is there a ship, which has a flag?"""
        return bool(_SHIP.search(self.text.plain))


@dataclass(frozen=True)
class Sentence:
    """A sentence, and what is asked of the whole of it for each word: looked up once."""

    whole: Whole
    words: list[Word]

    @property
    def text(self) -> Text:
        """The text it stands in."""
        return self.whole.text

    def before(self, index: int) -> str:
        """What stands before a word, folded: of this sentence, and no more than says something
        about it."""
        end = self.words[index].start
        return self.text.plain[max(self.words[0].start, end - NEAR) : end].rstrip()

    @cached_property
    def people(self) -> int:
        """How many words are for people."""
        return sum(lexicon().person(word.plain) for word in self.words)

    @cached_property
    def first_of_people(self) -> int:
        """Where the list's first word for people stands; after the last word when there is none."""
        return self._first(lexicon().people)

    @cached_property
    def first_thing(self) -> int:
        """Where the first word for a thing or a load stands; after the last word when there is
        none."""
        return min(self._first(lexicon().things), self._first(lexicon().grammar("lading")))

    def _first(self, known: frozenset[str]) -> int:
        return next(
            (index for index, word in enumerate(self.words) if word.plain in known), len(self.words)
        )

    @cached_property
    def place_to_eat(self) -> bool:
        """Does it name a place where one eats?"""
        return any(word.plain in lexicon().grammar("eetgelegenheid") for word in self.words)

    @cached_property
    def spoken(self) -> bool:
        """Does somebody speak in it?"""
        return bool(_SPEAKS.search(self.text.plain, self.words[0].start, self.words[-1].end))

    @cached_property
    def bracket(self) -> int:
        """Where the first bracket opens, in characters; behind the text when there is none."""
        place = self.text.text.find("(", self.words[0].start, self.words[-1].end)
        return place if place >= 0 else len(self.text.text)


def found(text: Text) -> Iterator[Finding]:
    """Every word for where somebody comes from that is about a person, or may be."""
    yield from _codes(text)
    whole = Whole(text)
    for words in text.sentences:
        sentence = Sentence(whole, words)
        for index, word in enumerate(words):
            text.effort.step()
            if whole.nickname and text.quoted.hold(word.start, word.end):
                if meant(word):
                    yield Finding(word.start, word.end, meant(word)[0].kind, "mogelijk")
            elif not text.named.hold(word.start, word.end):
                yield from _judged(sentence, index)


def _codes(text: Text) -> Iterator[Finding]:
    """Country codes as forms and shorthand use them."""
    codes = lexicon().country_codes
    for match in re.finditer(rf"\b([\w-]{{1,60}})\s*\(({codes})\)", text.text):  # chauffeur (LT)
        if lexicon().person(fold(match[1])):
            yield Finding(*match.span(2), "nationaliteit", "zeker")
    # nat.: Marokkaans.
    for match in re.finditer(r"\bnat\.?\s*:\s*([\w-]+)", text.text, re.IGNORECASE):
        if known(match[1]):
            yield Finding(*match.span(1), "nationaliteit", "zeker")
    yield from _labelled(text)
    # (2 PL, 3 RO); in capitals DE and IT are words
    counted = rf"\b\d+\s+({codes})(?=\s*[,;.)]|\s+en\s+\d)"
    found_counted = [] if text.shouted else [counted]
    for looked_for in (
        *found_counted,
        rf"\b\d+\s*x\s*({lexicon().codes_after_a_label})\b",
        rf"\b((?:{codes})[ -]nat(?:\.|\b))",
    ):
        for match in re.finditer(looked_for, text.text):
            yield Finding(*match.span(1), "nationaliteit", "zeker")


def _labelled(text: Text) -> Iterator[Finding]:
    """A code after what it is a code of: nat. BG, nationaliteit: SYR, kenteken RO."""
    codes = lexicon().codes_after_a_label
    gap = r"\.?\s{0,3}[:=]?\s{0,3}"
    labels = (
        (rf"\b((?i:nat|nationaliteit|natio|paspoort){gap}(?:{codes}))\b", "nationaliteit", "zeker"),
        (rf"\b((?i:afk|afkomst|herkomst){gap}(?:{codes}))\b", "afkomst", "zeker"),
        (rf"\b(?i:kenteken|geb\. ?land|geboorteland){gap}({codes})\b", "nationaliteit", "mogelijk"),
    )
    for looked_for, kind, level in labels:
        for match in re.finditer(looked_for, text.text):
            yield Finding(*match.span(1), kind, level)


@cache
def _by_sound() -> dict[str, str]:
    return {sound(word): word for word in lexicon().origins if len(word) >= 5}


_SMALL = re.compile(r"(?:etje|tje|pje|je)s?$")  # Marokkaantjes, een Belgje


def meant(word: Word) -> list[Origin]:
    """The forms a word may be: as written, one part of a hyphenated one, or misspelt."""
    first = word.text[0]
    return _meant(word.plain, first.islower(), first.isupper())


@lru_cache(maxsize=2_000)
def _meant(plain: str, lower: bool, upper: bool) -> list[Origin]:
    known = lexicon().origins
    if plain in known:
        return known[plain]
    if parts := [part for part in plain.split("-") if part in known and "-" in plain]:
        return [Origin("afkomst", origin.form, origin.land) for origin in known[parts[-1]]]
    if small := [
        o
        for o in known.get(_SMALL.sub("", plain), ())
        if o.form == "people" and _SMALL.search(plain)
    ]:
        return small
    if lower and is_word(plain):
        return []
    if alike := _by_sound().get(sound(plain)):
        return known[alike]
    close = _known_words().to(plain)
    # A land is a name, with a capital.
    return [o for o in known[close] if o.form != "land" or upper] if close else []


@cache
def _known_words() -> Near:
    return Near(lexicon().origins)


def _judged(sentence: Sentence, index: int) -> Iterator[Finding]:
    words = sentence.words
    if not (origins := meant(words[index])):
        return
    before = sentence.before(index)
    if {"adjective", "people"} <= {o.form for o in origins} and _describes(sentence, index):
        origins = [o for o in origins if o.form == "adjective"]
    for origin in _likely(origins, words[index], before):
        level, last = _LEVELS[origin.form](sentence, index)
        if origin.form == "land" and not level:
            return
        if level:
            kind = "afkomst" if words[last].plain in lexicon().grammar("afkomst") else origin.kind
            start = words[index].start
            if kind == "afkomst" and last > index and before.endswith("van"):
                start = words[index - 1].start
            yield Finding(start, words[last].end, kind, level)
            return


def _likely(origins: list[Origin], word: Word, before: str) -> list[Origin]:
    """A land after a preposition; otherwise people before adjectives before lands."""
    going = re.search(
        r"\b(?:uit|naar|in|te|van|via|door|tussen|richting|bestemd voor|bestemming"
        r"|land van \w+:?)$",
        before,
    )
    order = ("land", "people", "adjective") if going else ("people", "adjective", "land")
    lower = word.text[0].islower()
    kept = [o for o in origins if not (o.form == "people" and lower and len(word.text) < 6)]
    return sorted(kept, key=lambda origin: order.index(origin.form))


def _people(sentence: Sentence, index: int) -> tuple[str, int]:
    words, word = sentence.words, sentence.words[index]
    after = sentence.text.text[word.end : word.end + 3]
    if after.startswith(" &") or is_letten([one.plain for one in words], index):
        return "", index
    if sentence.place_to_eat and index and words[index - 1].plain == "de":
        return "", index
    return ("mogelijk" if sentence.whole.nickname else "zeker"), index


def _land(sentence: Sentence, index: int) -> tuple[str, int]:
    before = sentence.before(index)
    if _CERTAIN_LAND.search(before):
        return "zeker", index
    if _DOUBTFUL_LAND.search(before):
        return "mogelijk", index
    if _FROM.search(before) and sentence.first_of_people < index <= sentence.first_thing:
        return "zeker", index
    return "", index


def _adjective(sentence: Sentence, index: int) -> tuple[str, int]:
    words, head = sentence.words, _head(sentence, index)
    if head is None:
        return _alone(sentence, index)
    word = words[head].plain
    if word in lexicon().certain_beside:
        return "zeker", head
    if word in lexicon().doubtful_beside:
        return ("" if word == "vlag" and sentence.whole.ship else "mogelijk"), head
    capital = words[head].text[0].isupper() and not sentence.text.shouted
    if capital or lexicon().nouns.thing(word) or word in lexicon().nouns_of_list:
        return "", index
    # Whether a word that no list knows is a person, the writer says.
    return ("zeker" if lexicon().person(word) else "mogelijk"), index


def _describes(sentence: Sentence, index: int) -> bool:
    """Is a word that may be both, such as *Chinees*, an adjective here? Chinees porselein, een
    Chinees paspoort."""
    words, head = sentence.words, _head(sentence, index)
    counted = index > 0 and words[index - 1].plain in lexicon().grammar("telt")
    return _known_noun(words, head) or (head is not None and not counted and index > 0)


def _known_noun(words: list[Word], place: int | None) -> bool:
    """Does a word of the lists stand there: a person, a thing, or what makes a land a datum?"""
    if place is None:
        return False
    word = words[place].plain
    return lexicon().person(word) or word in lexicon().nouns_of_list


def _head(sentence: Sentence, index: int) -> int | None:
    """The noun an adjective belongs to, over other adjectives; None when it stands alone."""
    words, text = sentence.words, sentence.text
    for place in range(index + 1, min(index + 6, len(words))):
        gap = text.text[words[place - 1].end : words[place].start]
        word = words[place].plain
        if re.search(r"[.;:()!?]", gap) or ("," in gap and not meant(words[place])):
            return None
        joined = word in lexicon().grammar("verbindt") or bool(meant(words[place]))
        if word in lexicon().grammar("verbindt") and not any(
            meant(later) for later in words[place + 1 : place + 3]
        ):
            return None
        if word in lexicon().grammar("tussenwoord") and word not in lexicon().grammar("verbindt"):
            return None
        if _known_noun(words, place):
            return place
        if words[place].text[0].isupper() and not text.shouted and not joined:
            return place
        if joined:
            continue
        last = place + 1 == len(words) or words[place + 1].plain in lexicon().grammar("tussenwoord")
        # Een Italiaanse koffiemachine van ...: ends in -e, and is the noun.
        if not word.endswith("e") or len(word) < 4 or last:
            return None if word in lexicon().grammar("tussenwoord") else place
    return None


def _alone(sentence: Sentence, index: int) -> tuple[str, int]:
    """An adjective without a noun: a language, or what somebody is."""
    words, text, people = sentence.words, sentence.text, sentence.people
    before = [w.plain for w in words[max(0, index - 4) : index]]
    if before and before[-1] in lexicon().grammar("taal"):
        return "", index
    if before and before[-1] in lexicon().grammar("gelijk") and people:
        return "zeker", index
    bent = (
        words[index].plain.endswith("e")
        and before
        and before[-1] in ("een", "de", "twee", "drie", "vier", "vijf", "zes")
    )
    if bent:
        return "zeker", index
    said_of = (
        bool(before)
        and before[-1] in lexicon().grammar("gelijk")
        and words[index].plain.endswith("se")
    )
    after = text.text[words[index].end : words[index].end + 9].strip()
    if before and re.fullmatch(r"\d+x", before[-1]):
        return "zeker", index  # 5x Roemeens
    if said_of and (not after or after[0] in ".,;)" or after.startswith("te zijn")):
        return "zeker", index  # De kassière is Filipijnse.
    if sentence.spoken:
        return "mogelijk", index
    if _in_a_cell(sentence, index):
        return "zeker", index
    gap = text.text[words[index - 1].end : words[index].start] if index else ""
    equals = (
        set(before) & lexicon().grammar("gelijk")
        or "=" in gap
        or sentence.bracket < words[index].start
    )
    if equals and (people or "=" in gap or {"alle", "allen"} & set(before)):
        return "zeker", index
    return ("zeker" if people and len(words) <= 6 and "," in gap else ""), index


_ENDS = re.compile(r"\s*(?:[,;:/)=]|\.?$|(?:en|sinds|van)\b)")


def _in_a_cell(sentence: Sentence, index: int) -> bool:
    """Is a person named just before, and nothing just after? Kok, Chinees; chauffeur Oekraïens."""
    words, text = sentence.words, sentence.text.text
    if not index or not lexicon().person(words[index - 1].plain):
        return False
    gap = text[words[index - 1].end : words[index].start].strip()
    end = words[index].end
    return gap in ("", ",", "/", "-", "=", ":") and bool(_ENDS.match(text[end : end + NEAR]))


_LEVELS = {"people": _people, "land": _land, "adjective": _adjective}


def describes(words: str) -> bool:
    """Does one of these words say where somebody is from, as *Poolse* does, and is it never what
    somebody is called?"""
    return any(
        {one.form for one in lexicon().origins.get(fold(word), ())} == {"adjective"}
        for word in words.split()
    )


def known(word: str) -> bool:
    """Is this a word for where somebody comes from?"""
    return fold(word) in lexicon().origins
