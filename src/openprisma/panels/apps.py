"""The Django app `panels`."""

from django.apps import AppConfig


class PanelsConfig(AppConfig):
    """The module `panels`; the gate reads its facts and acts at start."""

    name = "openprisma.panels"
    label = "panels"
