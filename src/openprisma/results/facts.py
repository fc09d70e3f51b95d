"""What the law may ask of a result."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from openprisma.files.facts import involved
from openprisma.files.models import Deviation
from openprisma.gate.facts import fact
from openprisma.gate.law import lawbook
from openprisma.gate.references import names, referred
from openprisma.gate.run import Run
from openprisma.gate.verdicts import fingerprint
from openprisma.kernel.days import FOREVER
from openprisma.language.text import plain_name
from openprisma.partners.facts import organs, participants
from openprisma.results.models import Inquiry, Reaction, Result
from openprisma.sharing.facts import under_care
from openprisma.sharing.models import Statement
from openprisma.subjects.actions import REMOVED
from openprisma.subjects.facts import last_admissions

GIVEN, DRAFT = "verstrekt", "opgesteld"
KNOWN, UNKNOWN = "bekend", "niet_bekend"  # what another alliance answers
SECRET, NO_SECRET, NOT_LOOKED = "ja", "nee", "niet_nagegaan"  # whether secrecy of care is in it
CONSENT, OBJECTS, WEIGHTY = "instemming", "bezwaar", "zwaarwegend"


def named(run: Run) -> Result:
    """The result an act names. Raises `KeyError` for an act that names none."""
    return referred(run, "resultaat", Result)


def answers(run: Run) -> dict[str, str]:
    """The last answer of each participant to the result of this run."""
    rows = Reaction.objects.filter(result=named(run).id).order_by("at")
    found: dict[str, str] = run.remember(
        "reactions", lambda: {row.participant_id: row.answer for row in rows}
    )
    return found


@fact("resultaat.aan", ahead=False)
def _way(run: Run) -> str:
    return str(named(run).way if names(run, "resultaat") else run.inputs.get("aan", ""))


@fact("resultaat.taak", ahead=False)
def _task(run: Run) -> bool:
    return bool(named(run).task.strip())


@fact("resultaat.verenigbaar", ahead=False)
def _compatible(run: Run) -> bool:
    return bool(named(run).compatible.strip())


@fact("resultaat.ontvanger_deelnemer", ahead=False)
def _participant(run: Run) -> bool:
    return named(run).recipient in participants(run)


@fact("resultaat.privaat", ahead=False)
def _private(run: Run) -> bool:
    return bool(named(run).private)


@fact("resultaat.belang", ahead=False)
def _ground(run: Run) -> str:
    return str(named(run).ground)


@fact("resultaat.bezwaren", ahead=False)
def _objections(run: Run) -> int:
    return sum(answer in (OBJECTS, WEIGHTY) for answer in answers(run).values())


@fact("resultaat.bezwaarmaker_betrokken", ahead=False)
def _objector_involved(run: Run) -> bool:
    """Is the participant whose objection is recorded involved, so that it answers for itself?"""
    return str(run.inputs.get("deelnemer", "")) in involved(run)


@fact("resultaat.bezwaarmaker_antwoordde", ahead=False)
def _objector_answered(run: Run) -> bool:
    return str(run.inputs.get("deelnemer", "")) in answers(run)


@fact("resultaat.veto", ahead=False)
def _veto(run: Run) -> int:
    """How many suppliers hold it back. Of one that left the file another wrote down what its letter
    says, so any objection of it counts (wgs:1.7.1)."""
    said, here = answers(run), involved(run)
    return sum(
        said.get(code) == WEIGHTY or (said.get(code) == OBJECTS and code not in here)
        for code in named(run).suppliers
    )


@fact("resultaat.vertrokken_zonder_antwoord", ahead=False)
def _left_unasked(run: Run) -> int:
    """How many suppliers that are not involved any more were not heard."""
    gone = set(named(run).suppliers) - involved(run)
    return len(gone - answers(run).keys())


@fact("resultaat.voorgelegd", ahead=False)
def _asked(run: Run) -> bool:
    return named(run).reply_by is not None


@fact("resultaat.reageren_tot", ahead=False)
def _reply_by(run: Run) -> date:
    day: date = named(run).reply_by or FOREVER
    return day


@fact("resultaat.rac", ahead=False)
def _rac(run: Run) -> str:
    told = named(run).rac
    return "geen" if told is None else "positief" if told else "negatief"


@fact("resultaat.rac_keert", ahead=False)
def _turned(run: Run) -> bool:
    """Would a test in favour take the place of one against, of the same result (bgs:1.13.6)?"""
    return named(run).rac is False and bool(run.inputs.get("positief"))


def tested(result: Result) -> str:
    """Which result, and which test of it, as one code."""
    return fingerprint([str(result.id), str(result.rac), result.rac_text])


@fact("resultaat.afwijking", ahead=False)
def _deviated(run: Run) -> bool:
    """Do the administrators deviate from the test as it stands (bgs:1.13.6)?"""
    return (tested(named(run)),) in run.rows(Deviation, "about")


@fact("vraag.afwijker", ahead=False)
def _deviator(run: Run) -> str:
    return str(run.inputs.get("door") or "")


@fact("resultaat.gevoelig", ahead=False)
def _sensitive(run: Run) -> bool:
    return bool(named(run).sensitive)


@fact("resultaat.zonder_instemming", ahead=False)
def _without_consent(run: Run) -> int:
    """How many suppliers did not consent."""
    return sum(answers(run).get(code) != CONSENT for code in named(run).suppliers)


@fact("resultaat.gevoelig_zonder_instemming", ahead=False)
def _without_sensitive_consent(run: Run) -> int:
    """How many suppliers of special and criminal data did not consent."""
    return sum(answers(run).get(code) != CONSENT for code in named(run).sensitive)


@fact("resultaat.gegevens_weg", ahead=False)
def _gone(run: Run) -> int:
    """How many of the data under it are not there to be used any more: taken back, over their term,
    removed from the file, or reported as wrong, be it one's own; or written again since, so that
    nobody tested, consented to or objected to what they say now."""
    result = named(run)
    rows = Statement.objects.filter(
        file=run.file_id, pk__in=result.statements, withdrawn=False, disputed_on=None
    ).filter(keep_until__gt=run.today)
    return len(result.statements) - sum(_as_written(result, row) for row in rows)


def _as_written(result: Result, datum: Statement) -> bool:
    """Does a datum say what it said when the result was written? Of a result of before that was
    kept, the days tell."""
    if result.versions:
        known = dict(zip(result.statements, result.versions, strict=False))
        return known.get(datum.id) == datum.receipt
    return datum.corrected_on is None or datum.corrected_on < result.on_day


@fact("resultaat.verbeterd", ahead=False)
def _changed(run: Run) -> bool:
    """Was a datum under a result that went out corrected, disputed or taken back since?"""
    return changed_since(run, named(run))


def changed_since(run: Run, result: Result) -> bool:
    """Did something change under this result after it went out, of which its receiver was not told?
    What is taken back after the receiver was told once leaves no row to see it by."""
    if result.given_on is None:
        return False
    under = Statement.objects.filter(file=run.file_id, pk__in=result.statements)
    if told := result.informed_on:
        return under.filter(Q(corrected_on__gt=told) | Q(disputed_on__gt=told)).exists()
    same = under.filter(withdrawn=False, disputed_on=None).exclude(
        corrected_on__gte=result.given_on
    )
    return same.count() < len(result.statements)


@fact("bekendheid.gegevens", ahead=False)
def _sent(run: Run) -> frozenset[str]:
    return frozenset(run.inputs.get("gegevens") or ())


@fact("bekendheid.verband_van_de_wet", ahead=False)
def _asked_alliance(run: Run) -> bool:
    return alliance_kind(str(run.inputs.get("verband", ""))) != NO_KIND


@fact("bekendheid.doel", ahead=False)
def _why(run: Run) -> bool:
    return bool(str(run.inputs.get("waarom", "")).strip())


@fact("bekendheid.open", ahead=False)
def _open(run: Run) -> bool:
    return not referred(run, "vraag", Inquiry).answer


@fact("bekendheid.meer", ahead=False)
def _more(run: Run) -> bool:
    return bool(run.inputs.get("zegt_meer"))


@fact("resultaat.belastinggegevens", ahead=False)
def _tax(run: Run) -> bool:
    """Does it rest on data of the tax administration, the FIOD apart (wgs:1.7.6)?"""
    barred = lawbook().vocabulary.lists["belasting_organen"]
    return any(organs(run).get(code) in barred for code in named(run).suppliers)


@fact("resultaat.kwaliteit", ahead=False)
def _quality(run: Run) -> bool:
    return bool(named(run).quality.strip())


@fact("resultaat.basis", ahead=False)
def _basis(run: Run) -> bool:
    """Stated, or not needed: what comes from a case conference need not say it (bgs:1.8.2)."""
    return run.file.kind in lawbook().vocabulary.lists["zonder_basis"] or bool(
        named(run).basis.strip()
    )


@fact("resultaat.geheimhouding", ahead=False)
def _secrecy(run: Run) -> bool:
    return bool(run.inputs.get("geheimhouding"))


@fact("resultaat.activiteit", ahead=False)
def _activity(run: Run) -> bool:
    return bool(named(run).activity.strip())


@fact("resultaat.wijze", ahead=False)
def _mode(run: Run) -> str:
    return str(named(run).mode if names(run, "resultaat") else run.inputs.get("wijze", "geen"))


@fact("resultaat.verband", ahead=False)
def _kind(run: Run) -> str:
    return str(named(run).alliance_kind)


@fact("resultaat.naam_van", ahead=False)
def _named_alliance(run: Run) -> str:
    """Which alliance has this name, whatever was chosen beside it (bgs:1.10.1)?"""
    name, known = _recipient(run), lawbook().vocabulary.lists["verbandnamen"]
    return next((of for words, of in known.items() if f" {plain_name(words)} " in name), NO_KIND)


NO_KIND = "geen"


def _recipient(run: Run) -> str:
    return f" {plain_name(named(run).recipient)} "


def alliance_kind(name: str) -> str:
    """Which kind of alliance of this law has this name, by the list of the law (wgs:1.7.8)."""
    known = lawbook().vocabulary.lists["verbanden_van_de_wet"]
    told = plain_name(name)
    return next((of for one, of in known.items() if plain_name(one) == told), NO_KIND)


@fact("resultaat.ontvanger_verband", ahead=False)
def _listed_kind(run: Run) -> str:
    return alliance_kind(named(run).recipient)


@fact("resultaat.naam_privaat", ahead=False)
def _private_name(run: Run) -> bool:
    """Does the name of the receiver hold a private legal form (wgs:1.7.2.b)?"""
    forms = lawbook().vocabulary.lists["private_rechtsvormen"]
    return not forms.keys().isdisjoint(_recipient(run).split())


@fact("resultaat.bekend_daar", ahead=False)
def _known_there(run: Run) -> bool:
    """Did the receiver, by this very name, answer of everybody whom the result is about that it
    knows them (bgs:1.10.1)? Of a result about nobody it is not."""
    told = named(run).recipient if names(run, "resultaat") else run.inputs.get("ontvanger", "")
    answered = Inquiry.objects.filter(file=run.file_id, answer=KNOWN)
    removed = {one.subject for one in last_admissions(run) if one.state == REMOVED}
    known = {
        subject
        for subject, alliance in answered.values_list("subject_id", "alliance_asked")
        if plain_name(alliance) == plain_name(str(told)) and subject not in removed
    }
    about = _about(run)
    return bool(about) and about <= known


def _about(run: Run) -> frozenset[UUID]:
    """Whom a result is about: the subject of the inquiry it answers and those of the data it rests
    on, also when a datum is no longer there to look at: then nobody answered about it."""
    if names(run, "resultaat"):
        inquiry, data = named(run).inquiry, named(run).statements
    else:
        inquiry, data = run.inputs.get("vraag"), run.inputs.get("gegevens") or []
    asked = Inquiry.objects.filter(file=run.file_id, pk=inquiry) if inquiry else ()
    here = Statement.objects.filter(file=run.file_id, pk__in=data)
    about = dict(here.values_list("id", "subject_id"))
    return frozenset({one.subject_id for one in asked} | {about.get(one, one) for one in data})


@fact("resultaat.vrije_tekst", ahead=False)
def _own_words(run: Run) -> bool:
    """Does somebody's own text go along, more than what the answer to an inquiry composes?"""
    if names(run, "resultaat"):
        return named(run).inquiry is None
    return any(str(run.inputs.get(part) or "").strip() for part in WORDS)


