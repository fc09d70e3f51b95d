"""What is asked about an application before the decision: DPIA, test report, advice."""

from __future__ import annotations

from openprisma.gate.law import lawbook
from openprisma.web.forms import Field, Form
from openprisma.web.signals.forms import codes


def checks() -> tuple[Field, ...]:
    """The nine points of the test report."""
    points = lawbook().vocabulary.lists["toetspunten"]
    return tuple(Field(f"toetsen.{code}", text[0].upper() + text[1:], "yesno") for code, text in points.items())


DPIA = Form(
    act="dpia_bijwerken",
    title="DPIA bijwerken",
    intro="De gegevensbeschermingseffectbeoordeling: geleverd, dan maatregelen en het advies van de CFG, dan vastgesteld.",
    fields=(
        Field("stap", "Welke stap is gezet?", "choice", options=codes("dpia_stappen")),
        Field("toelichting", "Toelichting", "area", help="Welke versie, welke risico’s, wat is eraan gedaan? Geen namen."),
    ),
)
CFG = Form(
    act="cfg_adviseren",
    title="Advies van de CFG geven",
    fields=(Field("positief", "Is uw advies positief?", "yesno"), Field("advies", "Uw advies", "area")),
    consequence="De stuurgroep leest uw advies bij het besluit.",
)
RAC = Form(
    act="rac_vastleggen",
    title="Advies van de RAC vastleggen",
    intro="De rechtmatigheidsadviescommissie adviseert de stuurgroep rechtstreeks: artikel 1.13 lid 2 Bgs.",
    fields=(
        Field("positief", "Is het advies positief?", "yesno"),
        Field("advies", "Het advies", "area"),
        Field("minderheid", "Minderheidsnota", "area", optional=True),
    ),
    consequence="Wijkt de stuurgroep af van een negatief advies, dan staat de reden in het besluit.",
)
TEST = Form(
    act="toetsrapport_vastleggen",
    title="Toetsrapport vastleggen",
    intro="Negen punten. Alle negen moeten ja zijn voordat de stuurgroep kan aanwijzen.",
    fields=(Field("toetsen", "Negen punten", "group", parts=checks), Field("toelichting", "Toelichting", "area")),
)
FORMS = (DPIA, CFG, RAC, TEST)
