"""The Django app `reports`; it has no table."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The module `reports`; the gate reads its acts at start."""

    name = "openprisma.reports"
    label = "reports"
