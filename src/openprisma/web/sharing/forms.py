"""What delivering and asking data asks of people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from openprisma.gate.clock import today
from openprisma.gate.law import lawbook
from openprisma.kernel.days import in_words
from openprisma.sharing.actions import told
from openprisma.sharing.queries import Datum, Information, second_column
from openprisma.web.choices import categories, involved
from openprisma.web.forms import Options
from openprisma.web.questions import Made, form_of


def data(context: Any, *, own: bool) -> Options:
    """The data this reader sees in the file, or only those of the own participant."""
    every = [
        datum for phase in context["info"].phases for datum in phase.data if datum.own or not own
    ]
    return [(str(d.id), f"{d.text[:80]} ({d.label}, {d.source})") for d in every]


def open_requests(info: Information) -> Options:
    """Requests that my participant still has to answer."""
    return [
        (str(one.id), f"{one.question[:80]} ({one.subject}, {one.category})")
        for one in info.requests
        if one.mine
    ]


def to_confirm(info: Information) -> Options:
    """Corrected data of others that my participant did not confirm yet."""
    every = [datum for phase in info.phases for datum in phase.data if datum.to_confirm]
    return [(str(d.id), f"{d.text[:80]} ({d.label}, {d.source})") for d in every]


def kept(info: Information) -> Options:
    """The data of the file that are kept for a ground."""
    every = [datum for phase in info.phases for datum in phase.data if datum.kept]
    return [(str(d.id), f"{d.text[:80]} ({d.label}, {d.source})") for d in every]


def versions(context: Any, which: Callable[[Datum], bool]) -> str:
    """Which writings of data the form shows, of those that are asked about."""
    every = (one for phase in context["info"].phases for one in phase.data)
    return told(one.version for one in every if which(one))


def who_will_read(info: Information) -> str:
    """Who sees what is delivered next, from which organisations, until when."""
    people, organs = len(info.readers), info.organisations
    until = in_words(info.head.file.ends_on - timedelta(days=1))
    if not people:
        return (
            "Nog niemand anders kan dit lezen. "
            f"Wie die krijgt, kan dit gegeven lezen tot en met {until}."
        )
    who = "1 persoon" if people == 1 else f"{people} personen"
    where = " en ".join([*organs, "het RIEC-bureau"] if info.bureau else organs)
    return (
        f"Hierna lezen {who} van {where} dit gegeven, "
        f"als het besluit deze categorie voor hen opent, tot en met {until}."
    )


def may_i_share(context: Any) -> list[tuple[str, bool, str]]:
    """For each category of the matrix: may my organ deliver it in this file now, and if not, why
    not."""
    lists, info = lawbook().vocabulary.lists, context["info"]
    organs = lists["organen"]
    found = []
    for row in sorted(lawbook().categories(today()).values(), key=lambda row: row.nr):
        allowed = [one for one in (row.sources or tuple(organs)) if one not in row.not_sources]
        if info.organ not in allowed:
            why = (
                f"Alleen van {', '.join(organs[one] for one in allowed)}."
                if len(allowed) < 6
                else "Niet van uw organisatie."
            )
        elif row.phase > info.head.file.phase:
            why = f"Hoort in fase {row.phase}, en die is nog dicht."
        else:
            why = (
                ""
                if row.nr in info.opened
                else "Het besluit opende deze categorie niet voor uw deelnemer."
            )
        found.append((f"{row.nr} {lists['categorieen'][row.code]}.", not why, why))
    return found


def beyond_municipal(context: Any) -> bool:
    """Is this no municipality? No municipality has police data, or asks for a report of iCOV."""
    return context["info"].organ not in lawbook().vocabulary.lists["gemeente_organen"]


SUBJECTS = Made(options=lambda c: [(str(i), f"{n} ({r})") for i, n, r in c["info"].subjects])


def deliverable(context: Any) -> Options:
    """The categories that my organ may deliver in this file now; all of them when it may none, so
    that the refusal says why."""
    may = {what.split(" ", 1)[0] for what, yes, _ in may_i_share(context) if yes}
    every = categories(context)
    return [one for one in every if one[1].split(" ", 1)[0] in may] or every


def limits(context: Any) -> Options:
    """What the second column of bgs:2.15 names for each category that my organ may deliver here."""
    may = {code for code, _ in deliverable(context)}
    return [(name, text) for code, name, text in second_column(today()) if code in may]


def open_here(context: Any) -> Options:
    """The categories of which the phase of the file is open."""
    phase, rows = context["info"].head.file.phase, lawbook().categories(today())
    return [one for one in categories(context) if rows[one[0]].phase <= phase] or categories(
        context
    )


DELIVER = form_of(
    "gegeven_verstrekken",
    consequence=lambda c: who_will_read(c["info"]),
    answers=("Mag ik dit delen?", may_i_share),
    betrokkene=SUBJECTS,
    categorie=Made(options=deliverable),
    binnen_kolom=Made(options=limits),
    politie_sinds=Made(when=beyond_municipal),
    in_gebruik=Made(when=beyond_municipal),
    eigen_aanvraag=Made(when=beyond_municipal),
    onderwerp_rapport=Made(when=beyond_municipal),
    icov_instemming=Made(when=beyond_municipal),
)
ASK = form_of(
    "gegevens_vragen",
    betrokkene=SUBJECTS,
    categorie=Made(options=open_here),
    deelnemers=Made(options=involved),
)
REPLY = form_of("vraag_beantwoorden", vraag=Made(options=lambda c: open_requests(c["info"])))
WHICH = Made(options=lambda c: data(c, own=False))
MINE = Made(options=lambda c: data(c, own=True))
DISPUTE = form_of("fout_melden", gegeven=WHICH)
CORRECT = form_of(
    "gegeven_verbeteren",
    gegeven=MINE,
    gezien=Made(value=lambda c: versions(c, lambda one: one.own and one.disputed_on is not None)),
)
TAKE_BACK = form_of("gegeven_intrekken", gegeven=MINE)
LETTER = form_of("intrekking_vastleggen", gegeven=WHICH)
KEPT = Made(options=lambda c: kept(c["info"]))
KEEP = form_of("bewaren_wegens_grond", gegeven=WHICH, eigenaar=Made(options=involved))
REVIEW = form_of("bewaren_herzien", gegeven=KEPT)
KEEP_NO_LONGER = form_of("bewaren_beeindigen", gegeven=KEPT)
CONFIRM = form_of(
    "verbetering_bevestigen",
    gegeven=Made(options=lambda c: to_confirm(c["info"])),
    gezien=Made(value=lambda c: versions(c, lambda one: one.to_confirm)),
)
# What stands with the information of a file; a correction is confirmed from its overview.
ON_DATA = (
    ASK,
    REPLY,
    DELIVER,
    DISPUTE,
    CORRECT,
    TAKE_BACK,
    LETTER,
    KEEP,
    REVIEW,
    KEEP_NO_LONGER,
)
FORMS = (*ON_DATA, CONFIRM)
