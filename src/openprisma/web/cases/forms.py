"""What a case asks of people."""

from __future__ import annotations

from typing import Any

from openprisma.cases.queries import route
from openprisma.gate.law import lawbook
from openprisma.web.bottlenecks.forms import CATEGORIES, PARTICIPANTS, wanted_categories
from openprisma.web.forms import Field, Form, Options
from openprisma.web.signals.forms import codes, held


def proposed_panel(context: Any) -> str:
    """The table the rule gives for the signal under a new case."""
    signal = context["page"].signal
    return route(signal.municipalities, signal.expected)[0]


def why_panel(context: Any) -> str:
    """The proposal in words, before the button."""
    signal = context["page"].signal
    _, name, why = route(signal.municipalities, signal.expected)
    return f"Voorstel: {name}. {why} Hierna stelt u voor over wie de casus gaat. Er worden nog geen gegevens gedeeld."


def members(state: str) -> Any:
    """Subjects by number, as a table reads them."""

    def options(context: Any) -> Options:
        kinds, roles = lawbook().vocabulary.lists["onderwerpsoorten"], lawbook().vocabulary.lists["subjectrollen"]
        found = [one for one in context["page"].about.subjects if one.state == state]
        return [(str(o.id), f"{o.nr}. {kinds.get(o.kind, o.kind)}, {roles.get(o.role, o.role)}: {o.need[:80]}") for o in found]

    return options


def advices(*states: str) -> Any:
    """Advices to my participant in one of these states."""

    def options(context: Any) -> Options:
        page = context["page"]
        own = [one for one in page.about.interventions if one.participant_id == page.head.participant and one.state in states]
        return [(str(one.id), one.text[:80]) for one in own]

    return options


