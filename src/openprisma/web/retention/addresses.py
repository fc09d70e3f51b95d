"""Addresses of this room, each with the act it stands for."""

from __future__ import annotations

from openprisma.web.retention.pages import (
    certificate,
    destruction,
    destruction_ods,
    destruction_xlsx,
)
from openprisma.web.routing import page

urlpatterns = [
    page("vernietiging", destruction, act="vernietiging_inzien"),
    page("vernietiging/lijst.ods", destruction_ods, act="vernietiging_inzien"),
    page("vernietiging/lijst.xlsx", destruction_xlsx, act="vernietiging_inzien"),
    page("vernietiging/<uuid:uitvoering>.pdf", certificate, act="vernietiging_inzien"),
]
