"""The web application for a WSGI server. Starts only on a database it may start on, with the law it
was compiled from, and with a secret that somebody chose: processes that each made up their own
would throw out each other's visitors."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openprisma.project.settings")
application = get_wsgi_application()

from openprisma.documents.reading import DESK  # noqa: E402 - after Django is set up
from openprisma.gate.birth import fit_to_start  # noqa: E402
from openprisma.gate.install import same_law, same_schema  # noqa: E402
from openprisma.gate.ledger import settle  # noqa: E402
from openprisma.kernel.errors import Unavailable  # noqa: E402
from openprisma.language.check import warm  # noqa: E402

SHORTEST = 32  # characters of a secret
if len(os.environ.get("OPENPRISMA_SECRET", "")) < SHORTEST:
    raise Unavailable(
        "OPENPRISMA_SECRET ontbreekt of is te kort, dus dit webproces start niet.",
        remedy=f"Zet er in elk webproces hetzelfde in: minstens {SHORTEST} willekeurige tekens, "
        f"die niemand anders kent.",
    )

same_schema()
fit_to_start()
same_law()
settle()
DESK.nursery.warm()  # the first file does not wait for libraries
warm()  # nor the first text for lists
