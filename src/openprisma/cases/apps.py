"""The Django app `cases`."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The module `cases`; the gate reads its facts and acts at start."""

    name = "openprisma.cases"
    label = "cases"
