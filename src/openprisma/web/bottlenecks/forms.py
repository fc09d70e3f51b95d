"""What a bottleneck asks of people."""

from __future__ import annotations

from openprisma.web.choices import CATEGORIES, PARTICIPANTS, wanted_categories
from openprisma.web.files.decided import SEEN, about
from openprisma.web.questions import Made, form_of

PROPOSE = form_of("knelpunt_voordragen", categorieen=Made(parts=wanted_categories))
DESIGNATE = form_of(
    "knelpunt_aanwijzen", shows=about, deelnemers=PARTICIPANTS, categorieen=CATEGORIES, gezien=SEEN
)
EVALUATE = form_of("knelpunt_evalueren")
EXTEND = form_of(
    "knelpunt_verlengen", shows=about, deelnemers=PARTICIPANTS, categorieen=CATEGORIES, gezien=SEEN
)
CHANGE = form_of(
    "knelpunt_wijzigen", shows=about, deelnemers=PARTICIPANTS, categorieen=CATEGORIES, gezien=SEEN
)
CLOSE = form_of("knelpunt_sluiten", shows=about, gezien=SEEN)
FORMS = (DESIGNATE, EVALUATE, EXTEND, CHANGE, CLOSE)
