"""The Django app `sharing`."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """The module `sharing`; the gate reads its facts and acts at start."""

    name = "openprisma.sharing"
    label = "sharing"
