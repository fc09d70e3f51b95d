"""What the law may ask of a scan: what was asked, how it is bounded, what was found and what a
person said of it."""

from __future__ import annotations

from operator import itemgetter
from typing import Any
from uuid import UUID

from openprisma.areascans.models import (
    CommitteeAdvice,
    Effect,
    Flag,
    FlagVerdict,
    FollowUp,
    Intake,
    Load,
    Report,
    ReportCheck,
    Scope,
)
from openprisma.files.facts import involved
from openprisma.gate.codes import supply
from openprisma.gate.facts import fact
from openprisma.gate.law import lawbook
from openprisma.gate.references import names, referred
from openprisma.gate.run import Run
from openprisma.scans.rules import Rule, kinds, load_kind
from openprisma.subjects.actions import PROPOSED
from openprisma.subjects.models import Admission

supply("scansoorten", kinds)
supply("scanregels", lambda: frozenset(one for kind in kinds() for one in rules_of(kind)))
NOT_YET, POSITIVE, NEGATIVE = "geen", "positief", "negatief"
TRUE, FALSE = "waar", "vals_alarm"  # of `vlagoordelen`
PERSONS = ("natuurlijk_persoon", "rechtspersoon")  # of `subjectsoorten`
WGS = "wgs"  # the mode of a scan of participants together (`scans/kinds`)
OPEN = ("afgesproken", "loopt")


def rules_of(kind: str) -> dict[str, Rule]:
    """The rules of a kind of scan, by name."""
    return {one.id: one for one in load_kind(kind).rules}


def allowed_rules(kind: str) -> dict[str, Rule]:
    """Those of a kind of scan that may be run under the Wgs, by name."""
    return {name: one for name, one in rules_of(kind).items() if WGS in one.entry.modes}


def scope_of(run: Run) -> Scope | None:
    """How the scan is bounded now; None before somebody laid that down."""
    return Scope.objects.filter(file=run.file_id).order_by("at").last()


def _last(run: Run, model: type[Any], *columns: str) -> tuple[Any, ...] | None:
    """The last row of a table in the file: when it was laid down, and these columns."""
    rows = sorted(run.rows(model, "at", *columns), key=itemgetter(0))
    return rows[-1] if rows else None


def _said(run: Run, name: str) -> bool:
    return bool(str(run.inputs.get(name) or "").strip())


def judged(positive: bool | None) -> str:
    """As a code of `oordelen_over`."""
    return NOT_YET if positive is None else POSITIVE if positive else NEGATIVE


@fact("scan.misstand", ahead=False)
def _abuse(run: Run) -> bool:
    return _said(run, "misstand")


@fact("scan.vatbaar", ahead=False)
def _exposed(run: Run) -> bool:
    return _said(run, "vatbaar")


@fact("scan.doel", ahead=False)
def _goal(run: Run) -> bool:
    return _said(run, "doel")


@fact("scan.vragen_beantwoord", ahead=False)
def _answered(run: Run) -> bool:
    return set(run.inputs.get("vragen") or ()) == set(lawbook().vocabulary.lists["intakevragen"])


@fact("scan.intake", ahead=False)
def _intake(run: Run) -> str:
    found = _last(run, Intake, "positive")
    return judged(None if found is None else found[1])


@fact("scan.afgebakend")
def _bounded(run: Run) -> bool:
    return _last(run, Scope) is not None


@fact("scan.grenzen")
def _bounds(run: Run) -> frozenset[str]:
    """Which bounds stand now, by number; nothing in a file that is no scan. What a vote or a
    judgement rests on: bounds that were laid down since are others (werkwijze:themascan.2)."""
    found = _last(run, Scope, "id")
    return frozenset({str(found[1])} if found else ())


@fact("scan.dpia")
def _assessed(run: Run) -> bool:
    found = _last(run, Scope, "dpia")
    return found is not None and bool(found[1].strip())


@fact("scan.nieuw")
def _new(run: Run) -> frozenset[str]:
    found = _last(run, Scope, "new")
    return frozenset(found[1] if found else ())


@fact("scan.rac")
def _committee(run: Run) -> str:
    """The last advice of the RAC on the bounds as they are now."""
    bounds, found = _last(run, Scope), _last(run, CommitteeAdvice, "positive")
    if bounds is None or found is None or found[0] < bounds[0]:
        return NOT_YET
    return judged(found[1])


BOUNDS = ("kind", "rules", "scope_in", "scope_out", "sources", "persons", "wanted", "new", "dpia")


