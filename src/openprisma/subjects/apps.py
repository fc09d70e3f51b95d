"""The Django app `subjects`."""

from django.apps import AppConfig


class SubjectsConfig(AppConfig):
    """The module `subjects`; the gate reads its facts and acts at start."""

    name = "openprisma.subjects"
    label = "subjects"
