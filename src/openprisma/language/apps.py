"""The Django app `language`."""

from django.apps import AppConfig


class LanguageConfig(AppConfig):
    """The module `language`; the gate reads its facts at start."""

    name = "openprisma.language"
    label = "language"
