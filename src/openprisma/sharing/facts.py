"""What the law may ask of a datum that somebody wants to deliver or read."""

from __future__ import annotations

import re
from datetime import date

from django.db import connection

from openprisma.engine.norms import CategoryRow
from openprisma.gate.facts import fact
from openprisma.gate.law import lawbook
from openprisma.gate.references import referred
from openprisma.gate.run import Run
from openprisma.kernel.days import FOREVER
from openprisma.language.check import Reading, check
from openprisma.language.facts import read_of
from openprisma.partners.facts import organs
from openprisma.sharing.models import Batch, Statement
from openprisma.sharing.terms import answer_by, first_day, keep_until

FOREIGNER = "vreemdeling"  # what somebody with a residence status is, of whichever country
NO_GATEWAY = "geen"  # a datum that came along no article of another law


def kept(gateway: str) -> str:
    """How a datum keeps along which article it came: empty for none."""
    return "" if gateway == NO_GATEWAY else gateway


def delicate(statement: Statement, day: date) -> bool:
    """Is it of criminal law or special: because who supplied it said so, or by its category
    (wgs:1.7.3)? Also of what came in before anybody could say so."""
    implied = {row.nr for row in lawbook().categories(day).values() if row.sensitive}
    return statement.sensitive or statement.category in implied


def row(run: Run) -> CategoryRow:
    """The row of the matrix (bgs:2.15) that the act is about."""
    return lawbook().categories(run.today)[run.inputs["categorie"]]


@fact("gegeven.van_eigen_deelnemer", ahead=False)
def _own(run: Run) -> bool:
    return referred(run, "gegeven", Statement).participant_id == run.actor.participant


@fact("gegeven.categorie", sql="c.code", level="category", ahead=False)
def _category(run: Run) -> str:
    return row(run).code


@fact("gegeven.fase", sql="c.phase", level="category", ahead=False)
def _phase(run: Run) -> int:
    return row(run).phase


@fact("gegeven.werkwijzen", sql="c.methods", level="category", ahead=False)
def _methods(run: Run) -> frozenset[str]:
    return frozenset(row(run).methods)


@fact("gegeven.orgaan", ahead=False)
def _organ(run: Run) -> str:
    return organs(run)[run.actor.participant]


@fact("gegeven.bronnen", ahead=False)
def _sources(run: Run) -> frozenset[str]:
    entry = row(run)
    allowed = set(entry.sources or lawbook().vocabulary.lists["organen"])
    return frozenset(allowed - set(entry.not_sources))


@fact("gegeven.naast_strafrechtelijk", ahead=False)
def _beside_criminal(run: Run) -> bool:
    """Is there a criminal-law datum about the same subject? Another one of the same category does
    not count. The database answers; nobody reads those data for it."""
    with connection.cursor() as cursor:
        cursor.execute("select fence.beside(%s)", [run.inputs.get("betrokkene")])
        return bool(cursor.fetchone()[0])


@fact("gegeven.noodzaak", ahead=False)
def _necessity(run: Run) -> bool:
    return bool(run.inputs.get("noodzaak"))


@fact("gegeven.rechtmatig", ahead=False)
def _lawful(run: Run) -> bool:
    return bool(run.inputs.get("rechtmatig"))


@fact("gegeven.gezag_akkoord", sql="authority <> ''", level="datum", ahead=False)
def _authority(run: Run) -> bool:
    return bool(str(run.inputs.get("gezag") or "").strip())


@fact(
    "gegeven.grond",
    sql=f"coalesce(nullif(gateway, ''), '{NO_GATEWAY}')",
    level="datum",
    ahead=False,
)
def _gateway(run: Run) -> str:
    return str(run.inputs.get("grond", NO_GATEWAY))


@fact("gegeven.politiesysteem", ahead=False)
def _police_system(run: Run) -> bool:
    """Is one of the words for the source a system of the police?"""
    named = re.findall(r"[\w-]+", str(run.inputs.get("bronsysteem", "")).lower())
    return not set(named).isdisjoint(lawbook().vocabulary.lists["politiesystemen"])


