"""The page of the Voorbeeldwet, and its address: a room of the web may bring along its own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from openprisma.web.files.act_pages import plain_form
from openprisma.web.forms import asks
from openprisma.web.questions import form_of
from openprisma.web.routing import page

POST = form_of("post_versturen")


@asks(POST)
def send_letter(request: HttpRequest) -> HttpResponse:
    """The one act of the Voorbeeldwet."""
    return plain_form(request, POST, {}, back="/", then=lambda _: "/voorbeeldwet", says=True)


urlpatterns = [page("voorbeeldwet", send_letter, act=POST.act)]
