"""The Django app `gate`: reads all facts and acts at start, and registers the start-up checks."""

from importlib import import_module
from pkgutil import iter_modules

from django.apps import AppConfig, apps
from django.core.checks import Tags, register

from openprisma.gate import checks, holdings, initial, lasting, naming, opened, published, seeking
from openprisma.gate.acts import explained_with
from openprisma.gate.lists import Words


class GateConfig(AppConfig):
    """The gate; the lowest module with tables."""

    name = "openprisma.gate"
    label = "gate"

    def ready(self) -> None:
        """Facts, acts and ports announce themselves by being read: every file of every module of
        the domain is."""
        for module in apps.get_app_configs():
            if module.name.startswith("openprisma.") and module.label != "web":
                autodiscover_files(module)
        explained_with(Words)
        register(checks.every_model_has_a_class, Tags.models)
        register(checks.law_and_code_fit, Tags.compatibility)
        register(checks.every_text_is_read, Tags.compatibility)
        register(initial.every_declaration_names_something, Tags.compatibility)
        register(naming.every_number_is_told, Tags.models)
        register(holdings.every_holding_is_told, Tags.compatibility)
        register(seeking.every_table_is_searched, Tags.compatibility)
        register(lasting.every_row_ends, Tags.compatibility)
        register(opened.what_acts_open_is_told, Tags.compatibility)
        register(published.no_view_reaches_a_person, Tags.compatibility)
        register(checks.catalogue_has_no_way_round, Tags.database)  # type: ignore[call-overload]


def autodiscover_files(module: AppConfig) -> None:
    """Read all files of a module, but not its folders: migrations are Django's."""
    for file in iter_modules([module.path]):
        if not file.ispkg:
            import_module(f"{module.name}.{file.name}")
