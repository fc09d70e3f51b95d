"""What the analysis asks of people."""

from __future__ import annotations

from typing import Any

from openprisma.web.forms import Field, Form, Options
from openprisma.web.signals.forms import codes


def sources(context: Any) -> Options:
    """The data of the file that this reader sees."""
    return [(str(id_), text) for id_, text in context["page"].data]


def subjects(context: Any) -> Options:
    """Who and what the file is about, as far as this reader sees it."""
    return [(str(id_), name) for id_, name, _, _ in context["page"].subjects]


FINDING = Form(
    act="bevinding_vastleggen",
    title="Bevinding vastleggen",
    intro="Eén uitspraak per keer, met de gegevens waaruit zij blijkt. Spreken gegevens elkaar tegen? Kies ze allebei, en "
    "schrijf op welk klopt en waarom.",
    fields=(
        Field("onderdeel", "Waarover gaat het?", "choice", options=codes("analyseonderdelen")),
        Field("uitspraak", "Wat is de bevinding?", "area"),
        Field("gegevens", "Waaruit blijkt dat?", "many", options=sources),
        Field("betrouwbaarheid", "Hoe betrouwbaar zijn die bronnen?", "choice", options=codes("betrouwbaarheden")),
        Field("geloofwaardigheid", "Hoe geloofwaardig is de bevinding?", "choice", options=codes("betrouwbaarheden")),
    ),
    consequence="Wie al deze gegevens mag lezen, leest hierna ook de bevinding. Anderen niet.",
)
DROP_FINDING = Form(
    act="bevinding_verwijderen",
    title="Bevinding verwijderen",
    fields=(
        Field("bevinding", "Welke bevinding?", "choice", options=lambda c: [(str(o.id), o.text[:80]) for o in c["page"].claims]),
    ),
    consequence="De bevinding is daarna weg, voor iedereen. De gegevens eronder blijven.",
)
TIE = Form(
    act="verband_leggen",
    title="Verband leggen",
    intro="U legt zelf een verband, binnen dit dossier. Het systeem zoekt niet naar verbanden.",
    fields=(
        Field("een", "Wie of wat?", "choice", options=subjects),
        Field("soort", "Welk verband?", "choice", options=codes("verbandsoorten")),
        Field("ander", "Met wie of wat?", "choice", options=subjects),
        Field("gegevens", "Waaruit blijkt dat?", "many", options=sources),
        Field("sinds", "Sinds wanneer?", "date", optional=True),
        Field("bedrag", "Bij een geldstroom: hoeveel euro?", help="Bijvoorbeeld 12000.50", optional=True),
    ),
    consequence="Wie al deze gegevens mag lezen, ziet hierna ook het verband. Anderen niet.",
)
UNTIE = Form(
    act="verband_weghalen",
    title="Verband weghalen",
    fields=(
        Field(
            "verband",
            "Welk verband?",
            "choice",
            options=lambda c: [(str(o.id), f"{o.names[0]}, {o.names[1]}") for o in c["page"].links],
        ),
    ),
    consequence="Het verband is daarna weg, voor iedereen. De gegevens eronder blijven.",
)
UNKNOWN = Form(
    act="onbekend_vastleggen",
    title="Nog niet bekend",
    fields=(Field("vraag", "Wat weet nog niemand?", "area"),),
)
ANSWERED = Form(
    act="onbekend_weghalen",
    title="Vraag is beantwoord",
    fields=(Field("vraag", "Welke vraag?", "choice", options=lambda c: [(str(i), text[:80]) for i, text in c["page"].unknown]),),
    consequence="De vraag is daarna weg. Leg het antwoord vast als bevinding, met de gegevens eronder.",
)
SAME = Form(
    act="gelijkheid_beoordelen",
    title="Zijn deze twee dezelfde?",
    intro="U beoordeelt dit zelf. Uw antwoord wordt onthouden; u kunt het later anders zeggen.",
    fields=(
        Field("een", "De een", "choice", options=subjects),
        Field("ander", "De ander", "choice", options=subjects),
        Field("antwoord", "Uw antwoord", "choice", options=codes("gelijkheden")),
        Field("reden", "Waarom?", "area"),
    ),
    consequence="Er wordt niets samengevoegd. Iedereen die hier leest, ziet uw antwoord en uw reden.",
)
ANALYSIS_FORMS = (FINDING, DROP_FINDING, TIE, UNTIE, UNKNOWN, ANSWERED, SAME)
