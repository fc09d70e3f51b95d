"""What the letter says, in plain Dutch: what may be told, from whom it came, who could read it, how
long it stays, and what somebody can do. Of what is withheld, and of what is not there, every
letter says the same (Q22)."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db import connection

from openprisma.gate.law import lawbook
from openprisma.gate.run import Run
from openprisma.kernel.days import in_words
from openprisma.partners.models import Participant
from openprisma.rights.models import Answer, CitizenRequest, Hit, HitVerdict
from openprisma.rights.search_actions import what_of

Part = dict[str, object]  # a heading and its lines
YES = "ja"
SAME = (
    "In deze brief staat alles wat wij u kunnen vertellen. Soms mogen wij iets niet vertellen, "
    "bijvoorbeeld als dat nodig is om strafbare feiten te voorkomen (artikel 41 van de "
    "Uitvoeringswet AVG). Of dat hier zo is, zeggen wij nooit. Deze zin staat in elke brief, ook "
    "als wij helemaal niets over iemand hebben."
)
NOTHING = "Wij hebben geen gegevens over u die wij u kunnen geven."
REMEDIES = (
    "Bent u het niet eens met dit besluit? Dan kunt u binnen zes weken na de dag waarop deze brief "
    "is verstuurd bezwaar maken. Dat is gratis. Schrijf een brief aan de deelnemer die op uw "
    "verzoek besloot. Zet daarin uw naam en adres, de datum, om welk besluit het gaat en waarom u "
    "het er niet mee eens bent. Zet er uw handtekening onder.",
    "U kunt ook een klacht indienen bij de Autoriteit Persoonsgegevens "
    "(autoriteitpersoonsgegevens.nl).",
)


def code_of_letter(letter: UUID | None) -> str:
    """What names a letter on a form: it is another one when it was written again."""
    return letter.hex[:16] if letter else "geen"


def verdicts(run: Run) -> dict[UUID, str]:
    """What was said last of each hit."""
    said = HitVerdict.objects.filter(file=run.file_id).order_by("at")
    return {one.hit: one.answer for one in said}


def answers(run: Run) -> dict[tuple[UUID, str], Answer]:
    """What each participant said last of each hit."""
    said = Answer.objects.filter(file=run.file_id, hit__isnull=False).order_by("at")
    return {(one.hit, one.participant_id): one for one in said if one.hit is not None}


def told_hits(run: Run) -> list[Hit]:
    """The hits that are the requester and that every participant involved wants to tell: one that
    withholds, or did not answer, is enough not to."""
    said, answered = verdicts(run), answers(run)
    here = Hit.objects.filter(file=run.file_id).order_by("of_file", "tbl", "row_id", "col")
    return [
        one
        for one in here
        if said.get(one.id) == YES
        and all((one.id, of) in answered and answered[one.id, of].tell for of in one.participants)
    ]


def letter_of(run: Run) -> list[Part]:
    """The parts of the letter, as it stands now. Source: avg:12.1, avg:15.1, bgs:1.2, uavg:41."""
    request = CitizenRequest.objects.select_related("decider").get(file=run.file_id)
    kind = lawbook().vocabulary.lists["verzoeksoorten"][request.kind]
    about = (
        f"U vroeg ons op {in_words(request.received_on)} om: {kind}. Wij hebben vastgesteld wie u "
        "bent, en gezocht in alles wat het samenwerkingsverband bewaart."
    )
    return [
        {"heading": "Uw verzoek", "lines": [about, *_decided_by(run, request)]},
        {"heading": "Ons besluit", "lines": [*_told(run), SAME]},
        {"heading": "Wat wij met gegevens doen", "lines": list(_context())},
        {"heading": "Niet mee eens?", "lines": list(REMEDIES)},
    ]


def _decided_by(run: Run, request: CitizenRequest) -> Iterator[str]:
    yield f"Op uw verzoek besloot {request.decider.name}, namens alle deelnemers."


def _told(run: Run) -> Iterator[str]:
    hits = told_hits(run)
    if not hits:
        yield NOTHING
        return
    texts = hit_texts()
    names = dict(Participant.objects.values_list("code", "name"))
    yield "Dit hebben wij over u:"
    for one in hits:
        by = ", ".join(sorted(names.get(code, code) for code in one.participants))
        yield f"{what_of(one.tbl)}: “{texts.get(one.id, '')}” Dit konden lezen: {by}."


def hit_texts() -> dict[UUID, str]:
    """The texts of the hits of the request of this line, as far as who acts may read them."""
    with connection.cursor() as cursor:
        cursor.execute("select hit, told from fence.hit_texts()")
        return {hit: told for hit, told in cursor.fetchall()}


def _context() -> Iterator[str]:
    yield (
        "Overheden werken samen tegen georganiseerde criminaliteit (artikel 2.17 van de Wet "
        "gegevensverwerking door samenwerkingsverbanden). Gegevens komen van de deelnemers zelf."
    )
    yield (
        "Een gegeven blijft hoogstens vijf jaar nadat het hier voor het eerst is gebruikt. Niemand "
        "besluit iets over u zonder dat een mens ernaar keek."
    )
    yield (
        "Klopt er iets niet? U kunt vragen om het te verbeteren, te verwijderen of minder te "
        "gebruiken, en bezwaar maken tegen het gebruik."
    )
