"""The Django app `areascans`."""

from django.apps import AppConfig


class AreaScansConfig(AppConfig):
    """The module `areascans`; the gate reads its facts and acts at start."""

    name = "openprisma.areascans"
    label = "areascans"
