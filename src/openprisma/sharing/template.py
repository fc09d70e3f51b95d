"""What the spreadsheet to fill in says of each column: the questions of the form, the choices of
the law, and one example."""

from __future__ import annotations

from openprisma.documents.templates import Asked
from openprisma.gate.law import lawbook
from openprisma.sharing.delivery import DELIVER
from openprisma.sharing.sheet import COLUMNS, NEEDED, YES_NO

# An invented row; a column that it lacks may stay empty.
_EXAMPLE = {
    "betrokkene": "Testrup Autoverhuur B.V.",
    "tekst": "Vestigingsadres: Proefweg 1, Rijswijk.",
    "bronsysteem": "Handelsregister",
    "vastgesteld_op": "20-09-2025",
    "eerst_verwerkt": "20-09-2025",
    "noodzaak": "Laat zien wie de wagens verhuurt.",
    "rechtmatig": "ja",
    "geheimhouding": "nee",
    "beperking": "Niet bespreken met het bedrijf.",
}
_HOW = {
    "betrokkene": "De naam of het nummer zoals het in dit dossier staat.",
    "vastgesteld_op": "Dag-maand-jaar.",
    "eerst_verwerkt": "Dag-maand-jaar.",
    "politie_sinds": "Dag-maand-jaar.",
}
_LISTS = {"categorie": "categorieen", "gezag": "gezagen", "grond": "verstrekgronden"}


def template_columns() -> list[Asked]:
    """Every column of the template, in its order."""
    vocabulary = lawbook().vocabulary
    fields = vocabulary.acts[DELIVER].fields
    made = []
    for head, name in COLUMNS.items():
        choices = tuple(vocabulary.lists[_LISTS[name]].values()) if name in _LISTS else ()
        needed = head in NEEDED and name != "eerst_verwerkt"
        made.append(
            Asked(
                head,
                needed,
                " ".join(part for part in (fields[name].label, _HOW.get(name, "")) if part),
                _EXAMPLE.get(name, choices[0] if needed and choices else ""),
                ("ja", "nee") if name in YES_NO else choices,
            )
        )
    return made
