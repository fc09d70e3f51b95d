"""The addresses of the pages of money."""

from __future__ import annotations

from openprisma.web.finance.pages import (
    CORRECT,
    LAY_DOWN,
    READ_IN,
    WITHDRAW,
    finance,
    finance_correct,
    finance_line,
    finance_read_in,
    finance_sheet,
    finance_template,
    finance_withdraw,
)
from openprisma.web.routing import page

_READS = "financien_inzien"
urlpatterns = [
    page("financien", finance, act=_READS),
    page("financien/tabel.xlsx", finance_sheet, act=_READS),
    page("financien/regels.xlsx", finance_template, act=_READS),
    page("financien/inlezen", finance_read_in, act=READ_IN.act),
    page("financien/regel", finance_line, act=LAY_DOWN.act),
    page("financien/verbeteren", finance_correct, act=CORRECT.act),
    page("financien/intrekken", finance_withdraw, act=WITHDRAW.act),
]
