"""The Django app `retention`."""

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    """The module `retention`; the gate reads its facts and acts at start."""

    name = "openprisma.retention"
    label = "retention"
