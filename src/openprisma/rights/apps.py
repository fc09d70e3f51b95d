"""The Django app `rights`."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    """The module `rights`; the gate reads its facts and acts at start."""

    name = "openprisma.rights"
    label = "rights"
