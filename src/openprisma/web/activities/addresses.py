"""The addresses of the pages of activities, indicators and the annual report."""

from __future__ import annotations

from openprisma.web.activities.pages import (
    CONTROL,
    CORRECT,
    LAY_DOWN,
    READ_IN,
    WITHDRAW,
    activities,
    activities_read_in,
    activities_sheet,
    activity_control,
    activity_correct,
    activity_new,
    activity_withdraw,
)
from openprisma.web.activities.reports import KINDS, annual, annual_file, indicators
from openprisma.web.routing import page

urlpatterns = [
    page("activiteiten", activities, act="activiteiten_inzien"),
    page("activiteiten/lijst.xlsx", activities_sheet, act="activiteiten_inzien"),
    page("activiteiten/nieuw", activity_new, act=LAY_DOWN.act),
    page("activiteiten/controle", activity_control, act=CONTROL.act),
    page("activiteiten/verbeteren", activity_correct, act=CORRECT.act),
    page("activiteiten/intrekken", activity_withdraw, act=WITHDRAW.act),
    page("activiteiten/inlezen", activities_read_in, act=READ_IN.act),
    page("indicatoren", indicators, act="indicatoren_inzien"),
    page("jaarverslag", annual, act="jaarverslag_inzien"),
    *(
        page(f"jaarverslag/jaarverslag.{form}", annual_file(form), act="jaarverslag_inzien")
        for form in KINDS
    ),
]
