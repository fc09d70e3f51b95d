"""What the law may ask of the steering group and the tables, their agenda and their votes."""

from __future__ import annotations

from datetime import date, timedelta
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import Q

from openprisma.files.facts import arrival
from openprisma.files.models import File
from openprisma.gate.codes import supply
from openprisma.gate.facts import Facts, fact
from openprisma.gate.law import procedures
from openprisma.gate.references import referred
from openprisma.gate.run import Run
from openprisma.gate.verdicts import fingerprint, plain
from openprisma.kernel.days import FOREVER
from openprisma.panels.models import (
    AgendaItem,
    Decision,
    Draft,
    Panel,
    Recusal,
    Task,
    Vote,
)
from openprisma.panels.seats import (
    STEERING,
    both,
    panel_of,
    seat_of,
    seats,
    seats_on,
    voting_seats,
)
from openprisma.partners.facts import parameters

supply("tafels", lambda: set(Panel.objects.values_list("code", flat=True)))


@fact("wie.voorzitter")
def _chair(run: Run) -> bool:
    """Does the actor preside? The deputy does where the chair declared an interest in this round
    (werkwijze:stuurgroep.2)."""
    who, away = run.actor.person, recused(run)
    return who is not None and any(
        who == (seat.deputy_id if seat.person_id in away else seat.person_id)
        for seat in seats(run)
        if seat.chair
    )


@fact("wie.stemgerechtigd")
def _may_vote(run: Run) -> bool:
    seat = seat_of(run, run.actor.person, run.today)
    return seat is not None and seat.votes


@fact("wie.adviseur")
def _advises(run: Run) -> bool:
    seat = seat_of(run, run.actor.person, run.today)
    return seat is not None and not seat.votes


def current_round(run: Run) -> int:
    """How many decisions were taken on the file: votes since the last one count."""
    return len(run.rows(Decision, "id"))


def cast(run: Run) -> list[tuple[UUID, bool, bool]]:
    """The votes that count in this round: of whom, whether in favour, whether against deciding in
    writing. A vote lapses when what it rests on changes; it counts no more when its member declared
    an interest, has no seat with a vote in the panel on the day that decides, or is not at the
    meeting.
    Of a member one counts, the last, however many rows there are."""
    now, may_vote = current_round(run), voters(run)
    counting: dict[UUID, tuple[UUID, bool, bool]] = {}
    for who, vote, objection, turn, _, rested_on in sorted(_votes(run), key=itemgetter(4)):
        if turn == now and who in may_vote and rested_on == rests_on(run):
            counting[who] = (who, vote, objection)
    return list(counting.values())


def _votes(run: Run) -> list[tuple[Any, ...]]:
    return run.rows(Vote, "person_id", "in_favour", "objection", "round", "nr", "rests_on")


def voters(run: Run) -> frozenset[UUID]:
    """Whose vote can count: who sits there with a vote on the day that decides, declared no
    interest, and is there, where a meeting decides."""
    held = seats_on(run, deciding_day(run))
    sit = {person for seat in held if seat.votes for person in both(seat)}
    return frozenset(person for person in sit - recused(run) if not absent(run, person))


def deciding_day(run: Run) -> date:
    """By the seats of which day the votes on the file of this run count: that of the meeting, or
    the last on which members answer in writing; today, as long as that is still to come. Whose seat
    ends afterwards voted all the same."""
    point = on_agenda(run)
    if point is None:
        return run.today
    last = point.day if point.reply_by is None else point.reply_by - timedelta(days=1)
    return min(last, run.today)


def absent(run: Run, person: UUID | None) -> bool:
    """Is somebody not at the meeting that decides, as far as is recorded who is? Nobody is absent
    from a round in writing, or before it was recorded."""
    point = on_agenda(run)
    if point is None or point.reply_by is not None:
        return False
    return recorded(point) and person not in point.there


def recorded(point: AgendaItem) -> bool:
    """Is recorded who is at the meeting of a point, on its own day? Attendance of another day says
    nothing of who was there."""
    return bool(point.there) and point.there_on == point.day


def rests_on(run: Run) -> dict[str, Any]:
    """The facts a vote on the file of this run rests on today; which, the working method says."""

    def look() -> dict[str, Any]:
        offer = procedures()[run.file.kind].offered(VOTING, run.file.stage)
        facts = Facts(run)
        return {path: plain(facts[path]) for path in (offer.entry.rests_on if offer else ())}

    found: dict[str, Any] = run.remember("rests_on", look)
    return found


