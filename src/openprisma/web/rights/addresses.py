"""Its views and their addresses."""

from __future__ import annotations

from openprisma.web.files.act_pages import form_page
from openprisma.web.places import slug
from openprisma.web.rights.forms import FORMS
from openprisma.web.rights.pages import contact, hits, letter, letter_file
from openprisma.web.routing import page

_PUBLIC = "what the website must say to everybody (bgs:1.1.3): no file, no person"
urlpatterns = [
    page("contactpunt", contact, without=_PUBLIC, entry=True),
    page("verzoeken/<uuid:file>/treffers", hits, act="treffers_inzien"),
    page("verzoeken/<uuid:file>/brief", letter, act="brief_inzien"),
    page("verzoeken/<uuid:file>/brief.<str:kind>", letter_file, act="brief_inzien"),
    *(
        page(f"dossier/<uuid:file>/{slug(form.act)}", form_page(form), act=form.act)
        for form in FORMS
    ),
]
