"""Who sits in the panel that decides on a file: the steering group or a table."""

from __future__ import annotations

from datetime import date
from operator import itemgetter
from uuid import UUID

from openprisma.files.port import seats_of
from openprisma.gate.install import kernel_sources
from openprisma.gate.run import Run
from openprisma.panels.models import Panel, Seat
from openprisma.partners.facts import parameters


def seats(run: Run) -> list[Seat]:
    """Who sits today in the panel that decides on the file of this run, advisers as well; the chair
    first."""
    return seats_on(run, run.today)


def seats_on(run: Run, day: date) -> list[Seat]:
    """Who sat there on a day, as `seats` tells it of today."""
    panel = run.file.panel or None

    def look() -> list[Seat]:
        held = Seat.objects.filter(panel=panel).select_related("person", "deputy", "participant")
        return list(held.order_by("-chair", "-votes", "person__name"))

    ever: list[Seat] = run.share(("seats", panel), look)
    return [seat for seat in ever if seat.from_day <= day < seat.until_day]


@seats_of
def seated(run: Run) -> list[tuple[UUID, str, date]]:
    """Everybody who sits there, deputies as well, each in the role of the seat, until it ends: the
    chair or a member. The deputy of the chair has both, for the chair may have to stand aside."""
    chair, member = (
        (TABLE if run.file.panel else GROUP)["chair"],
        (TABLE if run.file.panel else GROUP)["member"],
    )
    pairs = []
    for seat in seats(run):
        if seat.chair:
            pairs += [(person, chair, seat.until_day) for person in both(seat)]
        pairs += [
            (person, member, seat.until_day) for person in both(seat) if not _presides(seat, person)
        ]
    return sorted(dict.fromkeys(pairs), key=itemgetter(2))  # who sits twice, until the last day


def _presides(seat: Seat, person: UUID) -> bool:
    return seat.chair and person == seat.person_id


GROUP = {"chair": "voorzitter", "member": "stuurgroeplid"}  # roles of the steering group
TABLE = {"chair": "tafelvoorzitter", "member": "tafellid"}  # and of a table


_CHAIRS = ", ".join(f"'{one['chair']}'" for one in (GROUP, TABLE))
# Somebody sits in the panel of the file on the day asked about; in the chair, where that is the
# role.
kernel_sources(
    seat=f"""exists (select from public.panels_seat s
      where still_holds.person in (s.person_id, s.deputy_id)
        and s.panel_id is not distinct from nullif(still_holds.panel, '')
        and (s.chair or still_holds.role not in ({_CHAIRS}))
        and s.from_day <= still_holds.day and still_holds.day < s.until_day)"""
)


def both(seat: Seat) -> list[UUID]:
    """The person of a seat, and the deputy when there is one."""
    return [person for person in (seat.person_id, seat.deputy_id) if person is not None]


def panel_of(run: Run) -> Panel | None:
    """The table that decides on the file of this run; None for the steering group."""
    code = run.file.panel
    found: Panel | None = run.share(("panel", code), lambda: Panel.objects.filter(pk=code).first())
    return found


def seat_of(run: Run, person: UUID | None, day: date) -> Seat | None:
    """The seat somebody holds on a day, or deputises on."""
    there = seats_on(run, day)
    own = [seat for seat in there if seat.person_id == person]
    return next(
        iter(own or [seat for seat in there if person is not None and seat.deputy_id == person]),
        None,
    )


def voting_seats(run: Run, there: set[UUID], day: date) -> int:
    """How many have a vote when these people are there on a day: participants, or seats where the
    region says so (Q11). Nobody sits on two chairs: who has a seat and deputises on another takes
    one."""
    taken = [seat_of(run, who, day) for who in there]
    return len({_counted(run, seat) for seat in taken if seat and seat.votes})


def _counted(run: Run, seat: Seat) -> object:
    """What a vote of a seat counts for: its participant, unless the region counts seats."""
    by_seat = parameters(run).get("quorum_telt") == SEATS or seat.participant_id is None
    return seat.id if by_seat else seat.participant_id


SEATS = "zetels"
STEERING = "stuurgroep"  # what a file says of the panel that has no code


def panel_name(run: Run) -> str:
    """What people call the panel that decides on the file of this run."""
    panel = panel_of(run)
    return panel.name if panel else "De stuurgroep"
