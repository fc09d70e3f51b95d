"""What the law may ask of a signal."""

from __future__ import annotations

from openprisma.files.facts import involved
from openprisma.gate.facts import fact
from openprisma.gate.run import Run
from openprisma.partners.models import Municipality
from openprisma.signals.models import Fact, Signal, Verdict

CRITERIA = ("a", "b", "c", "d", "e")  # the letters of bgs:2.16.1
WEIGHING = ("soort", "omvang", "gewicht", "vergelijkbaar")  # wgs:2.23.3 a to d


def _signal(run: Run) -> Signal:
    found: Signal = run.remember("signal", lambda: Signal.objects.get(pk=run.file.id))
    return found


@fact("signaal.aantal_feiten")
def _facts(run: Run) -> int:
    return Fact.objects.filter(file=run.file.id).count()


@fact("signaal.feiten_uit_eigen_taak")
def _own_task(run: Run) -> bool:
    return not Fact.objects.filter(file=run.file.id, task="").exists()


@fact("signaal.verschijningsvorm")
def _form(run: Run) -> str:
    return _signal(run).form


@fact("signaal.kwaliteit")
def _quality(run: Run) -> str:
    return _signal(run).quality


@fact("signaal.toegelicht")
def _explained(run: Run) -> bool:
    return all(str(_signal(run).criteria.get(letter, "")).strip() for letter in CRITERIA)


@fact("signaal.aantal_verwachte_deelnemers")
def _expected(run: Run) -> int:
    return len({*_signal(run).expected, _signal(run).participant_id})


@fact("signaal.in_eigen_regio")
def _in_region(run: Run) -> bool:
    places = set(_signal(run).municipalities)
    return bool(places) and places <= set(Municipality.objects.filter(pk__in=places).values_list("code", flat=True))


def waiting_for(run: Run) -> frozenset[str]:
    """Participants that must still give their verdict: everyone involved but the reporter (Q11, assumed)."""
    judged = set(Verdict.objects.filter(file=run.file.id).values_list("participant_id", flat=True))
    return involved(run.file.id, run.today) - judged - {_signal(run).participant_id}


@fact("signaal.open_oordelen")
def _open(run: Run) -> int:
    return len(waiting_for(run))


@fact("signaal.negatieve_oordelen")
def _negative(run: Run) -> int:
    return Verdict.objects.filter(file=run.file.id, positive=False).count()


@fact("signaal.al_geoordeeld")
def _judged(run: Run) -> bool:
    return Verdict.objects.filter(file=run.file.id, participant=run.actor.participant).exists()


@fact("signaal.oordeel_compleet", ahead=False)
def _complete(run: Run) -> bool:
    return set(CRITERIA) <= set(run.inputs.get("criteria") or ())


@fact("signaal.oordeel_afgewogen", ahead=False)
def _weighed(run: Run) -> bool:
    said = run.inputs.get("afweging") or {}
    return all(str(said.get(name, "")).strip() for name in WEIGHING)
