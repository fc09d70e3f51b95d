"""One case and one bottleneck, with what happens in them that makes it somebody's turn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from openprisma.gate.perform import perform
from openprisma.stories.region import person_id
from tests.browser.people import ANALYST, BUREAU, COLLEGE, LAWYER, POLICE, SECRETARY, TAX
from tests.browser.people import CHAIR as TABLE_CHAIR
from tests.builders import CFG, CHAIR, POLICE_AUTHORISER, a_pass, draft, move_clock, played
from tests.conftest import CLUSTER, inside

TODAY = "2025-10-01"
MEMBER, TABLE_MEMBER = "pieter-testers", "bram-voorbeeldsma"
AUTHORISER = "toos-volmacht"
# Whose lists are walked: CFG, secretary, privacy lawyer, handlers of a municipality (who reports
# signals as well), of the police and of the tax office, case director, analyst, members and chairs
# of the steering group and of a table, authorisers. In this order most is done in the first round.
PEOPLE = (
    CFG,
    SECRETARY,
    LAWYER,
    COLLEGE,
    POLICE,
    TAX,
    BUREAU,
    ANALYST,
    MEMBER,
    TABLE_MEMBER,
    TABLE_CHAIR,
    CHAIR,
    AUTHORISER,
    POLICE_AUTHORISER,
)


@contextmanager
def fresh(name: str) -> Iterator[Any]:
    """A database of its own in which nobody did anything yet, for a while; a connection to it."""
    with CLUSTER.connect() as root:
        root.execute(f'drop database if exists "{name}" with (force)')
    CLUSTER.copy_database("clean", name)
    with inside(name), CLUSTER.connect("owner", name) as own:
        move_clock(own, TODAY, 0)
        yield own


def do(who: str, act: str, file: UUID | None = None, **given: Any) -> Any:
    """Somebody does an act, at a desk of their own."""
    return perform(a_pass(who), act, **({"file": file} if file else {}), **given)


def meets(panel: str = "", day: str = TODAY) -> UUID:
    """A meeting is planned, of the steering group or of a table."""
    where = {"overleg": panel} if panel else {}
    meeting: UUID = do(SECRETARY, "vergadering_plannen", vorm="zitting", datum=day, **where)
    return meeting


def reported(title: str) -> UUID:
    """A draft in which nothing is missing any more."""
    file = draft(COLLEGE, title)
    do(
        COLLEGE,
        "feit_toevoegen",
        file,
        wat="Vijf wagens stonden om 23.10 uur bij een loods.",
        wanneer="2025-08-19",
        waar="Voorbeeldweg",
        functie="toezichthouder",
        taak="toezicht op de openbare ruimte",
        bron="rapport",
    )
    do(
        COLLEGE,
        "subject_noemen",
        file,
        soort="rechtspersoon",
        naam="Testrup Autoverhuur B.V.",
        rol="hoofdsubject",
    )
    do(
        COLLEGE,
        "signaal_aanvullen",
        file,
        georganiseerd="Steeds dezelfde mensen, op afspraak.",
        tekort=["inzicht"],
        kwaliteit="gecontroleerd",
        verwachte_deelnemers=["politie", "belastingdienst"],
        criteria=dict.fromkeys("abcde", "Eén zin."),
    )
    return file


def in_a_case(file: UUID, company: UUID, datum: UUID) -> None:
    """What happens in a running case: a question, an error, a task, the next phase, an advice; and
    it is on the agenda to be closed."""
    about = {"betrokkene": company, "categorie": "bedrijfsgegevens"}
    do(COLLEGE, "gegevens_vragen", file, **about, vraag="Is hier gecontroleerd?")
    do(POLICE, "fout_melden", file, gegeven=datum, waarom="Dit adres klopt niet.")
    do(
        SECRETARY,
        "taak_toevoegen",
        file,
        soort="actie",
        tekst="Bel de verhuurder.",
        eigenaar=person_id("den-haag", BUREAU),
        uiterlijk="2025-10-10",
    )
    do(BUREAU, "noodzaak_vastleggen", file, motivering="Zonder deze fase geen beeld.")
    do(BUREAU, "doel_vastleggen", file, doel="Geen verhuur meer.", meten="Het aantal wagens.")
    do(
        ANALYST,
        "interventie_adviseren",
        file,
        deelnemer="gm0603-college",
        soort="bestuurlijk",
        advies="Controleer de loods.",
        bevoegdheid="artikel 125 Gemeentewet",
        verwacht_effect="Het gebruik stopt.",
        toets="Nagekeken.",
        noodzaak="Anders blijft het zo.",
        nodig_volgens=["politie"],
    )
    do(
        SECRETARY,
        "agenderen",
        file,
        vergadering=meets("E"),
        besluit="casus_sluiten",
        voorstel="Sluit deze casus.",
    )


def in_a_bottleneck(file: UUID) -> None:
    """What happens in a bottleneck that was designated: a measure."""
    do(
        BUREAU,
        "maatregel_voorstellen",
        file,
        soort="preventie",
        deelnemer="gm0603-college",
        maatregel="Voorlichting.",
        doel="Registers.",
        uiterlijk="2026-03-01",
    )


def prepared(own: Any) -> None:
    """A signal that was reported, an application for a bottleneck, and a case that runs."""
    case = played("casus-gegevens", own)
    for name in ("voorgedragen", "gemeld"):
        played(name, own)
    in_a_case(case["casus"], case["bedrijf"], case["huur"])
    meets()


def begun(_: Any) -> None:
    """Two drafts of a signal, and a meeting of the table and of the steering group today."""
    for title in (FOR_A_CASE, FOR_A_BOTTLENECK):
        reported(title)
    meets("E")
    meets()


FOR_A_CASE, FOR_A_BOTTLENECK = "Wagens zonder huurder", "Garages zonder werk"


def running(own: Any) -> None:
    """The case and the bottleneck that came of them run: things happen in both."""
    with CLUSTER.connect("postgres", own.info.dbname) as root:
        files = dict(root.execute("select kind, id from files_file where kind <> 'signaal'"))
        case, bottleneck = files["casusoverleg"], files["handhavingsknelpunt"]
        company, datum = root.execute(
            "select subject_id, id from sharing_statement where file_id = %s limit 1", [case]
        ).fetchone()
    in_a_case(case, company, datum)
    in_a_bottleneck(bottleneck)
