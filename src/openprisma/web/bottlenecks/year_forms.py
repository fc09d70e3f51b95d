"""What the year of a bottleneck asks of people: what they put in, what they find, the plan."""

from __future__ import annotations

from typing import Any

from openprisma.sharing.queries import Information
from openprisma.web.forms import Field, Form, Options
from openprisma.web.signals.forms import codes


def to_confirm(info: Information) -> Options:
    """Corrected data of others that my participant did not confirm yet."""
    every = [datum for phase in info.phases for datum in phase.data if datum.to_confirm]
    return [(str(d.id), f"{d.text[:80]} ({d.label}, {d.source})") for d in every]


def measures(context: Any) -> Options:
    """The measures of my own participant."""
    page = context["page"]
    own = [one for one in page.about.plan.measures if one.participant_id == page.head.participant]
    return [(str(one.id), f"{one.text[:80]}") for one in own]


CONFIRM = Form(
    act="verbetering_bevestigen",
    title="Verbetering bevestigen",
    intro="Gebruikte uw organisatie het gegeven zoals het eerst was? Neem dan de verbetering over.",
    fields=(Field("gegeven", "Welk gegeven?", "choice", options=lambda c: to_confirm(c["info"])),),
    consequence="De verstrekker ziet dat uw deelnemer de verbetering overnam.",
)
COMMIT = Form(
    act="inzet_toezeggen",
    title="Inzet toezeggen",
    fields=(
        Field("uren", "Hoeveel uur per week?", help="Een heel getal, alle collega’s van uw deelnemer samen."),
        Field("middelen", "Welke middelen?", "area", optional=True),
    ),
    consequence="Uw laatste toezegging telt. Alle betrokken deelnemers zien haar.",
)
MEASURE = Form(
    act="maatregel_voorstellen",
    title="Maatregel voorstellen",
    intro="Schrijf geen namen van personen of bedrijven op: het plan leest ook de stuurgroep.",
    fields=(
        Field("soort", "Wat voor maatregel?", "choice", options=codes("maatregelsoorten")),
        Field("deelnemer", "Wie doet het?", "choice", options=lambda c: c["participants"]),
        Field("maatregel", "Wat gaat er gebeuren?", "area"),
        Field("doel", "Wanneer is het gelukt?", "area"),
        Field("uiterlijk", "Uiterlijk op welke dag?", "date"),
    ),
)
MOVE = Form(
    act="maatregel_bijwerken",
    title="Maatregel bijwerken",
    fields=(
        Field("maatregel", "Welke maatregel van uw deelnemer?", "choice", options=measures),
        Field("stand", "Hoe staat het ermee?", "choice", options=codes("maatregelstanden")),
        Field("resultaat", "Wat heeft het opgeleverd?", "area", optional=True),
    ),
)
VERDICT = Form(
    act="plan_beoordelen",
    title="Plan van aanpak beoordelen",
    fields=(Field("positief", "Kan het plan worden uitgevoerd?", "yesno"), Field("motivering", "Waarom?", "area")),
    consequence="Bij een ja kunnen de deelnemers met hun maatregelen beginnen.",
)
FORMS = (CONFIRM, COMMIT, MEASURE, MOVE, VERDICT)
