"""Colleagues, and one's own account."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openprisma.gate.clock import today
from openprisma.gate.law import lawbook
from openprisma.gate.perform import perform, visit
from openprisma.partners.actions import NewKey
from openprisma.partners.queries import colleagues, my_mail
from openprisma.web.confirmed import redirect
from openprisma.web.files.act_pages import plain_form
from openprisma.web.forms import asks
from openprisma.web.questions import Made, form_of

PASSWORD = form_of("wachtwoord_wijzigen")
MAIL = form_of(
    "mail_instellen",
    mail=Made(
        options=lambda _: list(lawbook().vocabulary.lists["mailkeuzes"].items()),
        value=lambda c: c["mail"],
    ),
)


def people(request: HttpRequest) -> HttpResponse:
    """Who works here: name, organ, functions (bgs:2.15, row 18)."""
    with visit(request.by) as actor:  # type: ignore[attr-defined]
        everyone = colleagues(today())
    return render(request, "people/people.html", {"people": everyone, "own": actor.participant})


def replace_factor(request: HttpRequest, medewerker: UUID) -> HttpResponse:
    """Replace a lost second factor; access then waits for the authoriser."""
    made: NewKey = perform(
        request.by,  # type: ignore[attr-defined]
        "tweede_factor_vervangen",
        medewerker=medewerker,
    )
    return render(request, "people/factor.html", {"link": made.link})


def confirm_access(request: HttpRequest, medewerker: UUID) -> HttpResponse:
    """Confirm a colleague's access."""
    perform(request.by, "toegang_bevestigen", medewerker=medewerker)  # type: ignore[attr-defined]
    return redirect("/mensen", "toegang_bevestigen")


@asks(PASSWORD)
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password."""
    return plain_form(request, PASSWORD, {}, back="/", then=lambda _: _out(request))


def _out(request: HttpRequest) -> str:
    """Where to go when all one's passes ended, this one too."""
    request.session.flush()
    return "/inloggen?gewijzigd"


@asks(MAIL)
def mail(request: HttpRequest) -> HttpResponse:
    """Say when one wants mail."""
    with visit(request.by):  # type: ignore[attr-defined]
        chosen = my_mail()
    return plain_form(
        request, MAIL, {"mail": chosen}, back="/mensen", then=lambda _: "/", says=True
    )
