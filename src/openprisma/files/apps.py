"""The Django app `files`."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """The module `files`; the gate reads its facts and acts at start."""

    name = "openprisma.files"
    label = "files"
