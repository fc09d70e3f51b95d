"""A reminder that an answer is due: a number, and nothing else."""

from __future__ import annotations

from procrastinate.contrib.django import app

from openprisma.files.jobs import as_system
from openprisma.files.mailing import post
from openprisma.files.tasks import LATER
from openprisma.gate.perform import perform
from openprisma.kernel.days import SEVEN, at_seven
from openprisma.partners.queries import Counted

WANTING = ("dagelijks", "meteen")


@app.periodic(cron=f"5 {SEVEN} * * 1-5")
@app.task(name="remind", pass_context=False, retry=LATER)
def remind(timestamp: int = 0) -> int:
    """From Monday to Friday at five past seven here, in summer and in winter: tell everybody who
    wants mail how many questions of others wait for an answer that is due soon or late. Gives how
    many mails. Source: huisregels:6.1."""
    if timestamp and not at_seven(timestamp):
        return 0
    with as_system() as by:
        counted: Counted = perform(by, "vragen_tellen")
    told = counted.wanting(*WANTING)
    letters = {
        person: (one.address, _sentence(one.number, one.late)) for person, one in told.items()
    }
    return post("mail_vragen", f"remind {timestamp}", letters)


def _sentence(number: int, late: int) -> str:
    """What the reminder says, and no more."""
    asked = (
        "Op 1 vraag wacht nog uw antwoord."
        if number == 1
        else f"Op {number} vragen wacht nog uw antwoord."
    )
    told = f" Voor minstens {late} daarvan is de dag voorbij." if late else ""
    inside = "Log in om te zien wat. In deze mail staat met opzet niets over de inhoud."
    return f"{asked}{told}\n\n{inside}\n"
