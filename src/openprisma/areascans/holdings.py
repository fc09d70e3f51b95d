"""What this module holds of people: objects with what a rule found of them, which can lead to who
lives or works there, and who laid things down."""

from __future__ import annotations

from openprisma.areascans.models import (
    CommitteeAdvice,
    Effect,
    Flag,
    FlagVerdict,
    FollowUp,
    Intake,
    Load,
    Report,
    ReportCheck,
    Scan,
    Scope,
)
from openprisma.gate.holdings import Goes, Stays, holds

READ, FLAGS = ("dossier_inzien",), ("vlaggen_inzien",)
NOBODY = Stays("De tafel leest dit en ziet geen namen; het is waarom en hoe er werd gekeken.")
holds(
    FollowUp,
    "opvolging van vlaggen",
    found=("text", "result", "person"),
    shown=FLAGS,
    corrected=("opvolging_bijwerken",),
    destroyed=Goes(),
)
holds(
    FlagVerdict,
    "oordelen over vlaggen",
    found=("reasons", "innocent", "person"),
    shown=FLAGS,
    corrected=("vlag_duiden",),
    destroyed=Goes(),
)
holds(
    Flag,
    "vlaggen",
    found=("unit", "inputs", "says", "person"),
    shown=FLAGS,
    corrected=("vlag_duiden",),
    destroyed=Goes(),
)
holds(Load, "ingebrachte uitkomsten", found=("person",), shown=FLAGS, destroyed=NOBODY)
holds(Scan, "aanvragen van scans", found=("proposed_by",), shown=READ, destroyed=NOBODY)
holds(Intake, "intakes van scans", found=("person",), shown=READ, destroyed=NOBODY)
holds(
    Scope,
    "afbakeningen van scans",
    found=("person",),
    shown=READ,
    corrected=("scan_afbakenen",),
    destroyed=NOBODY,
)
holds(
    CommitteeAdvice,
    "adviezen van de RAC over scans",
    found=("person",),
    shown=READ,
    destroyed=NOBODY,
)
holds(
    Report,
    "rapporten van scans",
    found=("person",),
    shown=READ,
    corrected=("scan_rapport_schrijven",),
    destroyed=NOBODY,
)
holds(
    ReportCheck,
    "oordelen over rapporten",
    found=("person",),
    shown=READ,
    corrected=("scan_rapport_nakijken",),
    destroyed=NOBODY,
)
holds(Effect, "effecten van scans", found=("person",), shown=READ, destroyed=NOBODY)
