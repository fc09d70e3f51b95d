"""What giving out a result asks of people."""

from __future__ import annotations

from typing import Any

from openprisma.web.activities.analysis_forms import sources
from openprisma.web.forms import Field, Form, Options
from openprisma.web.signals.forms import codes


def chosen(*, given: bool) -> Any:
    """The results of the file that went out, or those that did not."""

    def options(context: Any) -> Options:
        found = [one for one in context["page"].results if bool(one.result.given_on) == given]
        return [(str(one.result.id), f"{one.result.text[:60]} (aan {one.recipient})") for one in found]

    return options


def changed(context: Any) -> Options:
    """Results that went out and under which something changed since."""
    found = [one for one in context["page"].results if one.changed]
    return [(str(one.result.id), f"{one.result.text[:60]} (aan {one.recipient})") for one in found]


def open_inquiries(context: Any) -> Options:
    """Questions to other alliances without an answer."""
    found = [one for one in context["page"].inquiries if not one.answer]
    return [(str(one.id), f"{one.subject.name}, gevraagd aan {one.alliance_asked}") for one in found]


WHICH = Field("resultaat", "Welk resultaat?", "choice", options=chosen(given=False))
WRITE = Form(
    act="resultaat_opstellen",
    title="Resultaat opstellen",
    intro="Er gaat nog niets weg. U schrijft op wat iemand krijgt, en waarvoor.",
    fields=(
        Field("aan", "Aan wie gaat het?", "choice", options=codes("resultaatwegen")),
        Field("ontvanger", "Naam van de ontvanger", help="Bij een deelnemer: de code, zoals politie of nla."),
        Field("tekst", "Wat krijgt de ontvanger?", "area", help="Niet meer dan nodig is."),
        Field("gegevens", "Op welke gegevens rust het?", "many", options=sources, optional=True),
        Field("taak", "Voor welke taak of welk doel heeft de ontvanger het nodig?", "area", optional=True),
        Field("verenigbaar", "Bij een derde: waarom past dat bij het doel van het RIEC?", "area", optional=True),
        Field("activiteit", "Bij een ander RIEC: voor welke activiteit?", optional=True),
        Field("wijze", "Bij een ander verband: op welke wijze?", "choice", options=codes("verbandwijzen"), value="geen"),
        Field("basis", "Waarop rust het, in het algemeen?", help="Nodig als het niet uit een casusoverleg komt.", optional=True),
        Field("privaat", "De ontvanger is een private partij.", "tick"),
        Field(
            "grond", "Op welke grond krijgt de ontvanger het?", "choice", options=codes("resultaatgronden"), value="publieke_taak"
        ),
        Field("medisch_geheim", "Er zitten gegevens onder een medisch, jeugd- of zorggeheim in.", "tick"),
    ),
    consequence="Hierna ziet iedereen die al deze gegevens mag lezen het concept, en wat er nog voor nodig is.",
)
DROP = Form(
    act="resultaat_weghalen",
    title="Resultaat weghalen",
    fields=(WHICH,),
    consequence="Het concept is daarna weg, met wat erover is gezegd. Wat al is verstrekt, blijft staan.",
)
TEST = Form(
    act="resultaat_toetsen",
    title="Kwaliteit toetsen",
    fields=(WHICH, Field("bevinding", "Wat vergeleek u? Kan het niet, waarom niet?", "area")),
)
ASK = Form(
    act="resultaat_voorleggen",
    title="Aan deelnemers voorleggen",
    intro="Alle deelnemers van dit RIEC kunnen bezwaar maken, ook wie niet betrokken is.",
    fields=(WHICH, Field("reageren_tot", "Tot welke dag kunnen zij antwoorden?", "date")),
    consequence="Wie niet betrokken is, ziet dit dossier niet: vraag het die deelnemers per brief, zonder inhoud.",
)
REACT = Form(
    act="resultaat_reageren",
    title="Instemmen of bezwaar",
    fields=(
        WHICH,
        Field("antwoord", "Uw antwoord", "choice", options=codes("resultaatreacties")),
        Field("reden", "Reden", "area", optional=True),
    ),
    consequence="U antwoordt voor uw deelnemer. Uw laatste antwoord telt.",
)
OBJECTION = Form(
    act="bezwaar_vastleggen",
    title="Bezwaar vastleggen",
    fields=(
        WHICH,
        Field("deelnemer", "Van welke deelnemer?", "choice", options=lambda c: c["participants"]),
        Field("reden", "Reden", "area", optional=True),
    ),
)
RAC = Form(
    act="resultaat_rac",
    title="Toets van de RAC vastleggen",
    fields=(WHICH, Field("positief", "Is de verstrekking rechtmatig?", "yesno"), Field("toelichting", "Waarom?", "area")),
)
GIVE = Form(
    act="resultaat_verstrekken",
    title="Resultaat verstrekken",
    fields=(WHICH, Field("geheimhouding", "Ik wees de ontvanger op de geheimhouding.", "tick")),
    consequence="Dit kunt u niet terugdraaien. Over een jaar vraagt het systeem wat ermee is gedaan.",
)
HEAR = Form(
    act="resultaat_terugkoppelen",
    title="Terugkoppeling vastleggen",
    fields=(
        Field("resultaat", "Welk resultaat?", "choice", options=chosen(given=True)),
        Field("bruikbaar", "Hoe bruikbaar was het?", "area"),
        Field("gebruikt", "Is er iets mee gedaan?", "yesno"),
        Field("waarom_niet", "Zo nee: waarom niet?", "area", optional=True),
    ),
)
INFORM = Form(
    act="ontvanger_inlichten",
    title="Ontvanger inlichten",
    intro="Onder dit resultaat is een gegeven verbeterd of teruggenomen. Meld de ontvanger wat er is veranderd.",
    fields=(Field("resultaat", "Welk resultaat?", "choice", options=changed),),
    consequence="U legt vast dat u de ontvanger vandaag hebt ingelicht.",
)
INQUIRE = Form(
    act="bekendheid_vragen",
    title="Bekendheid vragen aan een ander verband",
    intro="U vraagt alleen of iemand daar bekend is. Wat u al weet, gaat niet mee.",
    fields=(
        Field("betrokkene", "Over wie?", "choice", options=lambda c: [(str(i), name) for i, name in c["page"].subjects]),
        Field("verband", "Aan welk verband?", help="Bijvoorbeeld Zorg- en Veiligheidshuis Voorbeeldstad."),
        Field("gegevens", "Wat gaat er mee?", "many", options=codes("bekendheidsgegevens")),
        Field("waarom", "Waarom wilt u dit weten?", "area"),
    ),
    consequence="Hierna stelt u de vraag zelf, met precies deze gegevens. Het antwoord legt u later vast.",
)
ANSWER = Form(
    act="bekendheid_vastleggen",
    title="Antwoord over bekendheid vastleggen",
    fields=(
        Field("vraag", "Welke vraag?", "choice", options=open_inquiries),
        Field("bekend", "Is die daar bekend?", "yesno"),
        Field("deelnemers", "Welke deelnemers zijn daar betrokken of waren dat?", optional=True),
        Field("zegt_meer", "Het antwoord zegt meer dan dat.", "tick"),
    ),
)
RESULT_FORMS = (WRITE, DROP, TEST, ASK, REACT, OBJECTION, RAC, GIVE, HEAR, INFORM, INQUIRE, ANSWER)
