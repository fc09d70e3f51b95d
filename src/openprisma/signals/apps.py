"""The Django app `signals`."""

from django.apps import AppConfig


class SignalsConfig(AppConfig):
    """The module `signals`; the gate reads its facts and acts at start."""

    name = "openprisma.signals"
    label = "signals"
