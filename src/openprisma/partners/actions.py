"""Acts on accounts and access. An administrator can replace a second factor; only an authoriser
restores access."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from django.db import connection
from django_otp.plugins.otp_totp.models import TOTPDevice
from pydantic import Field

from openprisma.gate import ledger
from openprisma.gate.acts import act
from openprisma.gate.declared import Ref, Secret
from openprisma.gate.lists import MailChoice
from openprisma.gate.run import Run
from openprisma.gate.writes import changes
from openprisma.kernel.errors import BadInput
from openprisma.partners.entry import LONGEST_PASSWORD, minutes
from openprisma.partners.models import Account, Clearance, Person
from openprisma.partners.passwords import easily_guessed, kept, proof

OneColleague = Annotated[UUID, Ref(Person, then="Kies een medewerker uit de lijst.", anywhere=True)]
Current = Annotated[str, Field(max_length=LONGEST_PASSWORD), Secret()]
Password = Annotated[str, Field(min_length=12, max_length=LONGEST_PASSWORD), Secret()]


@act("wachtwoord_wijzigen")
def change_password(run: Run, *, huidig: Current, nieuw: Password) -> None:
    """Change one's own password. Everything one had open ends, this as well: one logs in again.
    Source: huisregels:2.1."""
    recipe = _ask("select fence.own_recipe()")
    if recipe is None:
        raise BadInput(
            "U hebt hier geen wachtwoord.", remedy="Vraag uw functioneel beheerder om een account."
        )
    if not nieuw.isprintable():
        raise BadInput(
            "In dit wachtwoord staan onzichtbare tekens.",
            fields={"nieuw": "Gebruik alleen tekens die u ziet."},
        )
    if easily_guessed(nieuw, (run.actor.name, run.actor.participant, huidig)):
        raise BadInput("Dit wachtwoord is te makkelijk te raden.", fields={"nieuw": EASY})
    if wait := int(ledger.call("prove", run.line, proof(huidig, recipe))):
        braked = (
            f"U vulde te vaak een verkeerd wachtwoord in. Probeer het over {minutes(wait)} opnieuw."
        )
        raise BadInput(braked, fields={"huidig": braked})
    if not _ask("select fence.change_password(%s)", kept(nieuw)):
        raise BadInput(
            "Het huidige wachtwoord klopt niet.", fields={"huidig": "Vul uw huidige wachtwoord in."}
        )


EASY = (
    "Dit is te makkelijk te raden. "
    "Kies drie of vier woorden die niets met elkaar en niets met u te maken hebben, "
    "of laat een wachtwoordkluis er een maken."
)


@act("mail_instellen")
def choose_mail(run: Run, *, mail: MailChoice) -> None:
    """Say when one wants to hear that something waits. Source: huisregels:6.2."""
    _ask("select fence.choose_mail(%s)", mail)


@dataclass(frozen=True)
class NewKey:
    """The address that holds the new key of a second factor: shown once."""

    link: str


@act(
    "tweede_factor_vervangen",
    writes=(changes(Clearance, of_others=("person",), only={"confirmed": (False,)}),),
)
def replace_factor(run: Run, *, medewerker: OneColleague) -> NewKey:
    """Replace a lost second factor; what the person had open ends, and access to files waits for
    the authoriser. Gives the new key. Source: huisregels:2.2."""
    Clearance.objects.filter(pk=medewerker).update(confirmed=False, receipt=run.line)
    key = _ask("select fence.replace_factor(%s)", medewerker)
    if key is None:
        raise BadInput(
            "Deze keuze bestaat niet.", fields={"medewerker": "Kies een medewerker uit de lijst."}
        )
    name = Person.objects.values_list("name", flat=True).get(pk=medewerker)
    return NewKey(str(TOTPDevice(user=Account(email=name), key=key).config_url))


@act(
    "toegang_bevestigen",
    writes=(changes(Clearance, of_others=("person",), only={"confirmed": (True,)}),),
)
def confirm_access(run: Run, *, medewerker: OneColleague) -> None:
    """Confirm a colleague's access after a replaced second factor. Source: wgs:1.8.2,
    huisregels:3."""
    Clearance.objects.filter(pk=medewerker).update(confirmed=True, receipt=run.line)


def _ask(query: str, *arguments: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(query, arguments)
        return cursor.fetchone()[0]
