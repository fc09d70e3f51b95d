"""The Django app `bottlenecks`."""

from django.apps import AppConfig


class BottlenecksConfig(AppConfig):
    """The module `bottlenecks`; the gate reads its facts and acts at start."""

    name = "openprisma.bottlenecks"
    label = "bottlenecks"
