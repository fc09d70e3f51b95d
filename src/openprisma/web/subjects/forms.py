"""What naming the people and things of a file asks of people."""

from __future__ import annotations

from typing import Any

from openprisma.web.choices import subjects
from openprisma.web.forms import Options
from openprisma.web.questions import Made, form_of


def named(context: Any) -> Options:
    """Who is named in the signal."""
    return [(str(one.id), one.name) for one in context["page"].subjects]


NAME = form_of("subject_noemen")
LEAVE_OUT = form_of("subject_weglaten", subject=Made(options=named))
OF_A_SIGNAL = (NAME, LEAVE_OUT)
ADD = form_of("betrokkene_toevoegen")
PROPOSE = form_of("subject_voorstellen")
FORMS = (ADD, PROPOSE)
SAME = form_of("gelijkheid_beoordelen", een=Made(options=subjects), ander=Made(options=subjects))
OF_THE_ANALYSIS = (SAME,)
