"""What a bottleneck asks of people."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from openprisma.gate.clock import today
from openprisma.gate.law import lawbook
from openprisma.kernel.days import in_words
from openprisma.sharing.queries import Information
from openprisma.web.forms import Field, Form, Options
from openprisma.web.signals.forms import codes


def categories(_: Any) -> Options:
    """The rows of the matrix, with phase."""
    names = lawbook().vocabulary.lists["categorieen"]
    rows = sorted(lawbook().categories(today()).values(), key=lambda row: row.nr)
    return [(row.code, f"{row.nr} {names[row.code]} (fase {row.phase})") for row in rows]


def open_norms(context: Any) -> Options:
    """The open norms this file waits for, as questions."""
    found = []
    for norm_id in context["page"].open_norms:
        norm = lawbook().norm(norm_id, today())
        question = norm.entry.judgement.question if norm.entry.judgement else norm.entry.says
        found.append((norm_id, f"{question} ({norm.short})"))
    return found


def wanted(context: Any) -> Options:
    """The categories that the application asks for, as choices."""
    return [(code, text) for code, text in categories(context) if code in context["page"].about.wanted]


def wanted_categories() -> tuple[Field, ...]:
    """A line for each category: why it is needed."""
    return tuple(Field(f"categorieen.{code}", text, optional=True) for code, text in categories(None))


def data(context: Any, *, own: bool) -> Options:
    """The data this reader sees in the file, or only those of the own participant."""
    every = [datum for phase in context["info"].phases for datum in phase.data if datum.own or not own]
    return [(str(d.id), f"{d.text[:80]} ({d.label}, {d.source})") for d in every]


def open_requests(info: Information) -> Options:
    """Requests that my participant still has to answer."""
    return [(str(one.id), f"{one.question[:80]} ({one.subject}, {one.category})") for one in info.requests if one.mine]


def who_will_read(info: Information) -> str:
    """Who sees what is delivered next, from which organisations, until when."""
    people, organs = len(info.readers), info.organisations
    until = in_words(info.head.file.ends_on - timedelta(days=1))
    if not people:
        return f"Nog niemand anders kan dit lezen. Wie die krijgt, kan dit gegeven lezen tot en met {until}."
    who = "1 persoon" if people == 1 else f"{people} personen"
    where = " en ".join([*organs, "het RIEC-bureau"] if info.bureau else organs)
    return f"Hierna lezen {who} van {where} dit gegeven, als het besluit deze categorie voor hen opent, tot en met {until}."


PROPOSE = Form(
    act="knelpunt_voordragen",
    title="Knelpunt voordragen",
    intro="U draagt dit voor aan de stuurgroep. Schrijf geen namen op.",
    fields=(
        Field("titel", "Titel", help="Kort, en zonder namen van personen of bedrijven."),
        Field("soort", "Waar gaat het over?", "choice", options=codes("knelpuntsoorten")),
        Field("doel", "Welk doel willen de deelnemers samen bereiken?", "area"),
        Field("binnen", "Wat hoort erbij?", "area"),
        Field("buiten", "Wat hoort er niet bij?", "area"),
        Field("niet_naleving", "Welke regels worden structureel niet nageleefd?", "area"),
        Field("georganiseerd", "Wat wijst op georganiseerde criminaliteit?", "area"),
        Field("ernst", "Hoe ernstig en hoe groot is het?", "area"),
        Field("tekort", "Wat ontbreekt nu?", "many", options=codes("tekorten")),
        Field("codes", "Codes van gemeenten en branches", help="Bijvoorbeeld GM0603, 77.11", optional=True),
        Field(
            "categorieen",
            "Welke categorieën zijn nodig, en waarom?",
            "group",
            help="Vul alleen in wat nodig is. Wat leeg blijft, kan de stuurgroep niet openen.",
            parts=wanted_categories,
        ),
        Field(
            "voorgeschiedenis",
            "Wat was er al vóór 1 maart 2025?",
            "area",
            help="Zonder namen. Dit toetsen wij niet: toen gold een convenant.",
            optional=True,
        ),
        Field("nieuw", "Dit is een nieuwe manier van verwerken: de RAC adviseert eerst.", "tick"),
    ),
    consequence="Hierna toetst de privacyjurist de noodzaak en stemt de stuurgroep. Er worden nog geen gegevens gedeeld.",
)
NECESSITY = Form(
    act="noodzaak_beoordelen",
    title="Noodzaak beoordelen",
    fields=(
        Field("norm", "Welke vraag?", "choice", options=open_norms),
        Field("positief", "Uw oordeel", "yesno"),
        Field("motivering", "Waarom?", "area"),
    ),
    consequence="Uw oordeel geldt voor dit voorstel. Verandert het voorstel, dan vervalt uw oordeel.",
)
VOTE = Form(
    act="stemmen",
    title="Stemmen",
    fields=(
        Field("voor", "Bent u voor de aanwijzing?", "yesno"),
        Field("motivering", "Toelichting", "area", help="Bent u tegen? Uw reden blijft bij het besluit.", optional=True),
        Field("bezwaar", "Ik wil dit niet schriftelijk besluiten, maar in een vergadering.", "tick"),
    ),
    consequence="Uw stem komt in het besluit. U stemt één keer.",
)
PARTICIPANTS = Field(
    "deelnemers",
    "Welke deelnemers worden betrokken?",
    "many",
    options=lambda c: c["participants"],
    value=lambda c: c["page"].draft.get("participants", []),
)
CATEGORIES = Field(
    "categorieen",
    "Welke categorieën gaan open?",
    "many",
    options=lambda c: wanted(c),
    value=lambda c: c["page"].draft.get("categories", []),
)
DESIGNATE = Form(
    act="knelpunt_aanwijzen",
    title="Besluit vaststellen",
    intro="Het besluit is de toestemming: alleen deze deelnemers, alleen deze categorieën, tot de einddatum.",
    fields=(
        PARTICIPANTS,
        CATEGORIES,
        Field("motivering", "Waarom is dit noodzakelijk en niet te veel?", "area"),
        Field("afwijking", "Week de stuurgroep af van het advies van de RAC? Waarom?", "area", optional=True),
    ),
    consequence="Hierna kunnen de autorisatoren van deze deelnemers toegang geven. Alleen een nieuw besluit wijzigt dit besluit.",
)
EVALUATE = Form(
    act="knelpunt_evalueren",
    title="Knelpunt evalueren",
    intro="Kijk terug op het jaar. Schrijf geen namen van personen of bedrijven op.",
    fields=(
        Field("doel_bereikt", "Is het doel bereikt?", "yesno"),
        Field("bevindingen", "Wat heeft het opgeleverd?", "area"),
        Field("lessen", "Wat kunnen de deelnemers hiervan leren?", "area"),
        Field("voorstel", "Wat stelt u voor?", "choice", options=codes("evaluatievoorstellen")),
    ),
    consequence="Hierna kan de stuurgroep stemmen over verlengen of sluiten.",
)
EXTEND = Form(
    act="knelpunt_verlengen",
    title="Verlenging vaststellen",
    intro="Een nieuw besluit: alleen wie en wat u hier noemt, gaat door.",
    fields=DESIGNATE.fields[:3],
    consequence="Het vorige besluit eindigt vandaag. Wie u niet noemt, kan meteen niets meer lezen.",
)
CHANGE = Form(
    act="knelpunt_wijzigen",
    title="Wijziging vaststellen",
    intro="Een nieuw besluit in plaats van het vorige, tot dezelfde einddatum. Het vorige blijft te lezen.",
    fields=DESIGNATE.fields[:3],
    consequence="Het vorige besluit eindigt vandaag. Wie u niet noemt, kan meteen niets meer lezen. "
    "Wie erbij komt, krijgt toegang van de eigen autorisator.",
)
CLOSE = Form(
    act="knelpunt_sluiten",
    title="Sluiting vaststellen",
    fields=(Field("motivering", "Waarom kan dit dicht?", "area"),),
    consequence="Hierna kan niemand hier nog lezen of delen. De evaluatie en het besluit blijven te lezen.",
)
ASSIGN = Form(
    act="medewerker_toewijzen",
    title="Collega toegang geven",
    intro="Alleen collega’s die uw deelnemer aanwees. Zij krijgen toegang tot dit dossier.",
    fields=(
        Field("medewerker", "Wie?", "choice", options=lambda c: c["colleagues"]),
        Field("tot", "Tot welke dag?", "date", help="Alleen bij vervanging, bijvoorbeeld tijdens verlof.", optional=True),
    ),
    consequence="Deze collega ziet hierna dit dossier, tot de einddatum of tot de dag die u kiest.",
)
RELEASE = Form(
    act="medewerker_afmelden",
    title="Medewerker afmelden",
    intro="Werkt een collega niet meer aan dit dossier? Draagt u het over? Geef dan eerst een ander toegang.",
    fields=(Field("medewerker", "Wie?", "choice", options=lambda c: c["colleagues"]),),
    consequence="Bij de volgende klik ziet deze collega niets meer van dit dossier.",
)
SUBJECT = Form(
    act="betrokkene_toevoegen",
    title="Persoon of bedrijf toevoegen",
    fields=(
        Field("soort", "Wat is het?", "choice", options=codes("subjectsoorten")),
        Field("naam", "Naam"),
        Field("rol", "Welke rol?", "choice", options=codes("subjectrollen")),
        Field("verband", "Bij directe kring: wat is het directe verband?", "area", optional=True),
        Field("kenmerk", "BSN of KvK-nummer", help="Alleen als u dat heeft.", optional=True),
    ),
)


def may_i_share(context: Any) -> list[tuple[str, bool, str]]:
    """For each category of the matrix: may my organ deliver it in this file now, and if not, why not."""
    lists, info = lawbook().vocabulary.lists, context["info"]
    organs = lists["organen"]
    found = []
    for row in sorted(lawbook().categories(today()).values(), key=lambda row: row.nr):
        allowed = [one for one in (row.sources or tuple(organs)) if one not in row.not_sources]
        if info.organ not in allowed:
            why = f"Alleen van {', '.join(organs[one] for one in allowed)}." if len(allowed) < 6 else "Niet van uw organisatie."
        elif row.phase > info.head.file.phase:
            why = f"Hoort in fase {row.phase}, en die is nog dicht."
        else:
            why = "" if row.nr in info.opened else "Het besluit opende deze categorie niet voor uw deelnemer."
        found.append((f"{row.nr} {lists['categorieen'][row.code]}.", not why, why))
    return found


def police(context: Any) -> bool:
    """Does this organ deliver police data?"""
    return context["info"].organ in lawbook().vocabulary.lists["politie_organen"]


def beyond_municipal(context: Any) -> bool:
    """Is this no municipality, to which data of police, justice or iCOV do not belong?"""
    return context["info"].organ not in lawbook().vocabulary.lists["gemeente_organen"]


OF_A_DOCUMENT = "PDF, JPEG of PNG, hoogstens 10 MB. Wie maakte het, waar en wanneer: dat halen wij eruit."
DELIVER = Form(
    act="gegeven_verstrekken",
    answers=("Mag ik dit delen?", may_i_share),
    title="Gegeven verstrekken",
    intro="Eén gegeven per keer. Alle betrokken deelnemers met deze categorie kunnen het lezen.",
    fields=(
        Field(
            "betrokkene",
            "Over wie?",
            "choice",
            options=lambda c: [(str(i), f"{n} ({r})") for i, n, r in c["info"].subjects],
        ),
        Field("categorie", "Welke categorie?", "choice", options=categories),
        Field("tekst", "Wat weet u?", "area"),
        Field("bronsysteem", "Uit welk systeem of register?"),
        Field("vastgesteld_op", "Wanneer vastgesteld?", "date"),
        Field(
            "eerst_verwerkt",
            "Wanneer voor het eerst verwerkt?",
            "date",
            help="Vanaf deze dag blijft het gegeven vijf jaar.",
        ),
        Field("noodzaak", "Waarom is dit nodig voor het doel?", "area"),
        Field(
            "beperking", "Waar moet een lezer op letten?", help="Bijvoorbeeld: niet bespreken met de betrokkene.", optional=True
        ),
        Field("gezag", "Politiegegeven? Wie van het gezag is akkoord?", optional=True, when=police),
        Field(
            "grond",
            "Op welke grond van de Wpg of Wjsg?",
            "choice",
            options=codes("verstrekgronden"),
            value="geen",
            help="Alleen bij gegevens van politie of justitie, en bij een iCOV-rapport.",
            when=beyond_municipal,
        ),
        Field("eigen_aanvraag", "iCOV-rapport? Mijn organisatie vroeg het zelf aan.", "tick", when=beyond_municipal),
        Field("inhoud", "Document waar dit in staat", "file", help=OF_A_DOCUMENT, optional=True),
        Field("geheimhouding", "Politie of fiscaal? Ik wijs de lezers erop dat dit geheim is.", "tick"),
        Field("rechtmatig", "Mijn organisatie verwerkt dit gegeven rechtmatig.", "tick"),
    ),
    consequence=lambda c: who_will_read(c["info"]),
)
ASK = Form(
    act="gegevens_vragen",
    title="Gegevens vragen",
    fields=(
        Field("betrokkene", "Over wie?", "choice", options=lambda c: [(str(i), f"{n} ({r})") for i, n, r in c["info"].subjects]),
        Field("categorie", "Welke categorie?", "choice", options=categories),
        Field("vraag", "Wat wilt u weten, en waarom?", "area"),
        Field(
            "deelnemers",
            "Aan wie?",
            "many",
            options=lambda c: c["participants"],
            optional=True,
            help="Kies niemand om alle andere betrokken deelnemers te vragen.",
        ),
        Field("antwoord_voor", "Vóór welke dag?", "date", help="Leeg: de gewone termijn.", optional=True),
    ),
    consequence="De behandelaars van deze deelnemers zien uw vraag bij de informatie en antwoorden zelf.",
)
REPLY = Form(
    act="vraag_beantwoorden",
    title="Vraag beantwoorden",
    intro="Heeft u een gegeven? Verstrek het eerst, en antwoord dan “verstrekt”.",
    fields=(
        Field("vraag", "Welke vraag?", "choice", options=lambda c: open_requests(c["info"])),
        Field("antwoord", "Uw antwoord", "choice", options=codes("antwoorden")),
        Field("reden", "Reden", "area", help="Nodig als u weigert.", optional=True),
    ),
    consequence="Alle behandelaars van dit dossier zien uw antwoord. Uw laatste antwoord telt.",
)
WHICH = Field("gegeven", "Welk gegeven?", "choice", options=lambda c: data(c, own=False))
MINE = Field("gegeven", "Welk gegeven?", "choice", options=lambda c: data(c, own=True))
DISPUTE = Form(
    act="fout_melden",
    title="Fout melden",
    fields=(WHICH, Field("waarom", "Wat klopt er niet?", "area")),
    consequence="Hierna ziet alleen de verstrekker dit gegeven nog, tot die heeft geantwoord. Niemand anders kan het gebruiken.",
)
CORRECT = Form(
    act="gegeven_verbeteren",
    title="Gegeven verbeteren",
    intro="Klopt het gegeven toch? Schrijf het dan nog eens op zoals het was.",
    fields=(MINE, Field("tekst", "Hoe is het wel?", "area")),
    consequence="Hierna lezen alle behandelaars het verbeterde gegeven, met de dag van vandaag erbij.",
)
TAKE_BACK = Form(
    act="gegeven_intrekken",
    title="Gegeven intrekken",
    fields=(MINE,),
    consequence="Hierna is dit gegeven weg, voor iedereen en voorgoed. Opnieuw verstrekken kan.",
)
NEED = Form(
    act="noodzaak_vastleggen",
    title="Noodzaak van de volgende fase",
    fields=(Field("motivering", "Waarom is de open fase niet genoeg?", "area"),),
)
PHASE = Form(
    act="fase_ophogen",
    title="Volgende fase openen",
    fields=(Field("fase", "Welke fase?", "choice", options=[("2", "fase 2"), ("3", "fase 3")]),),
    consequence="Hierna kunnen deelnemers ook gegevens van deze fase verstrekken, voor zover het besluit die noemt.",
)
ON_DATA = (ASK, REPLY, DELIVER, DISPUTE, CORRECT, TAKE_BACK)  # what stands with the information of a file
FORMS = (
    CHANGE, ASK, REPLY, VOTE, DESIGNATE, EVALUATE, EXTEND, CLOSE, ASSIGN, RELEASE, SUBJECT, DELIVER, DISPUTE, CORRECT, TAKE_BACK,
    NEED, PHASE,
)  # fmt: skip
