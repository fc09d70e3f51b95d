"""What naming the people and things of a file asks of people."""

from __future__ import annotations

from typing import Any

from openprisma.gate.law import lawbook
from openprisma.web.choices import subjects
from openprisma.web.forms import Options
from openprisma.web.questions import Made, form_of


def named(context: Any) -> Options:
    """Who is named in the signal."""
    return [(str(one.id), one.name) for one in context["page"].subjects]


NAME = form_of("subject_noemen")
LEAVE_OUT = form_of("subject_weglaten", subject=Made(options=named))
OF_A_SIGNAL = (NAME, LEAVE_OUT)


def main_subjects(context: Any) -> Options:
    """The main subjects of this file, by name: of whoever reads its information."""
    main = lawbook().vocabulary.lists["subjectrollen"][MAIN]
    return [(str(id_), name) for id_, name, role in context["info"].subjects if role == main]


def numbered_main_subjects(context: Any) -> Options:
    """The same by number, as a table reads them: who proposes need not read names."""
    found = context["page"].about.subjects
    return [(str(o.id), f"{o.nr}. {o.need[:80]}") for o in found if o.role == MAIN]


MAIN = "hoofdsubject"
ADD = form_of("betrokkene_toevoegen", verband_met=Made(options=main_subjects))
PROPOSE = form_of("subject_voorstellen", verband_met=Made(options=numbered_main_subjects))


def of_the_file(context: Any) -> Options:
    """Who is in this file, as whoever reads its information sees them."""
    return [(str(id_), f"{name} ({role})") for id_, name, role in context["info"].subjects]


RIGHT = form_of("betrokkene_verbeteren", betrokkene=Made(options=of_the_file))
TAKE_OUT = form_of("betrokkene_weghalen", betrokkene=Made(options=of_the_file))
FORMS = (ADD, PROPOSE, RIGHT, TAKE_OUT)
SAME = form_of("gelijkheid_beoordelen", een=Made(options=subjects), ander=Made(options=subjects))
OF_THE_ANALYSIS = (SAME,)
