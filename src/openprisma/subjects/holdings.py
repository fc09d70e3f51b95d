"""What this module holds of people: who and what a file is about."""

from __future__ import annotations

from openprisma.gate.holdings import Goes, holds
from openprisma.subjects.models import Admission, Sameness, Subject

holds(
    Admission,
    "toelatingen",
    found=("subject", "need", "person"),
    shown=("dossier_inzien",),
    corrected=("casus_subjecten",),
    destroyed=Goes(),
)
holds(
    Sameness,
    "oordelen over gelijkheid",
    found=("one", "other", "reasons", "person"),
    shown=("analyse_inzien",),
    corrected=("gelijkheid_beoordelen",),
    destroyed=Goes(),
)
holds(
    Subject,
    "betrokkenen",
    found=("name", "identifier", "link", "linked"),
    shown=("signaal_inzien", "gegevens_inzien"),
    corrected=("subject_weglaten", "betrokkene_verbeteren", "betrokkene_weghalen"),
    destroyed=Goes(),
    lasts="Vijf jaar, en daarna zo lang als een later gegeven over die persoon (fence.removed).",
    # the same as `fence.removed`; and a datum that is kept for a ground is about somebody
    ends="{t}.known_on + fence.kept_for('bewaren') <= {day} and not exists (select "
    "from sharing_statement d where d.subject_id = {t}.id and (d.keep_until > {day} or exists ("
    "select from sharing_retention k where k.statement_id = d.id and k.review_on > {day})))",
)
