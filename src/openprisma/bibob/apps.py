"""The Django app `bibob`."""

from django.apps import AppConfig


class BibobConfig(AppConfig):
    """The module `bibob`; the gate reads its facts and acts at start."""

    name = "openprisma.bibob"
    label = "bibob"
