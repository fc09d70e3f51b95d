"""A letter as ODT says what the PDF says, in the same order."""

from __future__ import annotations

import zipfile
from io import BytesIO

from openprisma.documents.printing import Print, Section
from openprisma.documents.words import as_odt


def test_a_letter_has_its_headings_and_lines_in_order():
    told = Print(
        title="Antwoord op uw verzoek",
        kicker="7QF2-MXBA",
        intro=["W. Proefpersoon"],
        sections=[Section("Ons besluit", ["Wij hebben niets.", "Een teken: \x07."])],
        foot="Contactpunt",
    )
    with zipfile.ZipFile(BytesIO(as_odt(told))) as packed:
        text = packed.read("content.xml").decode()
    at = [
        text.index(one) for one in ("Antwoord op uw", "W. Proef", "Ons besluit", "(?)", "Contactp")
    ]
    assert at == sorted(at)
