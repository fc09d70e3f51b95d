"""What a bottleneck asks of people."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from openprisma.gate.clock import today
from openprisma.gate.law import lawbook
from openprisma.kernel.days import in_words
from openprisma.sharing.queries import Information
from openprisma.web.files.decided import SEEN, about
from openprisma.web.forms import Field, Options
from openprisma.web.questions import Made, form_of


def categories(_: Any) -> Options:
    """The rows of the matrix, with phase."""
    names = lawbook().vocabulary.lists["categorieen"]
    rows = sorted(lawbook().categories(today()).values(), key=lambda row: row.nr)
    return [(row.code, f"{row.nr} {names[row.code]} (fase {row.phase})") for row in rows]


def open_norms(context: Any) -> Options:
    """The open norms this file waits for, as questions."""
    found = []
    for norm_id in context["page"].open_norms:
        norm = lawbook().norm(norm_id, today())
        question = norm.entry.judgement.question if norm.entry.judgement else norm.entry.says
        found.append((norm_id, f"{question} ({norm.short})"))
    return found


def wanted(context: Any) -> Options:
    """The categories that the application asks for, as choices."""
    return [
        (code, text) for code, text in categories(context) if code in context["page"].about.wanted
    ]


def wanted_categories() -> tuple[Field, ...]:
    """A line for each category: why it is needed."""
    return tuple(
        Field(f"categorieen.{code}", text, optional=True) for code, text in categories(None)
    )


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


PROPOSE = form_of("knelpunt_voordragen", categorieen=Made(parts=wanted_categories))
NECESSITY = form_of("noodzaak_beoordelen", shows=about, norm=Made(options=open_norms), gezien=SEEN)
VOTE = form_of("stemmen", shows=about, gezien=SEEN)
PARTICIPANTS = Made(
    options=lambda c: c["participants"], value=lambda c: c["page"].draft.get("participants", [])
)
CATEGORIES = Made(
    options=lambda c: wanted(c), value=lambda c: c["page"].draft.get("categories", [])
)
DESIGNATE = form_of(
    "knelpunt_aanwijzen", shows=about, deelnemers=PARTICIPANTS, categorieen=CATEGORIES, gezien=SEEN
)
EVALUATE = form_of("knelpunt_evalueren")
EXTEND = form_of(
    "knelpunt_verlengen", shows=about, deelnemers=PARTICIPANTS, categorieen=CATEGORIES, gezien=SEEN
)
CHANGE = form_of(
    "knelpunt_wijzigen", shows=about, deelnemers=PARTICIPANTS, categorieen=CATEGORIES, gezien=SEEN
)
CLOSE = form_of("knelpunt_sluiten", shows=about, gezien=SEEN)
ASSIGN = form_of("medewerker_toewijzen", medewerker=Made(options=lambda c: c["colleagues"]))
RELEASE = form_of("medewerker_afmelden", medewerker=Made(options=lambda c: c["colleagues"]))
SUBJECT = form_of("betrokkene_toevoegen")


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


def police(context: Any) -> bool:
    """Does this organ deliver police data?"""
    return context["info"].organ in lawbook().vocabulary.lists["politie_organen"]


def beyond_municipal(context: Any) -> bool:
    """Is this no municipality, to which data of police, justice or iCOV do not belong?"""
    return context["info"].organ not in lawbook().vocabulary.lists["gemeente_organen"]


OF_A_DOCUMENT = (
    "PDF, JPEG of PNG, hoogstens 10 MB. Wie maakte het, waar en wanneer: dat halen wij eruit."
)
DELIVER = form_of(
    "gegeven_verstrekken",
    consequence=lambda c: who_will_read(c["info"]),
    answers=("Mag ik dit delen?", may_i_share),
    betrokkene=Made(options=lambda c: [(str(i), f"{n} ({r})") for i, n, r in c["info"].subjects]),
    categorie=Made(options=categories),
    gezag=Made(when=police),
    grond=Made(when=beyond_municipal),
    eigen_aanvraag=Made(when=beyond_municipal),
)
ASK = form_of(
    "gegevens_vragen",
    betrokkene=Made(options=lambda c: [(str(i), f"{n} ({r})") for i, n, r in c["info"].subjects]),
    categorie=Made(options=categories),
    deelnemers=Made(options=lambda c: c["participants"]),
)
REPLY = form_of("vraag_beantwoorden", vraag=Made(options=lambda c: open_requests(c["info"])))
WHICH = Made(options=lambda c: data(c, own=False))
MINE = Made(options=lambda c: data(c, own=True))
DISPUTE = form_of("fout_melden", gegeven=WHICH)
CORRECT = form_of("gegeven_verbeteren", gegeven=MINE)
TAKE_BACK = form_of("gegeven_intrekken", gegeven=MINE)
NEED = form_of("noodzaak_vastleggen")
PHASE = form_of("fase_ophogen")
# What stands with the information of a file.
ON_DATA = (ASK, REPLY, DELIVER, DISPUTE, CORRECT, TAKE_BACK)
FORMS = (
    CHANGE,
    ASK,
    REPLY,
    VOTE,
    DESIGNATE,
    EVALUATE,
    EXTEND,
    CLOSE,
    ASSIGN,
    RELEASE,
    SUBJECT,
    DELIVER,
    DISPUTE,
    CORRECT,
    TAKE_BACK,
    NEED,
    PHASE,
)
