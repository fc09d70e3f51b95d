"""Its views and their addresses."""

from __future__ import annotations

from openprisma.web.areascans.forms import FORMS
from openprisma.web.areascans.pages import flags, scan, visits
from openprisma.web.areascans.prints import report_print
from openprisma.web.files.act_pages import form_page
from openprisma.web.places import slug
from openprisma.web.routing import page

urlpatterns = [
    page("scans/<uuid:file>", scan, act="dossier_inzien"),
    page("scans/<uuid:file>/vlaggen", flags, act="vlaggen_inzien"),
    page("scans/<uuid:file>/rapport.pdf", report_print, act="dossier_inzien"),
    page("scans/<uuid:file>/bezoeklijst", visits, act="vlaggen_inzien"),
    *(
        page(f"dossier/<uuid:file>/{slug(form.act)}", form_page(form), act=form.act)
        for form in FORMS
    ),
]
