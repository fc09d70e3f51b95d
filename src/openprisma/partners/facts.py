"""What the law may ask of people and organisations."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from openprisma.gate.codes import supply
from openprisma.gate.facts import fact
from openprisma.gate.law import procedures
from openprisma.gate.run import Run
from openprisma.partners.models import (
    Alliance,
    Clearance,
    FunctionHolder,
    Municipality,
    Outsider,
    Participant,
    Person,
)

# The person acting, as the kernel finds them: p the person, d the designating participant, s the
# clearance.
KERNEL_SOURCE = """public.partners_person p
      left join public.partners_participant d on d.code = p.designated_by_id
      left join public.partners_clearance s on s.person_id = p.id
   where p.id = (who).person"""

# Somebody holds a function on the day asked about, or ever held one.
EVER_HELD = """exists (select from public.partners_functionholder h
    where h.person_id = still_holds.person and h.function = {function}"""
FUNCTION_SOURCE = (
    f"{EVER_HELD} and h.from_day <= still_holds.day and still_holds.day < h.until_day)"
)
EVER_SOURCE = f"{EVER_HELD})"


supply("gemeenten", lambda: set(Municipality.objects.values_list("code", flat=True)))
supply(
    "organisaties",
    lambda: {
        code
        for one in (Participant, Outsider)
        for code in one.objects.values_list("code", flat=True)
    },
)


def actor(run: Run) -> Person:
    """The person acting."""
    person: Person = run.share(
        ("actor", run.actor.person), lambda: Person.objects.get(pk=run.actor.person)
    )
    return person


def clearance(run: Run, person: UUID | None) -> Clearance | None:
    """Screening and confirmation of a person, where the reader may know it."""
    found: Clearance | None = run.share(
        ("clearance", person), lambda: Clearance.objects.filter(pk=person).first()
    )
    return found


def functions(run: Run) -> frozenset[str]:
    """The functions the actor holds today."""
    look = FunctionHolder.objects.filter
    found: frozenset[str] = run.share(
        ("functions", run.actor.person),
        lambda: frozenset(
            look(
                person=run.actor.person, from_day__lte=run.today, until_day__gt=run.today
            ).values_list("function", flat=True)
        ),
    )
    return found


def participants(run: Run) -> dict[str, str]:
    """The participants of today: whose staff each designates, by code."""
    found: dict[str, str] = run.share(
        ("participants", run.today),
        lambda: {
            one.code: one.employer
            for one in _known(run)
            if one.from_day <= run.today < one.until_day
        },
    )
    return found


def _known(run: Run) -> list[Participant]:
    """Every participant there is or was."""
    found: list[Participant] = run.share("participants", lambda: list(Participant.objects.all()))
    return found


def parameters(run: Run) -> dict[str, Any]:
    """What the region chose: votes needed, terms, how participants decide together."""
    return dict(_alliance(run).parameters)


def alliance(run: Run) -> str:
    """The code of the alliance of this database."""
    return str(_alliance(run).pk)


def _alliance(run: Run) -> Alliance:
    found: Alliance = run.share("alliance", Alliance.objects.get)
    return found


def organs(run: Run) -> dict[str, str]:
    """Which organ each participant is, by code."""
    return {one.code: one.organ for one in _known(run)}


def designated(person: Person, today: date) -> bool:
    """Is somebody designated on a day (wgs:1.8.2, third sentence)?"""
    return (
        person.designated_by_id is not None
        and person.designated_from <= today < person.designated_until
    )


def employed(person: Person, run: Run) -> bool:
    """Is somebody in the service of the participant who designated them (wgs:1.4.3, first
    sentence)? Nobody is, whom no participant designated."""
    by = next((one for one in _known(run) if one.code == person.designated_by_id), None)
    return by is not None and by.employer == person.employer


@fact("wie.persoon", level="person")
def _person(run: Run) -> str:
    return str(run.actor.person)


@fact("wie.deelnemer", sql="coalesce((who).participant, '')", level="person")
def _participant(run: Run) -> str:
    return run.actor.participant


@fact("wie.orgaan", level="person")
def _organ(run: Run) -> str:
    return organs(run).get(run.actor.participant, "")


@fact(
    "wie.is_deelnemer",
    sql="coalesce(d.from_day <= day and day < d.until_day, false)",
    level="person",
)
def _is_participant(run: Run) -> bool:
    """Does a participant of today deploy the actor? Whose service they are in is asked apart, from
    1 July 2025 on (wgs:1.4.3)."""
    return actor(run).designated_by_id in participants(run)


@fact(
    "wie.aangewezen",
    sql="(p.designated_by_id is not null and p.designated_from <= day "
    "and day < p.designated_until)",
    level="person",
)
def _designated(run: Run) -> bool:
    return designated(actor(run), run.today)


@fact("wie.in_dienst", sql="coalesce(d.employer = p.employer, false)", level="person")
def _employed(run: Run) -> bool:
    return employed(actor(run), run)


@fact("wie.taak", sql="p.task", level="person")
def _task(run: Run) -> str:
    return actor(run).task


@fact("wie.functies", level="person")
def _functions(run: Run) -> frozenset[str]:
    return functions(run)


@fact("wie.screening", sql="coalesce(s.screening, 'geen')", level="person")
def _screening(run: Run) -> str:
    known = clearance(run, run.actor.person)
    return known.screening if known else "geen"


@fact("wie.toegang_bevestigd", sql="coalesce(s.confirmed, false)", level="person")
def _confirmed(run: Run) -> bool:
    known = clearance(run, run.actor.person)
    return known is not None and known.confirmed


@fact("vraag.vandaag", sql="day", level="person")
def _today(run: Run) -> date:
    return run.today


@fact("vraag.alle_deelnemers", ahead=False)
def _all_participants(run: Run) -> frozenset[str]:
    return frozenset(participants(run))


def _colleague(run: Run) -> Person | None:
    """The person an act is about, such as the one who is given access."""
    chosen = run.inputs.get("medewerker")
    found: Person | None = run.remember(
        "colleague", lambda: Person.objects.filter(pk=chosen).first() if chosen else None
    )
    return found


@fact("wie.autorisator_van_medewerker", ahead=False)
def _authoriser(run: Run) -> bool:
    colleague = _colleague(run)
    same = colleague is not None and colleague.designated_by_id == run.actor.participant
    return same and bool(_authorising(run))


def _authorising(run: Run) -> Any:
    """Does the actor hold the function that the procedures offer for giving access?"""
    return run.role in _functions(run)


@fact("vraag.medewerker_aangewezen", ahead=False)
def _colleague_designated(run: Run) -> bool:
    colleague = _colleague(run)
    return colleague is not None and designated(colleague, run.today)


@fact("vraag.medewerker_in_dienst", ahead=False)
def _colleague_employed(run: Run) -> bool:
    colleague = _colleague(run)
    return colleague is not None and employed(colleague, run)


@fact("vraag.medewerker_taak", ahead=False)
def _colleague_task(run: Run) -> str:
    colleague = _colleague(run)
    return colleague.task if colleague else "geen"


@fact("vraag.medewerker_bevestigd", ahead=False)
def _colleague_confirmed(run: Run) -> bool:
    colleague = _colleague(run)
    known = clearance(run, colleague.id) if colleague else None
    return known is not None and known.confirmed


@fact("vraag.medewerker_gescreend", ahead=False)
def _colleague_screened(run: Run) -> bool:
    colleague = _colleague(run)
    known = clearance(run, colleague.id) if colleague else None
    return known is not None and known.screening != "geen"


@fact("vraag.medewerker_deelnemer", ahead=False)
def _colleague_participant(run: Run) -> str:
    colleague = _colleague(run)
    return (colleague.designated_by_id if colleague else None) or ""


@fact("vraag.medewerker_is_zelf", ahead=False)
def _colleague_is_self(run: Run) -> bool:
    return bool(run.inputs.get("medewerker") == run.actor.person)


@fact("vraag.ander_kan_bevestigen", ahead=False)
def _confirmable(run: Run) -> bool:
    """Is there another authoriser today of the participant that designated the colleague, who may
    work here: somebody who can confirm the colleague's access?"""
    colleague = _colleague(run)
    if colleague is None or colleague.designated_by_id is None:
        return False
    held = FunctionHolder.objects.filter(
        function__in=_confirming(), from_day__lte=run.today, until_day__gt=run.today
    ).exclude(person=colleague.id)
    people = Person.objects.filter(
        pk__in=held.values_list("person", flat=True), designated_by=colleague.designated_by_id
    )
    return any(designated(one, run.today) and _fit(clearance(run, one.id)) for one in people)


def _confirming() -> frozenset[str]:
    """The functions to which the working methods offer confirming access."""
    offers = [one for method in procedures().values() for one in method.offers]
    return frozenset(str(by) for o in offers if o.entry.act == CONFIRMING for by in o.entry.by)


CONFIRMING = "toegang_bevestigen"


def _fit(known: Clearance | None) -> bool:
    return known is not None and known.confirmed and known.screening != "geen"


@fact("vraag.rol", ahead=False)
def _role_asked(run: Run) -> str:
    return str(run.inputs.get("rol", ""))
