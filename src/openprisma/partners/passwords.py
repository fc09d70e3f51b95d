"""Passwords: what a proof of one is, and whether one is too easily guessed (decision 0012)."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from functools import cache
from pathlib import Path
from threading import Lock

from argon2.low_level import Type, hash_secret_raw
from zxcvbn import zxcvbn

# What Argon2 takes: RFC 9106 and OWASP ask less. Kibibytes, passes, lanes; 16 bytes of salt
# (22 in passwords from before this), 32 of proof.
COSTS = "argon2id$v=19$m=102400,t=2,p=8"
_RECIPE = re.compile(
    r"argon2id\$v=19\$m=([0-9]{1,7}),t=([0-9]{1,2}),p=([0-9]{1,2})\$([A-Za-z0-9+/]{11,64})"
)
MOST = 262_144  # kibibytes: a recipe that asks more was planted, and would fell the web process
ENOUGH = 4  # of zxcvbn's 0 to 4: more than 10^10 guesses
# of a longer one the first characters alone are judged; that is enough, and the time stays short
READ = 64
_one_at_a_time = Lock()  # zxcvbn keeps the words it was given in a global


def proof(password: str, recipe: str) -> bytes:
    """32 bytes that show that somebody has a password, made as the recipe says. Raises `ValueError`
    for what is no recipe."""
    read = _RECIPE.fullmatch(recipe)
    if read is None:
        raise ValueError("not a recipe")
    memory, passes, lanes = (int(number) for number in read.groups()[:3])
    if memory > MOST or passes > 9 or lanes > 16:
        raise ValueError("a recipe that costs too much")
    salt = base64.b64decode(read[4] + "=" * (-len(read[4]) % 4))
    return hash_secret_raw(password.encode(), salt, passes, memory, lanes, 32, Type.ID)


def kept(password: str) -> str:
    """What the database keeps of a new password: a recipe with a salt of its own, and the hash of
    the proof."""
    recipe = f"{COSTS}${_text(secrets.token_bytes(16))}"
    return f"sealed${recipe}${_text(hashlib.sha256(proof(password, recipe)).digest())}"


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode().rstrip("=")


def easily_guessed(password: str, known: tuple[str, ...] = ()) -> bool:
    """Would somebody who knows these words of the person, and what people usually take, find it
    soon? Source: huisregels:2.1."""
    words = [part for word in known for part in (word, *re.split(r"[^\w]+", word)) if len(part) > 2]
    with _one_at_a_time:
        judged = zxcvbn(password[:READ], user_inputs=[*words, *_usual()], max_length=READ)
    return int(judged["score"]) < ENOUGH


@cache
def _usual() -> tuple[str, ...]:
    """What people in the Netherlands usually take, and what lies near in this house; the most usual
    first."""
    lines = (Path(__file__).parent / "usual_passwords.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))
