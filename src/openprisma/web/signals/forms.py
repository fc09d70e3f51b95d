"""What a signal asks of people."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from openprisma.gate.law import lawbook
from openprisma.web.forms import Field, Form, Options

CRITERIA = (
    ("a", "Duidelijke aanwijzingen uit eigen waarneming"),
    ("b", "Valt onder een van de vormen van criminaliteit"),
    ("c", "Samen verwerken is nodig"),
    ("d", "Meer deelnemers zijn nodig"),
    ("e", "Gaat over onze regio"),
)
WEIGHING = (
    ("soort", "Wat voor signaal is dit?"),
    ("omvang", "Hoeveel, welke aard en hoe groot?"),
    ("gewicht", "Hoe zwaar weegt het, en wat is al gedaan?"),
    ("vergelijkbaar", "Heeft u een overeenkomstig signaal?"),
)


def codes(name: str) -> Any:
    """The choices of a list in the vocabulary."""

    def options(_: Any) -> Options:
        return list(lawbook().vocabulary.lists[name].items())

    return options


def attached(context: Any) -> Options:
    """The attachments of the signal."""
    return [(str(one.id), one.title) for one in context["page"].attachments]


def facts(context: Any) -> Options:
    """The observations in the signal."""
    return [(str(one.id), one.what[:80]) for one in context["page"].facts]


def subjects(context: Any) -> Options:
    """Who is named in the signal."""
    return [(str(one.id), one.name) for one in context["page"].subjects]


def held(column: str) -> Any:
    """What the signal says already, to go on from."""
    return lambda context: getattr(context["page"].signal, column)


def explained(letter: str) -> Any:
    """The explanation of a criterion as it stands."""
    return lambda context: context["page"].signal.criteria.get(letter, "")


def answers(_: Any) -> Options:
    """What one may answer to the question for a similar signal."""
    return [(code, text) for code, text in lawbook().vocabulary.lists["overeenkomstig"].items() if code != "geen"]


DRAFT = Form(
    act="signaal_opstellen",
    title="Signaal melden",
    intro="Schrijf op wat u zelf hebt gezien. Geen vermoedens en geen nationaliteit.",
    fields=(
        Field("titel", "Titel", help="Kort, en zonder namen van personen of bedrijven."),
        Field("vorm", "Om welke vorm van criminaliteit gaat het?", "choice", options=lambda c: c["forms"]),
        Field("gemeenten", "In welke gemeenten?", "many", options=lambda c: c["places"]),
        Field("samenvatting", "Wat is er aan de hand?", "area", help="In drie zinnen. De feiten voegt u hierna toe."),
    ),
    consequence="Dit wordt een concept. Alleen uw eigen organisatie ziet het, tot u het indient.",
)
REVISE = Form(
    act="signaal_herzien",
    title="Titel en samenvatting wijzigen",
    fields=(
        replace(DRAFT.fields[0], value=lambda c: c["page"].head.file.title),
        replace(DRAFT.fields[1], value=held("form")),
        replace(DRAFT.fields[2], value=held("municipalities")),
        replace(DRAFT.fields[3], value=held("summary")),
    ),
)
FACT = Form(
    act="feit_toevoegen",
    title="Feit toevoegen",
    intro="Eén feit per keer: wat, wanneer, waar, en wie zag het bij welke taak.",
    fields=(
        Field("wat", "Wat is er gezien?", "area"),
        Field("wanneer", "Wanneer?", "date"),
        Field("waar", "Waar?"),
        Field("functie", "Wie zag het?", help="Alleen de functie, geen naam."),
        Field("taak", "Bij welke taak?", help="Bijvoorbeeld: controle van de omgevingsvergunning.", optional=True),
        Field("bron", "Waar staat dit opgeschreven?"),
        Field("aard", "Wat voor feit is het?", "choice", options=codes("feitsoorten"), value="waarneming"),
    ),
)
REMOVE_FACT = Form(
    act="feit_verwijderen",
    title="Feit verwijderen",
    fields=(Field("feit", "Welk feit?", "choice", options=facts),),
    consequence="Dit feit is daarna weg, voorgoed. U kunt het opnieuw opschrijven.",
)
LEAVE_OUT = Form(
    act="subject_weglaten",
    title="Persoon of bedrijf weglaten",
    fields=(Field("subject", "Wie?", "choice", options=subjects),),
    consequence="Deze naam is daarna weg uit het concept.",
)
SUBJECT = Form(
    act="subject_noemen",
    title="Persoon of bedrijf noemen",
    intro="Alleen wat nodig is om te herkennen. Meer mag pas als het signaal in behandeling is.",
    fields=(
        Field("soort", "Wat is het?", "choice", options=codes("subjectsoorten")),
        Field("naam", "Naam of omschrijving"),
        Field("kenmerk", "BSN of KvK-nummer", help="Alleen als u dat heeft.", optional=True),
    ),
    fixed={"rol": "hoofdsubject"},
)
COMPLETE = Form(
    act="signaal_aanvullen",
    title="Signaal aanvullen",
    intro="Licht vijf punten toe. Eén zin per punt is genoeg.",
    fields=(
        Field(
            "criteria",
            "Waarom samen?",
            "group",
            parts=tuple(
                Field(f"criteria.{letter}", f"{letter} – {title}", "area", value=explained(letter)) for letter, title in CRITERIA
            ),
        ),
        Field(
            "georganiseerd", "Waarom lijkt het georganiseerd?", "area", value=held("organised"), help="Wie werkt samen, hoe vaak?"
        ),
        Field("geprobeerd", "Wat heeft uw organisatie al geprobeerd?", "area", value=held("tried"), optional=True),
        Field(
            "tekort", "Wat mist uw organisatie om het alleen te doen?", "many", options=codes("tekorten"), value=held("shortage")
        ),
        Field(
            "verwachte_deelnemers",
            "Welke andere deelnemers zijn nodig?",
            "many",
            options=lambda c: c["participants"],
            value=held("expected"),
        ),
        Field("kwaliteit", "Zijn de feiten gecontroleerd?", "choice", options=codes("kwaliteitscontrole"), value=held("quality")),
        Field("kwaliteit_reden", "Kon controleren niet? Waarom niet?", "area", value=held("quality_reason"), optional=True),
        Field(
            "deelbeperking",
            "Wie mag dit niet zien, en waarom?",
            "area",
            help="Bijvoorbeeld om een lopend onderzoek niet te storen.",
            value=held("restrictions"),
            optional=True,
        ),
    ),
)
ATTACH = Form(
    act="bijlage_toevoegen",
    title="Bijlage toevoegen",
    intro="Een PDF, JPEG of PNG van hoogstens 10 MB. De naam van het bestand bewaren wij niet.",
    fields=(
        Field("omschrijving", "Wat staat erop?", help="Kort, en zonder namen van personen of bedrijven."),
        Field(
            "inhoud",
            "Bestand",
            "file",
            help="Wij halen eruit wat een camera of programma over maker, plaats en tijd bewaarde, ook bij foto’s in een PDF.",
        ),
    ),
    consequence="De bijlage hoort bij dit concept. Wordt het signaal afgewezen, dan verdwijnt zij ook.",
)
DETACH = Form(
    act="bijlage_verwijderen",
    title="Bijlage verwijderen",
    fields=(Field("bijlage", "Welke bijlage?", "choice", options=attached),),
    consequence="De bijlage is daarna weg, voorgoed.",
)
REPORT = Form(
    act="signaal_melden",
    title="Signaal indienen",
    intro="Vanaf nu geldt de Wgs. De deelnemers die u noemde, lezen het signaal en geven een oordeel.",
    consequence="Hierna zien beoordelaars van de genoemde deelnemers en het RIEC-bureau dit signaal. Intrekken kan nog.",
)
WITHDRAW = Form(
    act="signaal_intrekken",
    title="Signaal intrekken",
    consequence="Hierna zijn alle gegevens over personen uit dit signaal weg, ook voor u. Opnieuw melden kan altijd.",
)
JUDGE = Form(
    act="signaal_beoordelen",
    title="Signaal beoordelen",
    intro="Voldoet dit signaal aan de vijf criteria? Alle vijf moeten ja zijn.",
    fields=(
        Field(
            "criteria",
            "Vijf criteria",
            "group",
            help="Artikel 2.16 lid 1 Bgs.",
            parts=tuple(Field(f"criteria.{letter}", f"{letter} – {title}", "yesno") for letter, title in CRITERIA),
        ),
        Field(
            "afweging",
            "Vier dingen om te wegen",
            "group",
            help="Artikel 2.23 lid 3 Wgs. Eén zin per punt is genoeg.",
            parts=(
                *(Field(f"afweging.{name}", question, "area") for name, question in WEIGHING[:-1]),
                Field(
                    f"afweging.{WEIGHING[-1][0]}",
                    WEIGHING[-1][1],
                    "choice",
                    options=answers,
                    value=lambda c: c["page"].my_answer,
                    help="Zeg niet over wie.",
                ),
            ),
        ),
        Field(
            "gezag",
            "Wie van het bevoegd gezag stemde in?",
            help="Bij een ja van politie, marechaussee of OM.",
            optional=True,
        ),
        Field("toelichting", "Toelichting", "area", optional=True),
    ),
    consequence="U oordeelt namens uw deelnemer, één keer. Pas als alle deelnemers ja zeggen, is het signaal in behandeling. "
    "Zegt iemand nee, dan verdwijnen na het laatste oordeel alle gegevens over personen.",
)
SIMILAR = Form(
    act="overeenkomst_beantwoorden",
    title="Heeft u een overeenkomstig signaal?",
    intro="Zeg alleen of het zo is, niet over wie: artikel 2.23 lid 3 onder d Wgs.",
    fields=(
        Field("antwoord", "Uw antwoord", "choice", options=answers, value=lambda c: c["page"].my_answer),
        Field(
            "bekend",
            "Kent u iemand uit dit signaal?",
            "choice",
            options=lambda _: [one for one in codes("bekendheid")(None) if one[0] != "geen"],
            help="Uw regio vraagt dit. Zeg niet wat u weet.",
            optional=True,
            when=lambda c: c["page"].asks_known,
        ),
        Field("gezag", "Wie van het bevoegd gezag stemde in?", help="Bij een ja van politie, marechaussee of OM.", optional=True),
    ),
    consequence="De andere beoordelaars zien uw antwoord. U kunt het wijzigen tot u oordeelt.",
)
GIVE_BACK = Form(
    act="signaal_teruggeven",
    title="Signaal teruggeven",
    fields=(Field("reden", "Wat moet de melder verbeteren?", "area", help="Schrijf geen namen op."),),
    consequence="Hierna ziet alleen de melder dit signaal nog, als concept. Andere deelnemers kunnen het niet meer lezen.",
)
TELL = Form(
    act="terugkoppelen",
    title="Terugkoppelen aan de melder",
    fields=(Field("bericht", "Wat wilt u de melder vertellen?", "area", help="Schrijf geen namen op."),),
    consequence="De melder leest dit bericht bij het signaal.",
)
HOLD = Form(
    act="vernietiging_aanhouden",
    title="Vernietigen aanhouden",
    intro="Alleen voor een verzoek van een betrokkene of een procedure. Wordt het signaal afgewezen, dan blijft alles staan.",
    fields=(Field("reden", "Waarvoor is dit nodig?", "area", help="Schrijf geen namen op."),),
    consequence="Na een afwijzing leest alleen de privacyjurist het signaal nog, tot de aanhouding is opgeheven.",
)
RELEASE = Form(
    act="aanhouding_opheffen",
    title="Aanhouding opheffen",
    consequence="Is het signaal afgewezen of ingetrokken, dan verdwijnen hierna meteen alle gegevens over personen.",
)
FORMS = (
    HOLD, RELEASE, REVISE, FACT, REMOVE_FACT, SUBJECT, LEAVE_OUT, ATTACH, DETACH, COMPLETE, REPORT, WITHDRAW, GIVE_BACK, TELL,
    SIMILAR, JUDGE,
)  # fmt: skip
