"""A delivery of many data at once: which columns it has, and what is wrong with a row, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from openprisma.engine.verdict import reason
from openprisma.gate.acts import registered
from openprisma.gate.law import lawbook
from openprisma.gate.perform import judge
from openprisma.gate.plain import legible, tidy
from openprisma.gate.run import Run
from openprisma.kernel.errors import BadInput, Reason
from openprisma.sharing.facts import EARLIER, NONE
from openprisma.sharing.terms import first_day
from openprisma.subjects.models import Subject

DELIVER = "gegeven_verstrekken"
# Heading of the template, and the parameter of `gegeven_verstrekken` that it fills.
COLUMNS = {
    "over wie": "betrokkene",
    "categorie": "categorie",
    "gegeven": "tekst",
    "bronsysteem": "bronsysteem",
    "vastgesteld op": "vastgesteld_op",
    "eerst verwerkt op": "eerst_verwerkt",
    "noodzaak": "noodzaak",
    "rechtmatig": "rechtmatig",
    "gezag": "gezag",
    "grond": "grond",
    "politie sinds": "politie_sinds",
    "nog in gebruik": "in_gebruik",
    "geheimhouding": "geheimhouding",
    "strafrechtelijk of bijzonder": "gevoelig",
    "eigen aanvraag": "eigen_aanvraag",
    "let op": "beperking",
}
YES_NO = ("rechtmatig", "in_gebruik", "geheimhouding", "gevoelig", "eigen_aanvraag")
# What people and spreadsheets write for yes and no, and what nothing means. Of anything else nobody
# knows what it says, and a yes that is read as a no shares more than its writer wants.
SAYS = dict.fromkeys(("ja", "waar", "true", "1"), True) | dict.fromkeys(
    ("", "nee", "onwaar", "false", "0"), False
)
# What a datum is and who delivers it: what the norms say of these alone they say before anything
# is kept.
KIND = frozenset({"gegeven.categorie", "gegeven.grond", "gegeven.orgaan"})
MOST = 20_000  # rows in one delivery
SHOWN = 80  # characters of a cell in a sentence about it


def read_rows(sheet: list[list[str]]) -> list[dict[str, str]]:
    """The rows by parameter, without characters that nobody sees. Raises `BadInput` when a heading
    is missing, unknown or there twice, something stands under none, or a cell holds what is no
    text."""
    sheet = tidy(sheet)
    heads = [head.lower().strip() for head in sheet[0]]
    if missing := [head for head in COLUMNS if head not in heads]:
        raise BadInput(
            f"De kolom “{missing[0]}” ontbreekt.",
            fields={"inhoud": "Gebruik de kopjes van het sjabloon."},
        )
    _nothing_beside(heads, sheet[1:])
    for nr, row in enumerate(sheet[1:], 2):
        if not all(map(legible, row)):
            raise BadInput(
                f"In regel {nr} staan tekens die geen tekst zijn.",
                fields={"inhoud": f"Typ regel {nr} opnieuw."},
            )
    places = {parameter: heads.index(head) for head, parameter in COLUMNS.items()}
    return [
        {name: row[at] if at < len(row) else "" for name, at in places.items()} for row in sheet[1:]
    ]


def _codes(name: str) -> dict[str, str]:
    """The codes of a list, by label and by code."""
    labels = lawbook().vocabulary.lists[name]
    return {label.lower(): code for code, label in labels.items()} | {one: one for one in labels}


def _nothing_beside(heads: list[str], rows: list[list[str]]) -> None:
    """Raises `BadInput` for a column that nobody would read."""
    for at, head in enumerate(heads):
        if head and (head not in COLUMNS or head in heads[:at]):
            raise BadInput(
                f"De kolom “{head[:SHOWN]}” "
                f"{'staat er twee keer' if head in COLUMNS else 'kennen wij niet'}.",
                fields={"inhoud": "Gebruik de kopjes van het sjabloon, elk één keer."},
            )
    bare = [at for at, head in enumerate(heads) if not head]
    for nr, row in enumerate(rows, 2):
        if any(row[len(heads) :]) or any(row[at] for at in bare if at < len(row)):
            raise BadInput(
                f"In regel {nr} staat iets naast de kolommen.",
                fields={"inhoud": f"Zet in regel {nr} alles onder een kopje."},
            )


class Reader:
    """Turns rows into what `gegeven_verstrekken` takes, for one file."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.pairs: dict[tuple[str, str], Reason | None] = {}
        self.names: dict[str, list[UUID]] = {}
        for id_, name in Subject.objects.filter(file=run.file_id).values_list("id", "name"):
            self.names.setdefault(name.lower(), []).append(id_)
        self.codes = _codes("categorieen")
        self.grounds, self.authorities = _codes("verstrekgronden"), _codes("gezagen")

    def given(self, row: dict[str, str]) -> dict[str, Any]:
        """The inputs of one row. Raises `BadInput` saying what is wrong."""
        subjects = self.names.get(row["betrokkene"].lower(), [])
        if len(subjects) != 1:
            raise BadInput(
                f"“{row['betrokkene'][:SHOWN]}” staat "
                f"{'meer dan één keer' if subjects else 'niet'} in dit dossier"
            )
        code = self.codes.get(row["categorie"].lower())
        if code is None:
            raise BadInput(f"“{row['categorie'][:SHOWN]}” is geen categorie")
        ground = self.grounds.get((row["grond"] or NONE).lower())
        if ground is None:
            raise BadInput(f"“{row['grond'][:SHOWN]}” is geen grond")
        authority = self.authorities.get((row["gezag"] or NONE).lower())
        if authority is None:
            raise BadInput(f"“{row['gezag'][:SHOWN]}” is geen gezag")
        given: dict[str, Any] = {name: value for name, value in row.items() if value}
        given |= {"betrokkene": subjects[0], "categorie": code, "grond": ground, "gezag": authority}
        given |= {name: _said(name, row.get(name, "")) for name in YES_NO}
        inputs = registered()[DELIVER].parse(given)
        inputs["eerst_verwerkt"] = first_day(inputs["eerst_verwerkt"], self.run.today)
        if max(inputs["vastgesteld_op"], inputs["eerst_verwerkt"]) > self.run.today:
            raise BadInput("een dag ligt in de toekomst")
        return inputs

    def contradicts(self, row: dict[str, str]) -> Reason | None:
        """Why category and ground of a row cannot go together, or not with who delivers it; nothing
        when they can, or when one is no code at all: that is told when the row is checked."""
        code = self.codes.get(row["categorie"].lower())
        ground = self.grounds.get((row["grond"] or NONE).lower())
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
        """Why this row cannot be delivered, in one sentence; empty when it can. `earlier`: since
        when the same datum is processed here, when that is known already."""
        known = {} if earlier is None else {EARLIER: earlier}
        try:
            inputs = self.given(row)
            verdict = judge(replace(self.run, act=DELIVER, inputs=inputs, cache=known))
        except BadInput as bad:  # also a row whose texts take too long to read
            return bad.what.rstrip(".")
        return "" if verdict.allowed else verdict.refusal().what.rstrip(".")


def _said(name: str, cell: str) -> bool:
    """Yes or no. Raises `BadInput` for what is neither."""
    said = SAYS.get(cell.lower())
    if said is None:
        head = next(head for head, parameter in COLUMNS.items() if parameter == name)
        raise BadInput(f"bij “{head}” staat “{cell[:SHOWN]}”, en dat is geen ja of nee")
    return said
