"""The settings of the house, with the toy as if it stood in `src`: one more installed app."""

from pathlib import Path

import openprisma
import openprisma.web

_TOY = Path(__file__).parent / "src" / "openprisma"
openprisma.__path__.append(str(_TOY))
openprisma.web.__path__.append(str(_TOY / "web"))

from openprisma.project.settings import *  # noqa: E402, F403
from openprisma.project.settings import INSTALLED_APPS as OTHERS  # noqa: E402

INSTALLED_APPS = [*OTHERS, "openprisma.speelgoed"]