@fact("gegeven.geheimhouding", sql="secret", level="datum", ahead=False)
def _secrecy(run: Run) -> bool:
    return bool(run.inputs.get("geheimhouding"))


@fact("gegeven.eigen_aanvraag", ahead=False)
def _own_request(run: Run) -> bool:
    return bool(run.inputs.get("eigen_aanvraag"))


@fact("gegeven.onderwerp_rapport", ahead=False)
def _report_about(run: Run) -> bool:
    return bool(run.inputs.get("onderwerp_rapport"))


@fact("gegeven.icov_instemming", ahead=False)
def _consented_elsewhere(run: Run) -> bool:
    return bool(run.inputs.get("icov_instemming"))


@fact("gegeven.bewaren_tot", sql="keep_until", level="row", ahead=False)
def _keep_until(run: Run) -> date:
    return keep_until(_first_day(run), run.today)


@fact("gegeven.eerst_verwerkt", ahead=False)
def _first_day(run: Run) -> date:
    return first_day(run.inputs.get("eerst_verwerkt"), run.today)


@fact("gegeven.eerder_verwerkt", ahead=False)
def _first_known(run: Run) -> date:
    """When the same datum of one's own was first processed here; the end of time when it was not.
    The database answers, also of what is no longer to be read."""
    told = ("betrokkene", "bronsysteem", "vastgesteld_op")
    subject, source, noted = (run.inputs.get(name) for name in told)
    with connection.cursor() as cursor:
        cursor.execute(
            "select fence.first_processed(%s, %s, %s, %s)", [subject, row(run).nr, source, noted]
        )
        return cursor.fetchone()[0] or FOREVER


@fact("gegeven.betwist", sql="disputed", level="row", ahead=False)
def _disputed(run: Run) -> bool:
    """Asked of rows in the database; whoever may not use a disputed datum does not see it."""
    return False


@fact("gegeven.eigen", sql="own", level="row", ahead=False)
def _of_ours(run: Run) -> bool:
    """Asked of rows in the database."""
    return True


@fact("gegeven.ingetrokken", sql="withdrawn", level="row", ahead=False)
def _withdrawn(run: Run) -> bool:
    return False


@fact("vraag.antwoord_voor", ahead=False)
def _answer_by(run: Run) -> date:
    return answer_by(run.inputs.get("antwoord_voor"), run.today)


@fact("levering.zonder_fouten", ahead=False)
def _flawless(run: Run) -> bool:
    """Was every row looked at and is nothing wrong?"""
    found = referred(run, "levering", Batch)
    return found.checked == len(found.rows) and not found.errors


@fact("tekst.categorie", ahead=False)
def _text_of(run: Run) -> str:
    """Of which category is the datum that this text is, or becomes? Unlike `gegeven.categorie` not
    asked of rows in the database: whoever corrects a datum names it."""
    if "gegeven" not in run.inputs:
        return row(run).code
    nr, rows = referred(run, "gegeven", Statement).category, lawbook().categories(run.today)
    return next(one.code for one in rows.values() if one.nr == nr)


@fact("gegeven.herkenning", ahead=False)
def _tells_apart(run: Run) -> bool:
    """Is a nationality in this text unavoidable to tell who somebody is (bgs:1.9)? In what is
    corrected one stood already."""
    if "gegeven" not in run.inputs:
        return bool(run.inputs.get("herkenning"))
    return bool(_nationality([check(referred(run, "gegeven", Statement).text)]))


@fact("tekst.noemt_land", ahead=False)
def _names_country(run: Run) -> bool:
    """Does it say more than that somebody is a foreigner?"""
    return not all(words.startswith(FOREIGNER) for words in _nationality(read_of(run)))


def _nationality(readings: list[Reading]) -> list[str]:
    """The words that tell a nationality, for certain."""
    return [
        reading.words(finding).lower()
        for reading in readings
        for finding in reading.certain
        if finding.kind == "nationaliteit"
    ]
