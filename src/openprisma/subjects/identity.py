"""When two names or numbers are the same, however they were written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from stdnum import iban
from stdnum.nl import bsn

from openprisma.kernel.written import Unclear
from openprisma.language.text import fold

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_DASHES = re.compile(r"[-\u2010-\u2015\u2212_/]")
_LETTER_DOT = re.compile(r"(?<=\b[^\W\d_])\.")
_SPLIT_FORM = re.compile(r"\b(b v|n v|c v|v o f|u a)\b")
_KIND = re.compile(r"^(kvk|bsn|rsin|iban|kenteken|postcode)(?:-?(?:nummer|nr\.?))?\s*:?\s*", re.I)
_NINE = re.compile(r"(?<![\d])\d(?:[ .\-\u2010-\u2015]?\d){8}(?![\d])")
FORMS = {"bv", "nv", "cv", "vof", "ua"}  # forms of companies say nothing of which one
_CODE = 4  # characters, at least, of what may be a code


def name_key(name: str) -> str:
    """A name as we compare it: `Testrup B.V.` is `testrup bv`. Capitals, double and hard spaces,
    points behind single letters, dashes and the kind of apostrophe do not tell names apart;
    accents do."""
    plain = unicodedata.normalize("NFKC", _UNSEEN.sub("", unicodedata.normalize("NFKC", name)))
    plain = re.sub("[’‘`´ʼ′]", "'", plain.casefold())
    plain = _DASHES.sub(" ", _LETTER_DOT.sub("", plain)).strip(" .,;")
    plain = " ".join(plain.split())
    return _SPLIT_FORM.sub(lambda form: form[1].replace(" ", ""), plain)


def found_key(text: str) -> str:
    """A text as one searches in it: besides, accents, apostrophes and the marks in codes do not
    count, so that `cafe` finds `Café` and `autos` finds `auto’s`."""
    return re.sub(r"[^\w ]", "", fold(unicodedata.normalize("NFC", name_key(text))))


def found_in(word: str, text: str) -> bool:
    """Does a text hold this word, as one searches? A code also without the marks it is written
    with."""
    key, within = found_key(word), found_key(text)
    bare = key.replace(" ", "")
    coded = any(letter.isdigit() for letter in bare) and len(bare) >= _CODE
    return (bool(key) and key in within) or (coded and bare in within.replace(" ", ""))


def mark_key(mark: str) -> str:
    """A number, plate, postcode or address as we compare it: letters and digits only. A BSN that
    lost its leading zero is the same one."""
    bare = _KIND.sub("", unicodedata.normalize("NFKC", mark).strip())
    plain = re.sub(r"[\W_]", "", bare).upper()
    if len(plain) == 8 and plain.isdigit() and _KIND.match(mark.strip()) is None:
        return plain.lstrip("0") or "0"
    return plain.lstrip("0") if len(plain) == 9 and bsn.is_valid(plain) else plain


def stays_same(was: tuple[str, str], becomes: tuple[str, str]) -> bool:
    """Is somebody of this name and number still the same under the other name and number? A number
    that stays says so; one that becomes another says that it is somebody else. Without a number on
    either side the name says it: the same, with more words, or a letter or two otherwise."""
    old, new = mark_key(was[1]), mark_key(becomes[1])
    if old and new:
        return old == new
    return _respelled(name_key(was[0]), name_key(becomes[0]))


def _respelled(one: str, other: str) -> bool:
    words = set(one.split()) - FORMS, set(other.split()) - FORMS
    if words[0] and words[0] <= words[1]:
        return True
    return _apart(fold(one), fold(other)) <= min(2, len(one) // 4)


def _apart(one: str, other: str) -> int:
    """How many letters must be put in, left out or changed to come from one to the other."""
    row = list(range(len(other) + 1))
    for nr, letter in enumerate(one, 1):
        above, row[0] = row[0], nr
        for at, its in enumerate(other, 1):
            above, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, above + (letter != its))
    return row[-1]


def holds_bsn(texts: Iterable[str]) -> bool:
    """Does one of these texts hold a number that can be a BSN, however its digits are grouped?"""
    return any(
        bsn.is_valid(re.sub(r"\D", "", found))
        for text in texts
        for found in _NINE.findall(unicodedata.normalize("NFKC", _UNSEEN.sub("", text)))
    )


def check_identifier(kind: str, identifier: str) -> None:
    """Can this be a number of what it is about: a BSN (or RSIN) of nine digits, a KvK number of
    eight, an IBAN? Nothing is right as well. Raises `Unclear`, also where a program may have
    dropped the zero in front."""
    said = _KIND.match(identifier.strip())
    plain = re.sub(r"[\W_]", "", _KIND.sub("", identifier.strip())).upper()
    if not plain or kind not in (*NUMBERED, ACCOUNT):
        return
    if kind == ACCOUNT:
        if not iban.is_valid(plain):
            raise Unclear("Dit is geen bestaand IBAN.", "Vul het hele IBAN in, of niets.")
        return
    if not (plain.isascii() and plain.isdigit()) or not plain.strip("0"):
        raise _NO_NUMBER
    if len(plain) == 9 and bsn.is_valid(plain):
        return
    if len(plain) == 8 and bsn.is_valid(f"0{plain}") and kind == PERSON and said is None:
        raise Unclear(
            "Dit kan een BSN zijn zonder de nul vooraan, of een KvK-nummer.",
            "Zet de nul ervoor, of schrijf KvK voor het nummer.",
        )
    if len(plain) == 8 and (said is None or said[1].lower() == "kvk"):
        return
    if len(plain) == 7 and kind != PERSON:
        raise Unclear("Ontbreekt de nul vooraan?", "Een KvK-nummer heeft acht cijfers.")
    raise _NO_NUMBER


PERSON, ACCOUNT = "natuurlijk_persoon", "rekening"
NUMBERED = (PERSON, "rechtspersoon", "fenomeen")  # with a BSN or KvK number, or none
_NO_NUMBER = Unclear(
    "Dit nummer kan geen BSN of KvK-nummer zijn.",
    "Vul een bestaand BSN of KvK-nummer in, of niets.",
)
