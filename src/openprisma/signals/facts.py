"""What the law may ask of a signal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from openprisma.engine.terms import end_of
from openprisma.files.facts import arrival, involved
from openprisma.gate.codes import supply
from openprisma.gate.facts import fact
from openprisma.gate.keeping import KEEP
from openprisma.gate.law import lawbook
from openprisma.gate.run import Run
from openprisma.language.text import plain_name
from openprisma.partners.facts import parameters, participants
from openprisma.partners.models import Municipality, RegionalForm
from openprisma.partners.queries import regional_forms

REGIONAL = "regionaal"
CRITERIA = ("a", "b", "c", "d", "e")  # the letters of bgs:2.16.1
WEIGHING = ("soort", "omvang", "gewicht", "vergelijkbaar")  # wgs:2.23.3 a to d


@dataclass(frozen=True)
class Measures:
    """What may be asked of a signal without reading it: codes and counts, no words of anybody."""

    form: str
    participant: str
    municipalities: list[str]
    expected: list[str]
    quality: str
    explained: list[str]
    observed: int
    judged: list[str]
    positive: int
    negative: int
    unavoidable: list[str]
    told: list[str]
    organised: bool
    shortage: list[str]


def measures(run: Run) -> Measures:
    """The measures of the signal of this run; the database answers for all files of the line at
    once."""
    found: Measures = run.share("signals", _all_measures)[run.file.id]
    return found


def _all_measures() -> dict[UUID, Measures]:
    with connection.cursor() as cursor:
        cursor.execute("select * from fence.signal_measures()")
        return {file: Measures(*rest) for file, *rest in cursor.fetchall()}


def reporter_of(signal: UUID) -> str:
    """The code of the participant that reported a signal of the open line."""
    return _all_measures()[signal].participant


@fact("signaal.bewaren_tot")
def _keep_until(run: Run) -> date:
    """The first day on which a signal is read no more: its words count from the day on which it was
    drafted, which is before the alliance processes it (wgs:1.8.7)."""
    opened: date = run.file.opened_on
    return end_of(opened, lawbook().term(KEEP, run.today), lawbook().holidays)


@fact("signaal.aantal_waarnemingen")
def _observed(run: Run) -> int:
    """How many facts somebody of the reporter saw at work: no tip, and with its task
    (bgs:2.16.1.a)."""
    return measures(run).observed


@fact("signaal.ja_op", ahead=False)
def _yes_to(run: Run) -> frozenset[str]:
    """To which criteria of bgs:2.16.1 one says yes."""
    said = run.inputs.get("criteria") or {}
    return frozenset(letter for letter in CRITERIA if said.get(letter))


@fact("feit.van_een_tip", ahead=False)
def _of_a_tip(run: Run) -> bool:
    """Is one of the words in any text of a fact one for a tip, however it is spelled?"""
    told = " ".join(
        str(run.inputs.get(name, "")) for name in ("wat", "waar", "functie", "taak", "bron")
    )
    named = plain_name(told).split()
    return not set(named).isdisjoint(lawbook().vocabulary.lists["tipwoorden"])


def forms_of_crime() -> dict[str, str]:
    """Code and name of every form of crime: those of bgs:2.16.1.b, 1 to 5, and the regional ones,
    designated or not."""
    national = {
        code: text
        for code, text in lawbook().vocabulary.lists["verschijningsvormen"].items()
        if code != REGIONAL
    }
    return national | dict(RegionalForm.objects.order_by("name").values_list("code", "name"))


supply("vormen", forms_of_crime)
supply("criteria", lambda: CRITERIA)
supply("afwegingen", lambda: WEIGHING)


def forms_to_report(today: date) -> list[tuple[str, str]]:
    """The same as choices; of a regional one it says when it is not designated yet."""
    national = [
        (code, text)
        for code, text in lawbook().vocabulary.lists["verschijningsvormen"].items()
        if code != REGIONAL
    ]
    return national + regional_forms(today)


@fact("signaal.verschijningsvorm")
def _form(run: Run) -> str:
    form = measures(run).form
    return form if form in lawbook().vocabulary.lists["verschijningsvormen"] else REGIONAL


@fact("signaal.vorm_aangewezen")
def _form_designated(run: Run) -> bool:
    """A regional form counts once it is designated, tested for proportionality and published
    (bgs:2.16.1.b.6)."""
    form = measures(run).form
    if _form(run) != REGIONAL:
        return True
    known = run.share("forms", lambda: {f.code: f for f in RegionalForm.objects.all()}).get(form)
    return known is not None and known.usable_on(run.today)


@fact("signaal.kwaliteit")
def _quality(run: Run) -> str:
    return measures(run).quality


@fact("signaal.toegelicht")
def _explained(run: Run) -> bool:
    return set(CRITERIA) <= set(measures(run).explained)


@fact("signaal.aantal_verwachte_deelnemers")
def _expected(run: Run) -> int:
    known = measures(run)
    return len({*known.expected, known.participant})


@fact("signaal.in_eigen_regio")
def _in_region(run: Run) -> bool:
    """Does the signal concern the region of this alliance? It may concern another as well
    (bgs:2.16.1.e)."""
    places = set(measures(run).municipalities)
    ours = run.share(
        "municipalities", lambda: set(Municipality.objects.values_list("code", flat=True))
    )
    return bool(places & ours)


def waiting_for(run: Run) -> frozenset[str]:
    """Participants that must still give their verdict: everyone involved but the reporter (Q11,
    assumed)."""
    known = measures(run)
    return involved(run) - set(known.judged) - {known.participant}


@fact("signaal.uitslag")
def _outcome(run: Run) -> str:
    """Open until everybody has judged; then as the region's rule says (Q11): `allen` need a yes
    from all, `meerderheid` more yes than no."""
    if waiting_for(run):
        return "open"
    known = measures(run)
    enough = known.positive > known.negative if rule(run) == "meerderheid" else known.negative == 0
    return "positief" if enough else "negatief"


def standing_assessors(run: Run) -> list[str]:
    """The participants that assess every signal beside those the reporter needs: a parameter of the
    region (Q11); none where it says nothing."""
    return [
        code for code in parameters(run).get("vaste_beoordelaars", ()) if code in participants(run)
    ]


def rule(run: Run) -> str:
    """How participants decide together on a signal: a parameter of the region, a code of the list
    `oordeelregels`."""
    # The cautious one where a region says nothing.
    return str(parameters(run).get("signaal_oordeel", "allen"))


@fact("signaal.onvermijdelijke_woorden")
def _unavoidable(run: Run) -> int:
    return len(measures(run).unavoidable)


@fact("signaal.onvermijdelijke_tekst")
def _unavoidable_text(run: Run) -> frozenset[str]:
    """Which words are unavoidable and which facts stand beside them, by the number of each writing:
    who writes another word or fact writes another number. No fingerprint of a word: it could be
    guessed, and would outlive the word."""
    known = measures(run)
    return frozenset(known.unavoidable + known.told)


@fact("signaal.aantal_oordelen")
def _verdicts(run: Run) -> int:
    return len(measures(run).judged)


@fact("signaal.al_geoordeeld")
def _judged(run: Run) -> bool:
    return run.actor.participant in measures(run).judged


@fact("signaal.gezien", ahead=False)
def _as_seen(run: Run) -> bool:
    """Is the signal still the one that stood on the form? It cannot change where it is judged, but
    it can be given back, be written again and come once more."""
    return run.inputs.get("gezien") in (None, arrival(run))


@fact("signaal.oordeel_compleet", ahead=False)
def _complete(run: Run) -> bool:
    return set(CRITERIA) <= set(run.inputs.get("criteria") or ())


@fact("signaal.oordeel_afgewogen", ahead=False)
def _weighed(run: Run) -> bool:
    said = run.inputs.get("afweging") or {}
    return all(str(said.get(name, "")).strip() for name in WEIGHING)


@fact("signaal.overeenkomstig", ahead=False)
def _alike(run: Run) -> str:
    """The answer to wgs:2.23.3.d; what is no answer counts as none."""
    said = str(
        run.inputs.get("antwoord") or (run.inputs.get("afweging") or {}).get("vergelijkbaar", "")
    )
    return said if said in lawbook().vocabulary.lists["overeenkomstig"] else "geen"


@fact("signaal.bekend", ahead=False)
def _known(run: Run) -> str:
    return str(run.inputs.get("bekend", "geen"))


@fact("vraag.bekendheid_gevraagd")
def _asks_known(run: Run) -> bool:
    return asks_known(run)


def asks_known(run: Run) -> bool:
    """May participants be asked before the verdict whether they know somebody in the signal (Q5)?
    The region says; if it says nothing, no."""
    return bool(parameters(run).get("bekendheid_vragen", False))


@fact("signaal.gezag_akkoord", ahead=False)
def _authority(run: Run) -> bool:
    return bool(str(run.inputs.get("gezag", "")).strip())


@fact("signaal.georganiseerd")
def _organised(run: Run) -> bool:
    return measures(run).organised


@fact("signaal.tekort")
def _shortage(run: Run) -> frozenset[str]:
    return frozenset(measures(run).shortage)


@fact("feit.aard", ahead=False)
def _kind_of_fact(run: Run) -> str:
    return str(run.inputs.get("aard", ""))
