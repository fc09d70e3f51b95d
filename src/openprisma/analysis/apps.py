"""The Django app `analysis`."""

from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    """The module `analysis`; the gate reads its facts and acts at start."""

    name = "openprisma.analysis"
    label = "analysis"
