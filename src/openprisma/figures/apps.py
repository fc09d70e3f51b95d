"""The Django app `figures`."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """The module `figures`; the gate reads its facts and acts at start."""

    name = "openprisma.figures"
    label = "figures"
