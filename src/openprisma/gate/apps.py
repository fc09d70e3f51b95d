"""The Django app `gate`: reads all facts and acts at start, and registers the start-up checks."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.module_loading import autodiscover_modules

from openprisma.gate import checks


class GateConfig(AppConfig):
    """The gate; the lowest module with tables."""

    name = "openprisma.gate"
    label = "gate"

    def ready(self) -> None:
        """Every module's `facts`, `port`, `actions` and `queries` announce themselves by being read."""
        autodiscover_modules("facts", "port", "actions", "queries")
        register(checks.every_model_has_a_class, Tags.models)
        register(checks.law_and_code_fit, Tags.compatibility)
        register(checks.catalogue_has_no_way_round, Tags.database)  # type: ignore[call-overload]
