"""What a bottleneck asks of people."""

from __future__ import annotations

from openprisma.web.choices import CATEGORIES, PARTICIPANTS, wanted_categories
from openprisma.web.questions import Made, form_of

PROPOSE = form_of("knelpunt_voordragen", categorieen=Made(parts=wanted_categories))
DESIGNATE = form_of("knelpunt_aanwijzen", deelnemers=PARTICIPANTS, categorieen=CATEGORIES)
EVALUATE = form_of("knelpunt_evalueren")
EXTEND = form_of("knelpunt_verlengen", deelnemers=PARTICIPANTS, categorieen=CATEGORIES)
CHANGE = form_of("knelpunt_wijzigen", deelnemers=PARTICIPANTS, categorieen=CATEGORIES)
CLOSE = form_of("knelpunt_sluiten")
FORMS = (DESIGNATE, EVALUATE, EXTEND, CHANGE, CLOSE)
