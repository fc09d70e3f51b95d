"""What a new act or offer forgot to say in the two sheets that say it once more, with the line it
stands on. Quick: `law check` asks it; `prove` tells the same by stage, with a story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from openprisma.engine.lawbook import Lawbook
from openprisma.engine.procedures import Procedure
from openprisma.proof.course import Effect, done_by, load_course
from openprisma.proof.invariants import load_invariants
from openprisma.proof.rights import BEGIN, load_rights, offered_rights

MATRIX, COURSE, INVARIANTS = "autorisatiematrix.yaml", "verloop.yaml", "invarianten.yaml"


def forgotten(folder: Path, book: Lawbook, methods: Mapping[str, Procedure]) -> Iterator[str]:
    """Each difference between the working methods and the sheets of a folder of law, in Dutch.
    Raises `LawError`."""
    wanted = load_rights(folder / MATRIX, book, methods)
    # Raises when an exception excepts nothing any more.
    load_invariants(folder / INVARIANTS, book.vocabulary, wanted)
    offered, rights = offered_rights(methods), frozenset(wanted.rights)
    for one in sorted(offered - rights):
        where = _where(methods[one.method], one.stage, one.act)
        right = f"{one.act} aan {one.role}"
        yield f"{where}: {right} staat niet in {MATRIX} ({one.method}, {one.stage})"
    for one in sorted(rights - offered):
        yield f"{MATRIX}: {one.act} aan {one.role} biedt {one.method} niet aan ({one.stage})"
    course, done = load_course(folder / COURSE, book, methods, wanted), done_by(methods)
    for effect in sorted(done - course):
        place = _place(methods, effect)
        yield f"{place}: dat {effect.act} hier {effect.what}, staat niet in {COURSE}"
    for effect in sorted(course - done):
        said = f"dat {effect.act} {effect.what}"
        yield f"{COURSE}: {said}, zegt {effect.method} niet ({effect.stage})"


def _place(methods: Mapping[str, Procedure], effect: Effect) -> str:
    return _where(methods[effect.method], effect.stage, effect.act)


def _where(method: Procedure, stage: str, act: str) -> str:
    """The line of an offer; of what a stage does by itself, the file."""
    own = {None} if stage == BEGIN else {stage, "*"}
    return next(
        (offer.where for offer in method.offers if offer.entry.act == act and offer.stage in own),
        method.where,
    )
