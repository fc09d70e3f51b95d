"""The Django app `partners`."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """The module `partners`; the gate reads its facts and acts at start."""

    name = "openprisma.partners"
    label = "partners"
