"""A delivery of many data at once: what is wrong with a row, in words that name the cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from typing import Any
from uuid import UUID

from openprisma.documents.headings import heading
from openprisma.engine.verdict import reason
from openprisma.gate.acts import registered
from openprisma.gate.law import lawbook
from openprisma.gate.perform import judge
from openprisma.gate.run import Run
from openprisma.kernel.errors import BadInput, Reason
from openprisma.kernel.written import Unclear, yes
from openprisma.sharing.facts import EARLIER, NONE
from openprisma.sharing.models import Statement
from openprisma.sharing.sheet import SHOWN, YES_NO, Delivered, listed
from openprisma.sharing.terms import first_day
from openprisma.subjects.identity import mark_key, name_key
from openprisma.subjects.models import Subject

DELIVER = "gegeven_verstrekken"
# What a datum is and who delivers it: what the norms say of these alone they say before anything
# is kept.
KIND = frozenset({"gegeven.categorie", "gegeven.grond", "gegeven.orgaan"})
MOST = 20_000  # rows in one delivery
# What is asked of all rows together when they are taken in (bgs:2.15), and so of none before.
SAID_AT_ONCE = {"binnen_kolom": True, "toereikend": True}
# What a spreadsheet shows where it could not count, in English and Dutch; and our word for a
# formula that never gave anything.
_ERROR = re.compile(
    r"#(N/A|N/B|REF!|VERW!|NAME\?|NAAM\?|VALUE!|WAARDE!|DIV/0!|DEEL/0!|NULL!|NUL!|LEEG!|NUM!|GETAL!"
    r"|SPILL!|OVERLOOP!|CALC!|BEREKENEN!|GETTING_DATA|BUSY!|FIELD!|BLOCKED!|UNKNOWN!|LEEG\?)"
    r"|#+|Err:\d{3}",
    re.IGNORECASE,
)
_LISTS = {"categorie": "categorie", "grond": "grond", "gezag": "gezag"}


def _codes(name: str) -> dict[str, str]:
    """The codes of a list, by label and by code."""
    labels = lawbook().vocabulary.lists[name]
    return {heading(label): code for code, label in labels.items()} | {
        heading(code): code for code in labels
    }


class Reader:
    """Turns rows into what `gegeven_verstrekken` takes, for one file. `places` says where the
    column of each parameter stands."""

    def __init__(self, run: Run, places: dict[str, str]) -> None:
        self.run, self.places = run, places
        self.pairs: dict[tuple[str, str], Reason | None] = {}
        self.people = list(
            Subject.objects.filter(file=run.file_id).values_list("id", "name", "identifier")
        )
        self.known: dict[str, set[UUID]] = {}
        for id_, name, mark in self.people:
            for key in {name_key(name), mark_key(mark)} - {""}:
                self.known.setdefault(key, set()).add(id_)
        self.codes = {
            "categorie": _codes("categorieen"),
            "grond": _codes("verstrekgronden"),
            "gezag": _codes("gezagen"),
        }

    def given(self, row: dict[str, str]) -> dict[str, Any]:
        """The inputs of one row. Raises `BadInput` with a sentence for each cell that is wrong."""
        given: dict[str, Any] = {name: value for name, value in row.items() if value}
        wrong: dict[str, str] = {
            name: f"hier staat een fout van het rekenblad ({value}). Herstel de formule of typ wat "
            "er hoort"
            for name, value in given.items()
            if _ERROR.fullmatch(value)
        }
        for name in ("betrokkene", *_LISTS, *YES_NO):
            if name not in wrong:
                try:
                    given[name] = self._cell(name, row.get(name, ""))
                except Unclear as unclear:
                    wrong[name] = str(unclear)
        inputs = {} if wrong else self._parsed(given, row, wrong)
        if wrong:
            raise BadInput(". ".join(self._told(wrong)).replace("..", "."))
        return inputs

    def _told(self, wrong: dict[str, str]) -> Iterator[str]:
        for name, what in wrong.items():
            yield f"{self.places.get(name, name)}: {what.rstrip('.')}"

    def _cell(self, name: str, cell: str) -> Any:
        """What one cell means. Raises `Unclear`."""
        if name == "betrokkene":
            return self.subject(cell)
        if name in YES_NO:
            try:
                return yes(cell)
            except Unclear as unclear:
                raise Unclear(f"“{cell[:SHOWN]}” is geen ja of nee.", unclear.remedy) from None
        codes = self.codes[name]
        code = codes.get(heading(cell) or ("" if name == "categorie" else NONE))
        if code is None:
            what = f"“{cell[:SHOWN]}” is geen {_LISTS[name]}." if cell else "hier staat niets."
            raise Unclear(what, _closest(heading(cell), {one: one for one in codes}))
        return code

    def subject(self, cell: str) -> UUID:
        """Whom a cell names, by name or number. Raises `Unclear`."""
        same = [id_ for id_, name, _ in self.people if name.lower() == cell.lower()]
        found = (
            same
            if len(same) == 1
            else self.known.get(name_key(cell)) or self.known.get(mark_key(cell))
        )
        if not cell or not found:
            names = [name for _, name, _ in self.people]
            by_key = {name_key(name): name for name in names}
            what = f"“{cell[:SHOWN]}” staat niet in dit dossier." if cell else "hier staat niets."
            raise Unclear(what, _closest(name_key(cell), by_key))
        if len(found) > 1:
            raise Unclear(
                f"“{cell[:SHOWN]}” staat meer dan één keer in dit dossier.",
                "Schrijf niet de naam, maar het nummer dat bij één van hen hoort.",
            )
        return next(iter(found))

    def _parsed(
        self, given: dict[str, Any], row: dict[str, str], wrong: dict[str, str]
    ) -> dict[str, Any]:
        """The inputs in their types; what is wrong with a cell is added to `wrong`."""
        try:
            inputs = registered()[DELIVER].parse(given | SAID_AT_ONCE)
        except BadInput as bad:
            for name, what in bad.fields.items():
                cell = row.get(name, "")
                wrong[name] = f"“{cell[:SHOWN]}”. {what}" if cell else f"hier staat niets. {what}"
            return {}
        inputs["eerst_verwerkt"] = first_day(inputs["eerst_verwerkt"], self.run.today)
        for name in ("vastgesteld_op", "eerst_verwerkt", "politie_sinds"):
            if inputs[name] is not None and inputs[name] > self.run.today:
                wrong[name] = (
                    f"“{row[name][:SHOWN]}” ligt in de toekomst. Schrijf vandaag of een eerdere dag"
                )
        return inputs

    def contradicts(self, row: dict[str, str]) -> Reason | None:
        """Why category and ground of a row cannot go together, or not with who delivers it; nothing
        when they can, or when one is no code at all: that is told when the row is checked."""
        code = self.codes["categorie"].get(heading(row["categorie"]))
        ground = self.codes["grond"].get(heading(row["grond"]) or NONE)
        if code is None or ground is None:
            return None
        if (code, ground) not in self.pairs:
            about = replace(
                self.run, act=DELIVER, inputs={"categorie": code, "grond": ground}, cache={}
            )
            norms = lawbook().on(self.run.today)
            verdict = judge(about, ahead=norms.facts(DELIVER) - KIND)
            self.pairs[code, ground] = next(map(reason, verdict.objections), None)
        return self.pairs[code, ground]

    def wrong(self, row: dict[str, str], *, earlier: date | None = None) -> str:
        """Why this row cannot be delivered, in sentences without the last point; empty when it
        can. `earlier`: since when the same datum is processed here, when that is known already."""
        known = {} if earlier is None else {EARLIER: earlier}
        try:
            inputs = self.given(row)
            verdict = judge(replace(self.run, act=DELIVER, inputs=inputs, cache=known))
        except BadInput as bad:  # also a row whose texts take too long to read
            return bad.what.rstrip(".")
        return "" if verdict.allowed else verdict.refusal().what.rstrip(".")


def there_already(reader: Reader, sheet: Delivered) -> Iterator[str]:
    """Which rows one's own participant delivered before, word for word, and who they are about."""
    told = set(
        Statement.objects.filter(
            file=reader.run.file_id, participant=reader.run.actor.participant
        ).values_list("subject", "text")
    )
    if not told:
        return
    again = []
    for nr, row in zip(sheet.numbers, sheet.rows, strict=True):
        with suppress(Unclear):  # of whom nobody knows who it is, the check tells
            if (reader.subject(row["betrokkene"]), row["tekst"]) in told:
                again.append(str(nr))
    if again:
        what = "staat" if len(again) == 1 else "staan"
        yield (
            f"Rij {listed(again)} {what} al in dit dossier, met dezelfde tekst. "
            "U verstrekt dat dan nog een keer."
        )


def _closest(key: str, known: dict[str, str]) -> str:
    """What somebody may have meant."""
    names = {name: known[name] for name in get_close_matches(key, known, n=1, cutoff=0.7)}
    if names:
        return f"Bedoelt u “{next(iter(names.values()))}”?"
    return "Kies wat er in het dossier of in de keuzes van het sjabloon staat."


def numbered(
    numbers: list[int], rows: Iterable[dict[str, str]]
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows with the number that they have on their sheet; what was kept before numbers were
    kept begins under the headings."""
    yield from ((numbers[at] if at < len(numbers) else at + 2, row) for at, row in enumerate(rows))