def standing(run: Run) -> str:
    """What a vote on the file of this run is about today, as one code: a form that was shown before
    it changed carries another. Of a file on which nobody votes, as it came to where it stands."""
    return fingerprint(rests_on(run)) if rests_on(run) else arrival(run)


NOTHING = "geen"
IN_WRITING = "schriftelijk"


def recused(run: Run) -> frozenset[UUID]:
    """Who does not take part in deciding on this file: an interest is one in the file, and does not
    end with a decision on something else (werkwijze:stuurgroep.5)."""
    return frozenset(who for (who,) in run.rows(Recusal, "person_id"))


def on_agenda(run: Run) -> AgendaItem | None:
    """The last point about the file of this run on an agenda of the panel that decides, in this
    round; None when there is none, or when the list of decisions of its meeting is adopted."""

    def look() -> list[AgendaItem]:
        return list(AgendaItem.objects.filter(Q(dossier__in=run.files)).order_by("at"))

    here = [
        one
        for one in run.share("agenda", look)
        if one.dossier_id == run.file.id
        and one.round == current_round(run)
        and one.panel == run.file.panel
    ]
    return here[-1] if here and here[-1].closed_on is None else None


def running_point(run: Run) -> UUID | None:
    """The last point about the file on a list of decisions that is not adopted, of any round."""
    found = AgendaItem.objects.filter(dossier=run.file_id, closed_on=None).order_by("at").last()
    return found.id if found else None


@fact("vraag.eigen_taak", ahead=False)
def _own_task(run: Run) -> bool:
    return bool(referred(run, "taak", Task).owner_id == run.actor.person)


@fact("stuk.zonder_namen", ahead=False)
def _names_nobody(run: Run) -> bool:
    return bool(run.inputs.get("zonder_namen"))


@fact("besluit.ronde")
def _round(run: Run) -> int:
    return current_round(run)


@fact("besluit.stemmen_voor")
def _in_favour(run: Run) -> int:
    return sum(vote for _, vote, _ in cast(run))


@fact("besluit.stemmen_tegen")
def _against(run: Run) -> int:
    return sum(not vote for _, vote, _ in cast(run))


MAJORITY = "meerderheid"  # of the list `besluitregels`


@fact("besluit.voorstanders")
def supporters(run: Run) -> int:
    """How many participants are in favour; two members of one are one, unless the region counts
    seats (Q11)."""
    return voting_seats(run, {who for who, vote, _ in cast(run) if vote}, deciding_day(run))


@fact("besluit.zelf_gestemd")
def _voted_myself(run: Run) -> bool:
    return any(who == run.actor.person for who, _, _ in cast(run))


@fact("besluit.al_gestemd")
def _voted(run: Run) -> bool:
    """One seat, one vote: that of a member counts for the deputy as well."""
    day = deciding_day(run)
    seat = seat_of(run, run.actor.person, day)
    return any(
        who == run.actor.person or (seat is not None and seat_of(run, who, day) == seat)
        for who, _, _ in cast(run)
    )


@fact("besluit.quorum")
def quorum(run: Run) -> int:
    """How many participants must be in favour: a parameter of the region, or of the table (Q11,
    assumed)."""
    panel = panel_of(run)
    own = panel.quorum if panel else None
    return int(parameters(run)["quorum"] if own is None else own)


@fact("besluit.regel")
def rule(run: Run) -> str:
    """By which rule of the list `besluitregels` the panel decides: its own, or the region's
    (Q11)."""
    panel = panel_of(run)
    return (panel.rule if panel else "") or str(parameters(run).get("besluit_regel", "unaniem"))


@fact("besluit.verhinderd")
def _recused(run: Run) -> bool:
    return run.actor.person in recused(run)


@fact("besluit.afwezig")
def _absent(run: Run) -> bool:
    return absent(run, run.actor.person)


@fact("besluit.geagendeerd")
def _on_agenda(run: Run) -> bool:
    """Does the file stand on an agenda for this act? Voting and advising need any decision to be
    there."""
    point = on_agenda(run)
    return point is not None and (run.act in ANSWERS or bool(point.kind == run.act))


VOTING = "stemmen"
ANSWERS = (VOTING, "stem_wijzigen", "adviseren")  # to a proposal, whatever it proposes