WORDS = ("tekst", "verenigbaar", "activiteit", "basis")  # what a writer may add to a result


@fact("resultaat.zorggeheim", ahead=False)
def _care(run: Run) -> str:
    """Is there secrecy of care on what it rests on (bgs:1.10.2)? What somebody says of the result
    cannot take away what a datum tells; of a datum that tells nothing, or is not to be read, it is
    not known before somebody looked."""
    result = named(run)
    rows = Statement.objects.filter(file=run.file_id, pk__in=result.statements)
    told = [under_care(one, run.today) for one in rows]
    if result.care == SECRET or any(told):
        return SECRET
    whole = len(told) == len(result.statements) and None not in told
    return NO_SECRET if whole or result.care == NO_SECRET else NOT_LOOKED


@fact("resultaat.taak_opgedragen", ahead=False)
def _mandated(run: Run) -> bool:
    return bool(named(run).mandate.strip())


@fact("resultaat.aantal_gegevens", ahead=False)
def _data(run: Run) -> int:
    chosen: Any = (
        named(run).statements if names(run, "resultaat") else run.inputs.get("gegevens") or ()
    )
    return len(chosen)


@fact("resultaat.verstrekt", ahead=False)
def _given(run: Run) -> bool:
    return named(run).given_on is not None


@fact("resultaat.opvolging", ahead=False)
def _followed(run: Run) -> bool:
    return bool(run.inputs.get("gebruikt")) or bool(str(run.inputs.get("waarom_niet", "")).strip())


@fact("resultaat.eigen_gegevens", ahead=False)
def _own(run: Run) -> bool:
    return run.actor.participant in named(run).suppliers


@fact("resultaat.reactie", ahead=False)
def _answer(run: Run) -> str:
    return str(run.inputs.get("antwoord", OBJECTS))
