"""What a bottleneck asks of people."""

from __future__ import annotations

from openprisma.web.choices import RECORDED, wanted_categories
from openprisma.web.files.decided import SEEN, about
from openprisma.web.questions import Made, form_of

PROPOSE = form_of("knelpunt_voordragen", categorieen=Made(parts=wanted_categories))
DESIGNATE = form_of("knelpunt_aanwijzen", shows=about, gezien=SEEN, beside=RECORDED)
EVALUATE = form_of("knelpunt_evalueren")
EXTEND = form_of("knelpunt_verlengen", shows=about, gezien=SEEN, beside=RECORDED)
CHANGE = form_of("knelpunt_wijzigen", shows=about, gezien=SEEN, beside=RECORDED)
CLOSE = form_of("knelpunt_sluiten", shows=about, gezien=SEEN, motivering=RECORDED["motivering"])
FORMS = (DESIGNATE, EVALUATE, EXTEND, CHANGE, CLOSE)
