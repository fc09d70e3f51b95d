"""Texts that are made to cost as much as they can; used by the tests and by `bench/`."""

from __future__ import annotations

import random

PIECES = {
    "capitals": "Aa ",
    "one capital": "A ",
    "capitals with and": "Aa & ",
    "capitals of a firm": "Aa van de ",
    "firms": "Aa B.V. ",
    "no spaces": "a",
    "no spaces, capitals": "A",
    "hyphens": "a-",
    "plus signs": "a+",
    "apostrophes": "a'",
    "points": ". ",
    "sentences": "Aa. Bb. ",
    "spaces": " ",
    "line ends": "\n",
    "labels": "naam: 'ab' ",
    "quotes": "'ab' ",
    "open quotes": " 'aa",
    "called": "heet Aa ",
    "called the": "heet de het ",
    "titles": "de heer van der ",
    "would": "zou ",
    "would at": "om a uur zou ",
    "people": "drie Polen ",
    "adjectives": "poolse ",
    "adjectives in a row": "poolse, turkse en ",
    "flags": "poolse vlag ",
    "doubtful": "Belgisch kenteken ",
    "from": "man komt uit Polen ",
    "travels": "reist aaaa ",
    "forms": "nat: ",
    "counted": "2 PL, ",
    "codes": "chauffeur (LT) ",
    "brackets": "a (",
    "digits": "1",
    "accents apart": "e\u0301",
    "marks alone": "\u0301",
    "slips": "depresief ",
    "beginnings": "nationaliteitsnationaliteits",
    "people in one word": "medewerker",
    "cells": "a, ",
    "cells of one word": "ziek;",
    "half a sentence": "is een ",
    "member of": "lid van de ",
    "takes": "slikt al jaren ",
    "compounds": "invalidenlift",
    "things that are described": "psychiatrische kliniek ",
}


def filled(piece: str, length: int) -> str:
    """A piece, over and over."""
    return (piece * (length // len(piece) + 1))[:length]


def words(length: int) -> str:
    """Words that are none: each is looked up, and each might have been meant to be another."""
    by_chance, found = random.Random(1), ""
    while len(found) < length:
        found += (
            "".join(by_chance.choices("abcdefghijklmnoprstuvwz", k=by_chance.randint(6, 12))) + " "
        )
    return found[:length]


def hostile(length: int) -> dict[str, str]:
    """All of them at a length in characters, by name."""
    return {name: filled(piece, length) for name, piece in PIECES.items()} | {
        "words that are none": words(length)
    }
