"""What the law may ask of a datum that somebody wants to deliver or read."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.db import connection

from openprisma.engine.norms import CategoryRow
from openprisma.files.facts import involved
from openprisma.gate.facts import fact
from openprisma.gate.law import lawbook
from openprisma.gate.references import names, referred
from openprisma.gate.run import Run
from openprisma.kernel.days import FOREVER
from openprisma.language.text import fold, plain_name
from openprisma.partners.facts import organs
from openprisma.sharing.models import Batch, Delivery, Statement
from openprisma.sharing.terms import answer_by, first_day, keep_until, police_until

CARE_UNSAID, CARE_NONE = "onbekend", "nee"  # of a datum, whether secrecy of care is on it
NONE = "geen"  # along no article of another law, or without consent of an authority


def kept(code: str) -> str:
    """How a datum keeps along which article it came, or which authority agreed: empty for none."""
    return "" if code == NONE else code


def delicate(statement: Statement, day: date) -> bool:
    """Is it of criminal law or special: because who supplied it said so, or by its category
    (wgs:1.7.3)? Also of what came in before anybody could say so."""
    implied = {row.nr for row in lawbook().categories(day).values() if row.sensitive}
    return statement.sensitive or statement.category in implied


def under_care(statement: Statement, day: date) -> bool | None:
    """Is a datum under the secrecy of who gives care (bgs:1.10.2)? What its supplier said, or else
    what its source, its ground and its category tell; nothing when those do not tell either."""
    if statement.care:
        return statement.care != CARE_NONE
    lists, code = lawbook().vocabulary.lists, _code(statement, day)
    if not lists["zorgbronnen"].keys().isdisjoint(plain_name(statement.source_system).split()):
        return True
    known = bool(statement.gateway) or code in lists["zonder_zorggeheim"]
    return False if known else None


def _code(statement: Statement, day: date) -> str:
    rows = lawbook().categories(day).values()
    return next((row.code for row in rows if row.nr == statement.category), "")


def row(run: Run) -> CategoryRow:
    """The row of the matrix (bgs:2.15) that the act is about."""
    return lawbook().categories(run.today)[run.inputs["categorie"]]


@fact("gegeven.van_eigen_deelnemer", ahead=False)
def _own(run: Run) -> bool:
    """Is the datum, or the whole delivery that an act names, of the participant of who acts?"""
    found: Statement | Delivery = (
        referred(run, "gegeven", Statement)
        if names(run, "gegeven")
        else referred(run, "levering", Delivery)
    )
    return found.participant_id == run.actor.participant


@fact("gegeven.verstrekker_betrokken", ahead=False)
def _supplier_involved(run: Run) -> bool:
    """Is whoever supplied the datum involved today, so that it takes it back itself?"""
    return referred(run, "gegeven", Statement).participant_id in involved(run)


@fact("gegeven.categorie", sql="c.code", level="category", ahead=False)
def _category(run: Run) -> str:
    return row(run).code


@fact("gegeven.staat_als", ahead=False)
def _stands_as(run: Run) -> str:
    """The category under which a datum stands that somebody corrects."""
    nr = referred(run, "gegeven", Statement).category
    return next(row.code for row in lawbook().categories(run.today).values() if row.nr == nr)


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
    """Is there a criminal-law datum in this file? Another one of the same category does not count.
    The database answers; nobody reads those data for it."""
    with connection.cursor() as cursor:
        cursor.execute("select fence.beside(%s)", [run.inputs.get("betrokkene")])
        return bool(cursor.fetchone()[0])


@fact("gegeven.binnen_kolom", ahead=False)
def _within(run: Run) -> bool:
    """Did whoever delivers say that it is what the second column names for the category (bgs:2.15)?
    Of a whole delivery that is said at once. Where that column sets no limit, nobody is asked."""
    said = bool(run.inputs.get("binnen_kolom"))
    return said or ("categorie" in run.inputs and not row(run).content)


@fact("gegeven.toereikend", ahead=False)
def _fitting(run: Run) -> bool:
    return bool(run.inputs.get("toereikend"))


@fact("gegeven.uit_handelsregister", ahead=False)
def _trade_register(run: Run) -> bool:
    """Is one of the names of the trade register among the words for the source?"""
    told = f" {plain_name(str(run.inputs.get('bronsysteem', '')))} "
    return any(f" {name} " in told for name in lawbook().vocabulary.lists["handelsregisternamen"])


@fact("gegeven.noodzaak", ahead=False)
def _necessity(run: Run) -> bool:
    return bool(run.inputs.get("noodzaak"))


@fact("gegeven.rechtmatig", ahead=False)
def _lawful(run: Run) -> bool:
    return bool(run.inputs.get("rechtmatig"))


@fact("gegeven.plicht", ahead=False)
def _secrecy_duty(run: Run) -> str:
    """Does a statute keep it secret, and may another one make an exception (wgs:1.5)? Only who
    supplies it knows."""
    return str(run.inputs.get("plicht", NONE))


@fact("gegeven.gezag", sql=f"coalesce(nullif(authority, ''), '{NONE}')", level="datum", ahead=False)
def _authority(run: Run) -> str:
    return str(run.inputs.get("gezag", NONE))


@fact("gegeven.in_gebruik", sql="in_use", level="datum", ahead=False)
def _in_use(run: Run) -> bool:
    """Do the police still process it, and not only keep it after removal (wpg:14.2)?"""
    return bool(run.inputs.get("in_gebruik"))


@fact("gegeven.politie_sinds_gezegd", ahead=False)
def _since_told(run: Run) -> bool:
    return run.inputs.get("politie_sinds") is not None


@fact("gegeven.politie_tot", ahead=False)
def _police_until(run: Run) -> date:
    """The first day on which the police must have removed it (wpg:8.6); the end of time when nobody
    said since when they process it."""
    since = run.inputs.get("politie_sinds")
    return FOREVER if since is None else police_until(since, run.today)


@fact(
    "gegeven.grond",
    sql=f"coalesce(nullif(gateway, ''), '{NONE}')",
    level="datum",
    ahead=False,
)
def _gateway(run: Run) -> str:
    return str(run.inputs.get("grond", NONE))


@fact("gegeven.politiesysteem", ahead=False)
def _police_system(run: Run) -> bool:
    """Is one of the words for the source a system of the police, however it is spelled: in letters
    that look like ours, with points or spaces between them, or before something else?"""
    told = fold(str(run.inputs.get("bronsysteem", "")))
    whole = re.sub(r"\b(\w)[. ]+(?=\w\b)", r"\1", told)
    named = {re.sub(r"[\d-]", "", word) for word in re.findall(r"[\w-]+", whole)}
    named |= {word for part in re.findall(r"\w+", whole) if (word := re.sub(r"\d", "", part))}
    return not named.isdisjoint(
        code.replace("-", "") for code in lawbook().vocabulary.lists["politiesystemen"]
    )


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
    key = (subject, row(run).nr, source, noted)
    known: date = run.remember(EARLIER, lambda: known_since([key])[key])
    return known


@fact("gegeven.eerder_bewaren_tot", ahead=False)
def _first_kept_until(run: Run) -> date:
    """When the five years of the same datum that was here before are over (bgs:1.16.2); the end of
    time when it was not."""
    first = _first_known(run)
    return first if first == FOREVER else keep_until(first, run.today)


EARLIER = "eerder_verwerkt"


def known_since(data: list[tuple[Any, ...]]) -> dict[tuple[Any, ...], date]:
    """Since when each datum of one's own is processed here, by subject, number of the category,
    source and day of noting; the end of time for what was not. Under an act that delivers."""
    each = list(dict.fromkeys(data))
    with connection.cursor() as cursor:
        cursor.execute(
            "select fence.first_processed(subject, category, source, noted) from unnest("
            "%s::uuid[], %s::int[], %s::text[], %s::date[]) with ordinality "
            "d (subject, category, source, noted, nr) order by nr",
            [list(column) for column in zip(*each, strict=True)] or [[], [], [], []],
        )
        return {key: found or FOREVER for key, (found,) in zip(each, cursor, strict=True)}


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


@fact("vraag.antwoord", ahead=False)
def _answer(run: Run) -> str:
    return str(run.inputs["antwoord"])


@fact("vraag.antwoord_voor", ahead=False)
def _answer_by(run: Run) -> date:
    return answer_by(run.inputs.get("antwoord_voor"), run.today)


@fact("levering.zonder_fouten", ahead=False)
def _flawless(run: Run) -> bool:
    """Was every row looked at today and is nothing wrong?"""
    found = referred(run, "levering", Batch)
    return found.on_day == run.today and found.checked == len(found.rows) and not found.errors
