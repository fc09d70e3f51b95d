"""What a meeting, and deciding on a bottleneck, asks of people."""

from __future__ import annotations

from typing import Any

from openprisma.gate.law import lawbook
from openprisma.panels.actions import version
from openprisma.web.bottlenecks.forms import CATEGORIES, PARTICIPANTS
from openprisma.web.forms import Field, Form, Options
from openprisma.web.signals.forms import codes


def without_none(name: str) -> Any:
    """The choices of a list, less the one that stands for nothing."""

    def options(_: Any) -> Options:
        return [(code, text) for code, text in lawbook().vocabulary.lists[name].items() if code != "geen"]

    return options


def decisions_here(context: Any) -> Options:
    """The decisions that this file can get at its stage."""
    names = lawbook().vocabulary.lists["besluitsoorten"]
    return [(code, names[code]) for code in context["page"].can_decide]


def open_tasks(context: Any) -> Options:
    """The tasks of a file that are not done."""
    return [(str(one.id), f"{one.text[:80]} ({one.owner})") for one in context["page"].tasks if one.done_on is None]


def done_tasks(context: Any) -> Options:
    """The tasks of a file that are done."""
    return [(str(one.id), f"{one.text[:80]} ({one.owner})") for one in context["page"].tasks if one.done_on is not None]


def points(context: Any) -> Options:
    """The points of the agenda."""
    return [(str(one.id), f"{one.nr} {one.title}") for one in context["page"].items]


def part(name: str) -> Any:
    """What the text of the decision says now."""
    return lambda context: context["page"].draft.get(name, "")


