"""The Django app `activities`."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    """The module `activities`; the gate reads its facts and acts at start."""

    name = "openprisma.activities"
    label = "activities"
