"""The addresses of those forms, and of the counts; list, own page and all other forms follow from
the records."""

from __future__ import annotations

from openprisma.web.bibob.forms import FORMS
from openprisma.web.bibob.pages import counts, matter
from openprisma.web.files.act_pages import form_page
from openprisma.web.places import slug
from openprisma.web.routing import page

urlpatterns = [
    page("bibob/cijfers", counts, act="bibob_cijfers_inzien"),
    page("bibob/<uuid:file>", matter, act="bibob_inzien"),
    *(
        page(f"dossier/<uuid:file>/{slug(form.act)}", form_page(form), act=form.act)
        for form in FORMS
    ),
]