PLAN = Form(
    act="vergadering_plannen",
    title="Vergadering plannen",
    intro="Een vergadering, of een schriftelijke ronde met een dag om te antwoorden.",
    fields=(
        Field(
            "overleg",
            "Van welk overleg?",
            "choice",
            options=lambda c: [("", "Stuurgroep"), *c["panels"]],
            optional=True,
        ),
        Field("vorm", "Wat wordt het?", "choice", options=without_none("vergadervormen")),
        Field("datum", "Op welke dag?", "date", help="Bij een schriftelijke ronde: de dag van verzenden."),
        Field("tijd", "Hoe laat?", help="Bijvoorbeeld 14.00", optional=True),
        Field("plaats", "Waar?", optional=True),
        Field(
            "reageren_tot",
            "Tot welke dag kunnen leden antwoorden?",
            "date",
            help="Alleen bij een schriftelijke ronde.",
            optional=True,
        ),
    ),
    consequence="Alle leden van dit overleg en de privacyjurist vinden deze vergadering hierna in hun werkvoorraad.",
)
POINT = Form(
    act="agendapunt_toevoegen",
    title="Agendapunt toevoegen",
    intro="Een punt dat niet over een dossier gaat. Een knelpunt of casus zet u vanuit het dossier zelf op de agenda.",
    fields=(Field("titel", "Onderwerp"), Field("toelichting", "Toelichting", "area", help="Schrijf geen namen op.")),
)
PRESENT = Form(
    act="vergadering_openen",
    title="Aanwezigheid vastleggen",
    fields=(
        Field(
            "aanwezig",
            "Wie is er?",
            "many",
            options=lambda c: [(str(i), f"{name} ({whose})") for i, name, whose, _ in c["page"].members],
            value=lambda c: [str(i) for i, _, _, there in c["page"].members if there],
        ),
    ),
    consequence="Hierna telt bij elk besluit hoeveel leden met een stem er zijn. Komt iemand later? Leg het dan opnieuw vast.",
)
CLOSE = Form(
    act="besluitenlijst_vaststellen",
    title="Besluitenlijst vaststellen",
    consequence="Hierna komt er niets meer bij deze vergadering. Besluiten blijven gelden.",
)
AGENDA = Form(
    act="agenderen",
    title="Op de agenda zetten",
    fields=(
        Field("vergadering", "Welke vergadering?", "choice", options=lambda c: c["meetings"]),
        Field("besluit", "Welk besluit?", "choice", options=decisions_here),
        Field("voorstel", "Wat stelt u voor?", "area", help="Dit leest iedereen in de vergadering. Schrijf geen namen op."),
    ),
    consequence="Hierna kunnen de leden stemmen.",
)
TEXT = Form(
    act="besluit_voorbereiden",
    title="Besluittekst schrijven",
    intro="De leden lezen mee terwijl u schrijft. De voorzitter stelt vast wat er dan staat.",
    fields=(
        PARTICIPANTS,
        CATEGORIES,
        Field("noodzaak", "Waarom is het noodzakelijk?", "area", value=part("necessity")),
        Field("evenredigheid", "Waarom gaat het niet te ver?", "area", value=part("proportionality")),
        Field("minder_ingrijpend", "Waarom kan het niet met minder?", "area", value=part("subsidiarity")),
        Field("gezien", "", "hidden", value=lambda c: version(c["page"].draft)),
    ),
    consequence="De leden lezen deze tekst meteen. Kiest u andere deelnemers of categorieën, dan stemmen zij opnieuw.",
)
INTEREST = Form(
    act="belang_melden",
    title="Belang melden",
    intro="Kent u iemand in dit dossier, of heeft u er zelf iets mee te maken? Doe dan niet mee.",
    fields=(Field("reden", "Welk belang heeft u?", "area", help="Dit leest alleen de privacyjurist en de casusregisseur."),),
    consequence="Anderen zien dat u niet meedoet, niet waarom. U kunt over dit besluit niet stemmen.",
)
TASK = Form(
    act="taak_toevoegen",
    title="Taak toevoegen",
    fields=(
        Field("soort", "Wat is het?", "choice", options=codes("taaksoorten")),
        Field("tekst", "Wat moet er gebeuren?", "area", help="Schrijf geen namen van personen of bedrijven op."),
        Field("eigenaar", "Wie doet het?", "choice", options=lambda c: c["people"]),
        Field("uiterlijk", "Uiterlijk op welke dag?", "date"),
    ),
)
DONE = Form(
    act="taak_afronden",
    title="Taak afronden",
    fields=(Field("taak", "Welke taak?", "choice", options=open_tasks), Field("resultaat", "Wat is het geworden?", "area")),
)
REOPEN = Form(
    act="taak_heropenen",
    title="Taak heropenen",
    fields=(Field("taak", "Welke taak?", "choice", options=done_tasks),),
    consequence="De taak staat hierna weer open, zonder resultaat.",
)
MINUTES = Form(
    act="punt_notuleren",
    title="Verslag schrijven",
    intro="Per punt: wat is er besproken? Het komt in de besluitenlijst.",
    fields=(
        Field("punt", "Welk punt?", "choice", options=points),
        Field("verslag", "Wat is er besproken?", "area", help="Schrijf geen namen van personen of bedrijven op."),
    ),
    consequence="Schreef u bij dit punt al iets, dan komt dit ervoor in de plaats.",
)
PAPER = Form(
    act="stuk_toevoegen",
    title="Stuk toevoegen",
    intro="Een PDF, JPEG of PNG van hoogstens 10 MB. Iedereen die bij de vergadering hoort, leest het.",
    fields=(
        Field("omschrijving", "Wat is het?", help="Kort, en zonder namen van personen of bedrijven."),
        Field(
            "inhoud", "Bestand", "file", help="Wij halen eruit wat een camera of programma over maker, plaats en tijd bewaarde."
        ),
        Field("zonder_namen", "In dit stuk staan geen namen van personen of bedrijven.", "tick"),
    ),
)
NO_PAPER = Form(
    act="stuk_verwijderen",
    title="Stuk verwijderen",
    fields=(Field("stuk", "Welk stuk?", "choice", options=lambda c: [(str(one.id), one.title) for one in c["page"].papers]),),
    consequence="Het stuk is daarna weg, voor iedereen.",
)
MEETING_FORMS = (POINT, PAPER, NO_PAPER, PRESENT, MINUTES, CLOSE)
FILE_FORMS = (AGENDA, TEXT, INTEREST, TASK, DONE, REOPEN)
