"""The Django app `web`; it has no tables."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages."""

    name = "openprisma.web"
    label = "web"
