"""What a file holds by itself: who works on it, and why."""

from __future__ import annotations

from openprisma.files.models import (
    Assignment,
    Deviation,
    Erasure,
    File,
    Hold,
    Involvement,
    Judgement,
    Permission,
    PhaseNeed,
    PhaseVerdict,
    Reminder,
    Step,
    WordNote,
)
from openprisma.gate.holdings import Clears, Goes, Stays, holds

READ = ("dossier_inzien", "signaal_inzien", "vergadering_inzien")
ACCOUNT = Stays("Wie wanneer waarbij kon, is de verantwoording (wgs:1.8.5).")
# An exception to a term that is no exception of the statute: such a text holds nobody (bgs:1.9).
WHY = "Waarom iemand zo besliste, is de verantwoording; de tekst noemt niemand (bgs:1.9)."
RECORD = Stays("Dat het dossier er was, welke stappen het nam en wat eruit ging, blijft staan.")
holds(
    Judgement,
    "motiveringen",
    found=("person", "reasons"),
    shown=READ,
    corrected=("noodzaak_beoordelen",),
    destroyed=Clears(("reasons",)),
    lasts=WHY,
)
holds(
    Hold,
    "redenen van aanhouden",
    found=("person", "reason"),
    shown=READ,
    corrected=("aanhouding_opheffen",),
    destroyed=Clears(("reason",)),
    lasts=WHY,
)
holds(
    PhaseNeed,
    "noodzaak van fasen",
    found=("person", "reasons"),
    shown=READ,
    corrected=("noodzaak_vastleggen",),
    destroyed=Clears(("reasons",)),
    lasts=WHY,
)
holds(
    PhaseVerdict,
    "oordelen over fasen",
    found=("person", "reasons"),
    shown=READ,
    corrected=("fase_beoordelen",),
    destroyed=Clears(("reasons",)),
    lasts=WHY,
)
holds(
    Deviation,
    "afwijkingen van de RAC",
    found=("person", "reasons"),
    shown=READ,
    corrected=("rac_afwijken",),
    destroyed=Clears(("reasons",)),
    lasts=WHY,
)
holds(
    WordNote,
    "woorden",
    found=("words", "reason", "decision", "person", "decided_by"),
    shown=("uitzonderingen_inzien", "signaal_inzien"),
    corrected=("uitzondering_beoordelen",),
    destroyed=Goes(),
)
holds(
    Assignment,
    "toegang",
    found=("person",),
    shown=READ,
    corrected=("medewerker_afmelden",),
    destroyed=ACCOUNT,
)
holds(Involvement, "betrokken deelnemers", shown=READ, destroyed=ACCOUNT)
holds(Permission, "geopende categorieën", shown=READ, destroyed=ACCOUNT)
holds(
    Reminder,
    "herinneringen",
    found=("person",),
    shown=READ,
    destroyed=Goes(),
)
holds(Step, "stappen", shown=READ, destroyed=RECORD)
holds(Erasure, "vernietigingen", shown=READ, destroyed=RECORD)
holds(
    File,
    "dossiers",
    found=("title",),
    shown=READ,
    destroyed=Stays("Wat blijft, noemt niemand: de titel wordt vervangen (files/port.py)."),
    lasts="Hieraan herkent men het dossier; de titel noemt niemand (bgs:1.9).",
)