PROPOSE = Form(
    act="casus_voordragen",
    title="Casus voordragen",
    intro="U draagt dit signaal voor bij een tafel. Schrijf geen namen op.",
    fields=(
        Field("titel", "Titel", help="Kort, en zonder namen van personen of bedrijven."),
        Field("gemeenten", "In welke gemeenten speelt het?", "many", options=lambda c: c["places"], value=held("municipalities")),
        Field(
            "deelnemers",
            "Wie is er nodig?",
            "many",
            options=lambda c: c["participants"],
            value=held("expected"),
            optional=True,
        ),
        Field("drr", "De DRR van de politie is nodig.", "tick"),
        Field("tafel", "Welke tafel besluit?", "choice", options=lambda c: c["panels"], value=proposed_panel),
        Field("reden_tafel", "Een andere tafel dan voorgesteld? Waarom?", "area", optional=True),
        Field("doel", "Wat willen de deelnemers samen bereiken?", "area"),
        Field("afbakening", "Wat hoort er wel en niet bij?", "area", optional=True),
        Field("themas", "Welke thema’s?", "many", options=codes("cijferthemas")),
        Field(
            "categorieen",
            "Welke categorieën zijn nodig, en waarom?",
            "group",
            help="Vul alleen in wat nodig is. Wat leeg blijft, kan de tafel niet openen.",
            parts=wanted_categories,
        ),
    ),
    consequence=why_panel,
)
PANEL = Form(
    act="tafel_kiezen",
    title="Andere tafel kiezen",
    fields=(
        Field("tafel", "Welke tafel besluit?", "choice", options=lambda c: c["panels"]),
        Field("reden_tafel", "Past dat niet bij de regel? Waarom toch?", "area", optional=True),
    ),
    consequence="De leden van de vorige tafel zien deze casus hierna niet meer. Zet hem opnieuw op een agenda.",
)
SUBJECT = Form(
    act="subject_voorstellen",
    title="Persoon of bedrijf voorstellen",
    intro="De tafel leest soort, rol en waarom; zij leest geen naam. Kijk eerst of het er al staat.",
    fields=(
        Field("soort", "Wat is het?", "choice", options=codes("onderwerpsoorten")),
        Field("naam", "Naam, adres, kenteken of nummer"),
        Field("rol", "Welke rol?", "choice", options=codes("subjectrollen")),
        Field("verband", "Bij directe kring: wat is het directe verband?", "area", optional=True),
        Field("noodzaak", "Waarom moet dit erbij?", "area", help="Zonder naam: dit leest de tafel."),
        Field("kenmerk", "BSN of KvK-nummer", help="Alleen als u dat heeft.", optional=True),
        Field("toch", "Er staat er al een met deze naam, maar dit is een ander.", "tick"),
    ),
    consequence="Pas als de tafel dit toelaat, kan er iets over worden gedeeld.",
)
REASONS = Field("motivering", "Waarom?", "area", help="Zonder namen van personen of bedrijven.")
START = Form(
    act="casus_starten",
    title="Casus starten",
    intro="Het besluit is de toestemming: alleen deze deelnemers en alleen deze categorieën.",
    fields=(PARTICIPANTS, CATEGORIES, REASONS),
    consequence="Wie nu is voorgesteld, is hierna toegelaten. De autorisatoren van deze deelnemers kunnen toegang geven.",
)
REJECT = Form(
    act="casus_afwijzen",
    title="Casus niet starten",
    fields=(REASONS,),
    consequence="Wat over personen en bedrijven was voorgesteld, is hierna vernietigd. Het besluit blijft.",
)
CHANGE = Form(
    act="casus_wijzigen",
    title="Wijziging vaststellen",
    intro="Een nieuw besluit in plaats van het vorige. Het vorige blijft te lezen.",
    fields=(PARTICIPANTS, CATEGORIES, REASONS),
    consequence="Het vorige besluit eindigt vandaag. Wie u niet noemt, kan meteen niets meer lezen.",
)
SUBJECTS = Form(
    act="casus_subjecten",
    title="Personen en bedrijven vaststellen",
    intro="U besluit op nummer. Namen staan er niet bij.",
    fields=(
        Field("toelaten", "Wie komt erbij?", "many", options=members("voorgesteld"), optional=True),
        Field("verwijderen", "Wie gaat eraf?", "many", options=members("toegelaten"), optional=True),
        REASONS,
    ),
    consequence="Wat over iemand is verstrekt die eraf gaat, leest hierna niemand meer.",
)
CLOSE = Form(
    act="casus_sluiten",
    title="Casus sluiten",
    fields=(Field("afsluiting", "Hoe sluit de casus?", "choice", options=codes("afsluitingen")), REASONS),
    consequence="Hierna leest het casusteam niet meer mee. Evalueren kan nog.",
)
GOAL = Form(
    act="doel_vastleggen",
    title="Doel vastleggen",
    intro="Leg dit vast vóór het eerste advies; anders is later niet te zien of het hielp.",
    fields=(Field("doel", "Wat willen de deelnemers bereiken?", "area"), Field("meten", "Hoe meet u dat?", "area")),
)
MONEY = Form(
    act="financiele_toets_vastleggen",
    title="Financiële toets",
    intro="In elke casus kijken de deelnemers naar het geld. Schrijf geen namen op.",
    fields=(
        Field("geldstromen", "Zijn geldstromen gevolgd of gestopt?", "choice", options=codes("geldstromen")),
        Field("vermogen", "Hoeveel euro aan vermogen is in beeld?", help="Bijvoorbeeld 12000", optional=True),
        Field("route", "Langs welke weg is dat af te pakken?", "choice", options=codes("afpakroutes")),
        Field("toelichting", "Wat zag u, en wat weet u nog niet?", "area"),
    ),
)
READY = Form(
    act="analyse_afronden",
    title="Analyse afronden",
    consequence="Hierna gaat het over interventies. Nieuwe informatie kan er nog bij.",
)
EVALUATE = Form(
    act="casus_evalueren",
    title="Casus evalueren",
    intro="Kijk terug. Schrijf geen namen van personen of bedrijven op.",
    fields=(
        Field("doel_bereikt", "Is het doel bereikt?", "yesno"),
        Field("bevindingen", "Wat heeft het opgeleverd?", "area"),
        Field("lessen", "Wat kunnen de deelnemers hiervan leren?", "area"),
    ),
)
ADVISE = Form(
    act="interventie_adviseren",
    title="Interventie adviseren",
    intro="Een deelnemer handelt op eigen bevoegdheid. Schrijf geen namen op: de tafel leest dit.",
    fields=(
        Field("soort", "Wat voor interventie?", "choice", options=codes("interventiesoorten")),
        Field("deelnemer", "Aan welke deelnemer?", "choice", options=lambda c: c["participants"]),
        Field("advies", "Wat adviseert u?", "area"),
        Field("bevoegdheid", "Op welke eigen bevoegdheid?", help="Bijvoorbeeld artikel 125 Gemeentewet."),
        Field("verwacht_effect", "Wat moet het opleveren?", "area"),
    ),
    consequence="De behandelaar van deze deelnemer neemt het over, of schrijft op waarom niet.",
)
PROMISE = Form(
    act="interventie_toezeggen",
    title="Interventie toezeggen",
    fields=(
        Field("interventie", "Welk advies?", "choice", options=advices("geadviseerd")),
        Field("eigenaar", "Wie doet het?", "choice", options=lambda c: c["colleagues"]),
        Field("uiterlijk", "Uiterlijk wanneer?", "date"),
    ),
)
DECLINE = Form(
    act="interventie_weigeren",
    title="Advies niet overnemen",
    fields=(
        Field("interventie", "Welk advies?", "choice", options=advices("geadviseerd")),
        Field("reden", "Waarom niet?", "area"),
    ),
)
DO = Form(
    act="interventie_uitvoeren",
    title="Uitvoering melden",
    fields=(
        Field("interventie", "Welke interventie?", "choice", options=advices("toegezegd")),
        Field("kenmerk", "Onder welk eigen kenmerk?", help="Het nummer van uw eigen besluit of zaak."),
        Field("op", "Op welke dag?", "date"),
    ),
    consequence="Anderen zien dat het is uitgevoerd, niet wat in uw dossier staat.",
)
END = Form(
    act="interventie_afronden",
    title="Uitkomst melden",
    fields=(
        Field("interventie", "Welke interventie?", "choice", options=advices("uitgevoerd")),
        Field("resultaat", "Wat is de uitkomst?", "area", help="Zonder namen van personen of bedrijven."),
        Field("opgelegd", "Opgelegd bedrag in euro", optional=True),
        Field("geind", "Waarvan geïnd in euro", optional=True),
        Field("effect", "Wat is het effect, gemeten zoals afgesproken?", "area", optional=True),
    ),
)
FORMS = (
    PANEL, SUBJECT, START, REJECT, CHANGE, SUBJECTS, CLOSE, GOAL, MONEY, READY, EVALUATE, ADVISE, PROMISE, DECLINE, DO, END,
)  # fmt: skip
