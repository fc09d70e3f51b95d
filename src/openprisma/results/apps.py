"""The Django app `results`."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """The module `results`; the gate reads its facts and acts at start."""

    name = "openprisma.results"
    label = "results"
