"""What a Bibob file holds of people, and what becomes of it after five years (bibob:29)."""

from __future__ import annotations

from openprisma.bibob.models import (
    BureauAdvice,
    BureauNotice,
    BureauRequest,
    Conclusion,
    Counsel,
    Form,
    Found,
    Given,
    Intention,
    Matter,
    Objection,
    Occasion,
    Party,
    Pause,
    PoliceRequest,
    Question,
    Reuse,
    Ruling,
    Tip,
    View,
)
from openprisma.gate.holdings import Goes, Stays, holds, keeps_apart

keeps_apart("bibob", "Van het bestuursorgaan zelf; wie erom vraagt, vraagt het daar (bibob:28).")
READ = ("bibob_inzien",)
RECORD = Stays("Alleen codes en dagen: welke stappen het bestuursorgaan nam, blijft staan.")
holds(Found, "Bibob-bevindingen", found=("text", "person"), shown=READ, destroyed=Goes())
holds(
    Party,
    "Bibob-betrokkenen",
    found=("name", "person"),
    shown=READ,
    destroyed=Goes(),
    lasts="Zo lang als wat over die persoon is gevonden of geadviseerd, en dat is vijf jaar.",
)
holds(
    BureauAdvice, "adviezen van het Bureau", found=("text", "person"), shown=READ, destroyed=Goes()
)
holds(
    Question,
    "vragen aan adviseurs",
    found=("text", "person", "adviser"),
    shown=READ,
    destroyed=Goes(),
)
holds(Counsel, "Bibob-adviezen", found=("text", "person"), shown=READ, destroyed=Goes())
holds(
    PoliceRequest,
    "vragen aan de politie",
    found=("text", "person"),
    shown=READ,
    destroyed=Goes(),
)
holds(
    Occasion,
    "aanleidingen",
    found=("reasons", "person"),
    shown=READ,
    destroyed=Goes(),
)
holds(
    Conclusion,
    "gevaarsconclusies",
    found=("reasons", "person"),
    shown=READ,
    destroyed=Goes(),
)
holds(
    Intention,
    "voornemens",
    found=("reasons", "person"),
    shown=READ,
    destroyed=Goes(),
)
holds(View, "zienswijzen", found=("text", "person"), shown=READ, destroyed=Goes())
holds(
    Ruling,
    "Bibob-besluiten",
    found=("reasons", "proportion", "person"),
    shown=READ,
    destroyed=Goes(),
)
holds(Matter, "Bibob-zaken", found=("person",), shown=READ, destroyed=RECORD)
holds(Tip, "tips", found=("person",), shown=READ, destroyed=RECORD)
holds(Form, "Bibob-formulieren", found=("version", "person"), shown=READ, destroyed=Goes())
holds(BureauRequest, "adviesaanvragen", found=("person",), shown=READ, destroyed=RECORD)
holds(Pause, "vragen van het Bureau", found=("person",), shown=READ, destroyed=RECORD)
holds(BureauNotice, "meldingen aan het Bureau", found=("person",), shown=READ, destroyed=RECORD)
holds(Objection, "bezwaren", found=("person",), shown=READ, destroyed=RECORD)
holds(Reuse, "hergebruik", found=("reference", "person"), shown=READ, destroyed=Goes())
holds(
    Given,
    "tellingen van adviezen",
    found=("of",),
    shown=("bibob_cijfers_inzien",),
    destroyed=Stays("Wat geteld is, noemt een dossier en geen persoon."),
    lasts="Wat geteld is, noemt een dossier en geen persoon.",
)
