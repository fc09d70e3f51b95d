"""Where somebody comes from: the same word beside a person, a dish or a street is three different things. Source: bgs:1.9."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from openprisma.language.lexicon import Origin, lexicon
from openprisma.language.phrases import Finding
from openprisma.language.spelling import is_word, near, sound
from openprisma.language.text import Text, Word, fold, inside

_SPEAKS = re.compile(r"\b(?:spreekt|spreken|sprak|spraken|praat|praten|praatten|verstaat|verstaan|beheerst)\b")
_SHIP = re.compile(r"\b(?:schip|vaartuig|boot|schepen|tanker|vrachtschip|jacht|binnenschip)\b")
_NICKNAME = re.compile(r"\bbijnaam|\balias|\bbijgenaamd")
_FROM = re.compile(
    r"(?:afkomstig|komt|komen|kwam|kwamen|gevlucht|overgekomen|gekomen|geboren)(?: \w+){0,2} (?:uit|in|te)$|\buit$"
)
_DOUBTFUL_LAND = re.compile(
    r"(?:vlag van|afgegeven in|afgegeven door|geboren in|geboren te|familie in|ouders in|huis in|woning in|terug naar"
    r"|reist [\w ]{0,25}naar|reisde [\w ]{0,25}naar|teruggekeerd naar|uitgeleverd aan|opgegroeid in|jeugd in|gewoond in)$"
)
_CERTAIN_LAND = re.compile(r"(?:staatsburger van|onderdaan van|inwoner van|paspoort van|burger van)$")


def found(text: Text) -> Iterator[Finding]:
    """Every word for where somebody comes from that is about a person, or may be."""
    yield from _codes(text)
    for words in text.sentences:
        for index, word in enumerate(words):
            if not inside(word.start, word.end, text.names + text.labels):
                yield from _judged(text, words, index)


def _codes(text: Text) -> Iterator[Finding]:
    """Country codes as forms and shorthand use them."""
    codes = lexicon().country_codes
    for match in re.finditer(rf"\b([\w-]+)\s*\(({codes})\)", text.text):  # chauffeur (LT)
        if lexicon().person(fold(match[1])):
            yield Finding(*match.span(2), "nationaliteit", "zeker")
    for match in re.finditer(r"\bnat\.?\s*:\s*([\w-]+)", text.text, re.IGNORECASE):  # nat.: Marokkaans
        if known(match[1]):
            yield Finding(*match.span(1), "nationaliteit", "zeker")
    counted = rf"\b\d+\s+({codes})(?=\s*[,;.)]|\s+en\s+\d)"  # (2 PL, 3 RO); in capitals DE and IT are words
    found_counted = [] if text.text.isupper() else [counted]
    for looked_for in (
        *found_counted,
        rf"\b\d+\s*x\s*({codes})\b",
        rf"\b(nat\.?\s*:?\s*(?:{codes}))\b",
        rf"\b((?:{codes})[ -]nat(?:\.|\b))",
    ):
        for match in re.finditer(looked_for, text.text):
            yield Finding(*match.span(1), "nationaliteit", "zeker")


@cache
def _by_sound() -> dict[str, str]:
    return {sound(word): word for word in lexicon().origins if len(word) >= 5}


_SMALL = re.compile(r"(?:etje|tje|pje|je)s?$")  # Marokkaantjes, een Belgje


def meant(word: Word) -> list[Origin]:
    """The forms a word may be: as written, one part of a hyphenated one, or misspelt."""
    known = lexicon().origins
    if word.plain in known:
        return known[word.plain]
    if parts := [part for part in word.plain.split("-") if part in known and "-" in word.plain]:
        return [Origin("afkomst", origin.form, origin.land) for origin in known[parts[-1]]]
    if small := [o for o in known.get(_SMALL.sub("", word.plain), ()) if o.form == "people" and _SMALL.search(word.plain)]:
        return small
    if word.text[0].islower() and is_word(word.plain):
        return []
    if alike := _by_sound().get(sound(word.plain)):
        return known[alike]
    close = near(word.plain, known.keys())
    lands = word.text[0].isupper()  # a land is a name; a common word that looks like one is not meant
    return [o for o in known[close] if o.form != "land" or lands] if close else []


def _judged(text: Text, words: list[Word], index: int) -> Iterator[Finding]:
    origins = meant(words[index])
    before = text.plain[words[0].start : words[index].start].rstrip()
    if {"adjective", "people"} <= {o.form for o in origins} and _describes(text, words, index):
        origins = [o for o in origins if o.form == "adjective"]
    for origin in _likely(origins, words[index], before):
        level, last = _LEVELS[origin.form](text, words, index)
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
    going = re.search(r"\b(?:uit|naar|in|te|van|via|door|tussen|richting|bestemd voor|bestemming)$", before)
    order = ("land", "people", "adjective") if going else ("people", "adjective", "land")
    lower = word.text[0].islower()
    kept = [o for o in origins if not (o.form == "people" and lower and len(word.text) < 6)]
    return sorted(kept, key=lambda origin: order.index(origin.form))


def _people(text: Text, words: list[Word], index: int) -> tuple[str, int]:
    word = words[index]
    after = text.text[word.end : word.end + 3]
    if after.startswith(" &") or (word.plain == "let" and after.startswith(" op")):
        return "", index
    place = {w.plain for w in words} & lexicon().grammar("eetgelegenheid")
    if place and index and words[index - 1].plain == "de":
        return "", index
    return ("mogelijk" if _NICKNAME.search(text.plain) else "zeker"), index


def _land(text: Text, words: list[Word], index: int) -> tuple[str, int]:
    before = text.plain[words[0].start : words[index].start].rstrip()
    if _CERTAIN_LAND.search(before):
        return "zeker", index
    if _DOUBTFUL_LAND.search(before):
        return "mogelijk", index
    earlier = [w.plain for w in words[:index]]
    about = [w for w in earlier if w in lexicon().people]
    if _FROM.search(before) and about and not [w for w in earlier if w in lexicon().things or w in lexicon().grammar("lading")]:
        return "zeker", index
    return "", index


def _adjective(text: Text, words: list[Word], index: int) -> tuple[str, int]:
    head = _head(words, index, text)
    if head is None:
        return _alone(text, words, index)
    word = words[head].plain
    if word in lexicon().certain_beside:
        return "zeker", head
    if word in lexicon().doubtful_beside:
        return ("" if word == "vlag" and _SHIP.search(text.plain) else "mogelijk"), head
    capital = words[head].text[0].isupper() and not text.text.isupper()
    return ("zeker" if lexicon().person(word) and not capital else ""), index


def _describes(text: Text, words: list[Word], index: int) -> bool:
    """Is a word that may be both, such as *Chinees*, an adjective here? Chinees porselein, een Chinees paspoort."""
    head = _head(words, index, text)
    counted = index > 0 and words[index - 1].plain in lexicon().grammar("telt")
    return _known_noun(words, head) or (head is not None and not counted and index > 0)


def _known_noun(words: list[Word], place: int | None) -> bool:
    """Does a word of the lists stand there: a person, a thing, or what makes a land a datum?"""
    if place is None:
        return False
    word, lists = words[place].plain, lexicon()
    return lists.person(word) or word in lists.things | lists.certain_beside | lists.doubtful_beside


def _head(words: list[Word], index: int, text: Text) -> int | None:
    """The noun an adjective belongs to, over other adjectives; None when it stands alone."""
    for place in range(index + 1, min(index + 6, len(words))):
        gap = text.text[words[place - 1].end : words[place].start]
        word = words[place].plain
        if re.search(r"[.;:()!?]", gap) or ("," in gap and not meant(words[place])):
            return None
        joined = word in lexicon().grammar("verbindt") or bool(meant(words[place]))
        if word in lexicon().grammar("verbindt") and not any(meant(later) for later in words[place + 1 : place + 3]):
            return None
        if word in lexicon().grammar("tussenwoord") and word not in lexicon().grammar("verbindt"):
            return None
        if _known_noun(words, place):
            return place
        if words[place].text[0].isupper() and not text.text.isupper() and not joined:
            return place
        if joined:
            continue
        last = place + 1 == len(words) or words[place + 1].plain in lexicon().grammar("tussenwoord")
        if not word.endswith("e") or len(word) < 4 or last:  # een Italiaanse koffiemachine van ...: ends in -e, and is the noun
            return None if word in lexicon().grammar("tussenwoord") else place
    return None


def _alone(text: Text, words: list[Word], index: int) -> tuple[str, int]:
    """An adjective without a noun: a language, or what somebody is."""
    sentence = text.plain[words[0].start : words[-1].end]
    before = [w.plain for w in words[max(0, index - 4) : index]]
    spoken = _SPEAKS.search(sentence)
    people = [w for w in words if lexicon().person(w.plain)]
    if before and before[-1] in lexicon().grammar("taal"):
        return "", index
    if before and before[-1] in lexicon().grammar("gelijk") and people:
        return "zeker", index
    bent = words[index].plain.endswith("e") and before and before[-1] in ("een", "de", "twee", "drie", "vier", "vijf", "zes")
    if bent:
        return "zeker", index
    said_of = bool(before) and before[-1] in lexicon().grammar("gelijk") and words[index].plain.endswith("se")
    after = text.text[words[index].end : words[index].end + 9].strip()
    if before and re.fullmatch(r"\d+x", before[-1]):
        return "zeker", index  # 5x Roemeens
    if said_of and (not after or after[0] in ".,;)" or after.startswith("te zijn")):
        return "zeker", index  # De kassière is Filipijnse.
    if spoken:
        return "mogelijk", index
    gap = text.text[words[index - 1].end : words[index].start] if index else ""
    equals = set(before) & lexicon().grammar("gelijk") or "=" in gap or "(" in text.text[words[0].start : words[index].start]
    if equals and (people or "=" in gap or {"alle", "allen"} & set(before)):
        return "zeker", index
    return ("zeker" if people and len(words) <= 6 and "," in gap else ""), index


_LEVELS = {"people": _people, "land": _land, "adjective": _adjective}


def known(word: str) -> bool:
    """Is this a word for where somebody comes from?"""
    return fold(word) in lexicon().origins
