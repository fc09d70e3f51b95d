"""The Django app `interventions`."""

from django.apps import AppConfig


class InterventionsConfig(AppConfig):
    """The module `interventions`; the gate reads its facts and acts at start."""

    name = "openprisma.interventions"
    label = "interventions"
