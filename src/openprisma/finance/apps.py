"""The Django app `finance`."""

from django.apps import AppConfig


class FinanceConfig(AppConfig):
    """The module `finance`; the gate reads its facts and acts at start."""

    name = "openprisma.finance"
    label = "finance"
