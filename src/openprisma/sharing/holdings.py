"""What this module holds of people: what participants deliver, ask and answer about them."""

from __future__ import annotations

from openprisma.gate.holdings import Stays, holds
from openprisma.sharing.models import (
    Batch,
    Confirmation,
    Delivery,
    Document,
    Reply,
    Request,
    Retention,
    Statement,
)

READ = ("gegevens_inzien", "gegevens_nalezen")
TERM = Stays(
    "Komt pas na een besluit in een dossier, en dat wordt niet meer afgewezen; na de termijn van "
    "een rij geeft de database haar niet meer (wgs:1.8.7), en vernietigt het systeem haar."
)
# Kept for a ground that somebody looked at in time (wgs:1.8.7): a lapsed one keeps nothing.
KEPT = (
    "exists (select from sharing_retention r where r.statement_id = {of} and r.review_on > {day})"
)
holds(
    Confirmation,
    "bevestigingen",
    found=("statement", "person"),
    shown=READ,
    destroyed=TERM,
    goes_with="statement",
)
holds(
    Document,
    "documenten",
    found=("statement", "content", "person"),
    unread=("content",),
    shown=("document_inzien",),
    corrected=("gegeven_verbeteren", "gegeven_intrekken", "intrekking_vastleggen"),
    destroyed=TERM,
    goes_with="statement",
    unless=KEPT.replace("{of}", "{t}.statement_id"),
)
holds(
    Retention,
    "bewaringen",
    found=("statement", "reason", "person"),
    shown=READ,
    corrected=("bewaren_herzien", "bewaren_beeindigen"),
    destroyed=TERM,
    lasts="Zegt waarom een gegeven langer blijft, en staat er zo lang als dat gegeven te lezen is.",
    goes_with="statement",
)
holds(
    Statement,
    "gegevens",
    found=("subject", "text", "necessity", "person"),
    shown=READ,
    corrected=("fout_melden", "gegeven_verbeteren", "gegeven_intrekken", "intrekking_vastleggen"),
    destroyed=TERM,
    unless=KEPT.replace("{of}", "{t}.id"),
)
holds(
    Batch,
    "leveringen",
    found=("rows", "person"),
    shown=("leveringen_inzien",),
    corrected=("levering_weghalen",),
    destroyed=TERM,
)
holds(
    Delivery,
    "verstrekte leveringen",
    found=("person",),
    shown=("leveringen_inzien",),
    corrected=("levering_terugnemen",),
    destroyed=TERM,
)
holds(
    Reply,
    "antwoorden op vragen",
    found=("reasons", "person"),
    shown=READ,
    destroyed=TERM,
    goes_with="request",
)
holds(
    Request,
    "vragen aan deelnemers",
    found=("subject", "question", "person"),
    shown=READ,
    destroyed=TERM,
    goes_with="subject",
)
