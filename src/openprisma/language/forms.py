"""How Dutch bends words: the forms of one row of the list of lands, and of a noun."""

from __future__ import annotations

import re


def of_land(row: str) -> list[tuple[str, str]]:
    """Every form of one row: land, adjective with and without -e, people in singular and plural."""
    land, adjective, people = row.split("|")
    one, _, irregular = people.partition("/")
    forms = [
        ("land", land),
        ("adjective", adjective),
        ("adjective", _bent(adjective)),
        ("people", one),
    ]
    return [*forms, ("people", irregular or plural(one)), ("people", plural(one))]


def _bent(adjective: str) -> str:
    """pools: poolse; chinees: chinese; thais: thaise; mediterraan: mediterrane."""
    if adjective.endswith("ees"):
        return adjective[:-3] + "ese"
    return adjective[:-3] + "ane" if adjective.endswith("aan") else adjective + "e"


def plural(one: str) -> str:
    """Pool: Polen; Turk: Turken; Rus: Russen; Chinees: Chinezen; Duitser: Duitsers; Belg: Belgen;
    Thai: Thai."""
    if one.endswith("ees"):
        return one[:-3] + "ezen"
    if double := re.fullmatch(r"(.*)([aeou])\2([bcdfgklmnprt])", one):
        return f"{double[1]}{double[2]}{double[3]}en"
    if one.endswith(("er", "ër", "a", "i", "o")):
        return one + "s"
    if re.fullmatch(r".*[^aeiou][aeiou][bdfgklmnprst]", one):
        return one + one[-1] + "en"
    return one + "en"


def of_noun(one: str) -> set[str]:
    """A noun, and what its plural and diminutive may be: deur, deuren, deurs, deurtje, deurtjes;
    huis, huizen, huisje; brief, brieven. Forms that do not exist harm nobody."""
    more = {one, plural(one), one + "s", one + "'s", one + "en"}
    if one.endswith("s"):
        more.add(re.sub(r"([aeou])\1s$", r"\1s", one)[:-1] + "zen")
    if one.endswith("f"):
        more.add(re.sub(r"([aeou])\1f$", r"\1f", one)[:-1] + "ven")
    small = {one + end for end in ("je", "tje", "etje", "pje", one[-1] + "etje")}
    return more | small | {word + "s" for word in small}


_ARTICLES = frozenset(
    [
        "een",
        "de",
        "die",
        "deze",
        "twee",
        "drie",
        "vier",
        "vijf",
        "zes",
        "zeven",
        "acht",
        "negen",
        "tien",
        "enkele",
        "aantal",
    ]
)


def is_letten(words: list[str], index: int) -> bool:
    """Is *let* or *letten* at this place the verb (*let goed op*, *wij letten erop*), and nobody of
    Latvia (*een Let*)? The words are folded."""
    if words[index] not in ("let", "letten") or (index and words[index - 1] in _ARTICLES):
        return False
    return any(one.startswith(("op", "erop")) for one in words[index + 1 : index + 6])
