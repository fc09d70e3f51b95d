"""Acts on accounts and access. An administrator can replace a second factor; only an authoriser restores access."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django_otp.plugins.otp_totp.models import TOTPDevice
from pydantic import Field

from openprisma.gate.acts import act
from openprisma.gate.declared import Secret
from openprisma.gate.lists import MailChoice
from openprisma.gate.run import Run
from openprisma.kernel.errors import BadInput
from openprisma.partners.models import Account, Clearance

Password = Annotated[str, Field(min_length=12, max_length=200), Secret()]


@act("wachtwoord_wijzigen")
def change_password(run: Run, *, huidig: Annotated[str, Secret()], nieuw: Password) -> None:
    """Change one's own password. Source: huisregels:2.1."""
    account = Account.objects.get(person=run.actor.person)
    if not check_password(huidig, account.password):
        raise BadInput("Het huidige wachtwoord klopt niet.", fields={"huidig": "Vul uw huidige wachtwoord in."})
    Account.objects.filter(pk=account.pk).update(password=make_password(nieuw))


@act("mail_instellen")
def choose_mail(run: Run, *, mail: MailChoice) -> None:
    """Say when one wants to hear that something waits. Source: huisregels:6.2."""
    Account.objects.filter(person=run.actor.person).update(mail=mail)


@act("tweede_factor_vervangen")
def replace_factor(run: Run, *, medewerker: UUID) -> str:
    """Replace a lost second factor; access to files waits for the authoriser. Gives the new key. Source: huisregels:2.2."""
    account = Account.objects.filter(person=medewerker).first()
    if account is None:
        raise BadInput("Deze keuze bestaat niet.", fields={"medewerker": "Kies een medewerker uit de lijst."})
    TOTPDevice.objects.filter(user=account).delete()
    device = TOTPDevice.objects.create(user=account, name="app", confirmed=True)
    Clearance.objects.filter(pk=medewerker).update(confirmed=False, receipt=run.line)
    return str(device.config_url)


@act("toegang_bevestigen")
def confirm_access(run: Run, *, medewerker: UUID) -> None:
    """Confirm a colleague's access after a replaced second factor. Source: wgs:1.8.2, huisregels:3."""
    Clearance.objects.filter(pk=medewerker).update(confirmed=True, receipt=run.line)