@fact("scan.rac_keert", ahead=False)
def _committee_turned(run: Run) -> bool:
    """Would an advice in favour take the place of one against, about the same bounds (bgs:1.13.6)?
    Bounds that are laid down again word for word are the same bounds."""
    laid = sorted(run.rows(Scope, "at", *BOUNDS), key=itemgetter(0))
    against = [at for at, positive in run.rows(CommitteeAdvice, "at", "positive") if not positive]
    refused = [[bounds for since, *bounds in laid if since <= at][-1:] for at in against]
    return bool(run.inputs.get("positief")) and [bounds for _, *bounds in laid][-1:] in refused


@fact("scan.personen_nodig")
def _persons(run: Run) -> bool:
    found = _last(run, Scope, "persons")
    return found is not None and bool(found[1].strip())


@fact("scan.personen_voorgesteld")
def _persons_proposed(run: Run) -> bool:
    """Is a person or company waiting for the table to admit it?"""
    rows = sorted(run.rows(Admission, "at", "subject", "kind", "state"), key=itemgetter(0))
    last = {subject: (kind, state) for _, subject, kind, state in rows}
    return any(kind in PERSONS and state == PROPOSED for kind, state in last.values())


@fact("scan.categorieen", ahead=False)
def _wanted(run: Run) -> frozenset[str]:
    """The categories wanted, each with a reason: from the form while bounding, from the file
    afterwards."""
    held = _last(run, Scope, "wanted")
    wanted = run.inputs.get("categorieen") if run.act == BOUNDING else held[1] if held else {}
    return frozenset(code for code, why in (wanted or {}).items() if str(why).strip())


BOUNDING = "scan_afbakenen"


@fact("scan.regels_over_personen", ahead=False)
def _looks_at_people(run: Run) -> bool:
    """Is a rule chosen that looks at natural persons of a whole register? One that is not there
    counts as one that does."""
    if run.inputs.get("soort") not in kinds():
        return True
    known = rules_of(run.inputs["soort"])
    chosen = [known.get(one) for one in run.inputs.get("regels", ())]
    return any(one is not None and WGS not in one.entry.modes for one in chosen)


@fact("scan.vlaggen_passen", ahead=False)
def _as_decided(run: Run) -> bool:
    """Is every flag of a rule that was laid down, in that version?"""
    found = _last(run, Scope, "rules")
    rules = found[1] if found else {}
    told = run.inputs.get("inhoud")
    return all(rules.get(one.rule) == one.version for one in (told.flags if told else ()))


@fact("scan.modus_past", ahead=False)
def _right_mode(run: Run) -> bool:
    """Does the outcome say that it was made under the Wgs? One that does not say so was perhaps
    made for a municipality, over its own people."""
    told = run.inputs.get("inhoud")
    return told is not None and told.mode == WGS


@fact("scan.ingebracht")
def _brought_in(run: Run) -> bool:
    return bool(run.rows(Load, "id"))


def verdicts(run: Run) -> dict[UUID, str]:
    """What was said last of each flag."""
    rows = run.rows(FlagVerdict, "at", "flag", "answer")
    return {flag: answer for _, flag, answer in sorted(rows, key=itemgetter(0))}


@fact("scan.aantal_ongeduid", ahead=False)
def _unjudged(run: Run) -> int:
    said = verdicts(run)
    return sum(flag not in said for (flag,) in run.rows(Flag, "id"))


@fact("vlag.oordeel", ahead=False)
def _answer(run: Run) -> str:
    return str(run.inputs.get("oordeel", ""))


@fact("vlag.onschuldig", ahead=False)
def _innocent(run: Run) -> bool:
    return _said(run, "onschuldig")


@fact("vlag.telt", ahead=False)
def _counts(run: Run) -> bool:
    """Did a person call the flag that the act names true?"""
    return names(run, "vlag") and verdicts(run).get(referred(run, "vlag", Flag).id) == TRUE


@fact("scan.rapport")
def _written(run: Run) -> bool:
    return _last(run, Report) is not None


@fact("scan.nagekeken_door")
def _checked(run: Run) -> frozenset[str]:
    """The participants that last said of the report as it is now that it is right."""
    text = _last(run, Report)
    rows = sorted(run.rows(ReportCheck, "at", "participant_id", "agrees"), key=itemgetter(0))
    said = {of: agrees for at, of, agrees in rows if text is not None and at >= text[0]}
    return frozenset(of for of, agrees in said.items() if agrees)


@fact("opvolging.van_eigen_deelnemer", ahead=False)
def _own(run: Run) -> bool:
    return referred(run, "afspraak", FollowUp).participant_id == run.actor.participant


@fact("scan.open_opvolging", ahead=False)
def _open(run: Run) -> int:
    """Those of participants that are involved today: who left finishes nothing here any more."""
    here = involved(run)
    rows = run.rows(FollowUp, "state", "participant_id")
    return sum(state in OPEN and of in here for state, of in rows)


@fact("scan.effect")
def _measured(run: Run) -> bool:
    return bool(run.rows(Effect, "id"))
