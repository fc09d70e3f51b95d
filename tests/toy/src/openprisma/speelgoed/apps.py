"""The Django app `speelgoed`."""

from django.apps import AppConfig


class ToyConfig(AppConfig):
    """The module `speelgoed`; the gate reads its acts at start."""

    name = "openprisma.speelgoed"
    label = "speelgoed"
