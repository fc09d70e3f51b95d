"""What is asked about an application before the decision: DPIA, test report, advice."""

from __future__ import annotations

from typing import Any

from openprisma.gate.law import lawbook
from openprisma.web.forms import Field
from openprisma.web.questions import Made, form_of


def checks() -> tuple[Field, ...]:
    """The nine points of the test report."""
    points = lawbook().vocabulary.lists["toetspunten"]
    return tuple(
        Field(f"toetsen.{code}", text[0].upper() + text[1:], "yesno")
        for code, text in points.items()
    )


def next_step(context: Any) -> str:
    """The first step of the assessment that was not taken."""
    taken = {one.kind for one in context["page"].about.reviews}
    steps = lawbook().vocabulary.lists["dpia_stappen"]
    return next((step for step in steps if step not in taken), "")


DPIA = form_of("dpia_bijwerken", stap=Made(value=next_step))
CFG = form_of("cfg_adviseren")
RAC = form_of("rac_vastleggen")
TEST = form_of("toetsrapport_vastleggen", toetsen=Made(parts=checks))
FORMS = (DPIA, CFG, RAC, TEST)