@fact("besluit.eigen_overleg", ahead=False)
def _own_panel(run: Run) -> bool:
    """Is the meeting one of the panel that decides on this file? True as well for one that is not
    there: the act says so."""
    meeting: Any = run.inputs.get("vergadering")
    panels = File.objects.filter(pk=meeting).values_list("panel", flat=True)
    return all(panel == run.file.panel for panel in panels)


@fact("besluit.soort")
def _kind(run: Run) -> str:
    point = on_agenda(run)
    return point.kind if point else NOTHING


@fact("besluit.agendapunt")
def _point(run: Run) -> str:
    """Which point: its proposal, and whom it is about, never change."""
    point = on_agenda(run)
    return str(point.id) if point else NOTHING


@fact("besluit.overleg")
def _panel(run: Run) -> str:
    return run.file.panel or STEERING


@fact("besluit.vorm")
def _form(run: Run) -> str:
    point = on_agenda(run)
    return point.form if point else NOTHING


@fact("besluit.bezwaren")
def _objections(run: Run) -> int:
    """How many members want a sitting for this decision. A vote lapses with the text or the point;
    that its member does not want to decide in writing stands until that member votes again on
    such a decision: whoever writes the text, or has something else decided first, could make it
    go away."""
    kind, last = _kind(run), dict[UUID, bool]()
    for who, _, objection, _, _, rested_on in sorted(_votes(run), key=itemgetter(3, 4)):
        if (rested_on or {}).get("besluit.soort", kind) == kind:
            last[who] = objection
    return sum(last[who] for who in voters(run) & last.keys())


@fact("besluit.reageren_tot")
def _reply_by(run: Run) -> date:
    """The first day on which an answer to the text as it stands is late. A text of that day or
    later nobody had time for: then there is no such day, and everybody must answer."""
    point, written = on_agenda(run), draft(run)
    if point is None or point.reply_by is None:
        return FOREVER
    return FOREVER if written and written["on_day"] >= point.reply_by else point.reply_by


@fact("besluit.iedereen_stemde")
def _all_voted(run: Run) -> bool:
    """Of every seat with a vote somebody voted, or nobody may."""
    day, away = deciding_day(run), recused(run)
    voted = {seat_of(run, who, day) for who, _, _ in cast(run)}
    held = [seat for seat in seats_on(run, day) if seat.votes]
    return all(seat in voted or away.issuperset(both(seat)) for seat in held)


def draft(run: Run) -> dict[str, Any] | None:
    """The text of the decision of this round, as far as it is written."""
    columns = ("round", "participants", "categories", *PARTS, "on_day", "receipt")
    here = [dict(zip(columns, row, strict=True)) for row in run.rows(Draft, *columns)]
    return next((one for one in here if one["round"] == current_round(run)), None)


@fact("besluit.tekst")
def _words(run: Run) -> str:
    """Which words the text has, and of which round: a fingerprint stays beside the vote."""
    written = draft(run)
    if written is None:
        return NOTHING
    return fingerprint([written[part] for part in ("round", *PARTS)])


PARTS = ("necessity", "proportionality", "subsidiarity")  # what the text of a decision says


@fact("besluit.tekst_deelnemers")
def _text_participants(run: Run) -> frozenset[str]:
    return frozenset((draft(run) or {}).get("participants", ()))


@fact("besluit.tekst_categorieen")
def _text_categories(run: Run) -> frozenset[str]:
    return frozenset((draft(run) or {}).get("categories", ()))


@fact("besluit.tekst_compleet")
def _text(run: Run) -> bool:
    written = draft(run)
    return written is not None and all(written[part].strip() for part in PARTS)


@fact("besluit.gezien", ahead=False)
def _as_seen(run: Run) -> bool:
    """Is what this is about still what stood on the form? A form always says what it showed; an act
    without a form has shown nothing."""
    return run.inputs.get("gezien") in (None, standing(run))


@fact("besluit.volgt_agenda", ahead=False)
def _as_agreed(run: Run) -> bool:
    """Are the subjects those that the point on the agenda names, to admit and to remove?"""
    point = on_agenda(run)
    if point is None:
        return False
    asked = [set(run.inputs.get(name) or ()) for name in ("toelaten", "verwijderen")]
    return asked == [set(point.admits), set(point.removes)]


@fact("besluit.volgt_tekst", ahead=False)
def _as_written(run: Run) -> bool:
    """Are participants and categories those that everybody read in the text?"""
    asked = (
        frozenset(run.inputs.get("deelnemers", ())),
        frozenset(run.inputs.get("categorieen", ())),
    )
    return asked == (_text_participants(run), _text_categories(run))
