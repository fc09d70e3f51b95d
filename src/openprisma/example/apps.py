"""The Django app `example`."""

from django.apps import AppConfig


class ExampleConfig(AppConfig):
    """The module `example`; the gate reads its facts and acts at start."""

    name = "openprisma.example"
    label = "example"
