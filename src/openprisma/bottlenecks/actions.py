"""Acts on a bottleneck: propose it on a signal, and designate it. The decision is the
permission."""

from __future__ import annotations

import re
from typing import Annotated
from uuid import UUID

from pydantic import Field

from openprisma.bottlenecks.models import Application, Evaluation
from openprisma.files.actions import (
    ENDS_ACCESS,
    ENDS_PERMISSIONS,
    OPENS,
    SHUTS,
    Text,
    Title,
    end_access,
    end_permissions,
    of_file,
    open_file,
    signed,
)
from openprisma.files.models import File
from openprisma.gate.acts import act
from openprisma.gate.declared import Identifier, Standing
from openprisma.gate.lists import BottleneckKind, Category, Organisation, Proposal, Shortage, Theme
from openprisma.gate.run import Run
from openprisma.gate.writes import adds
from openprisma.kernel.errors import BadInput
from openprisma.language.prose import Prose
from openprisma.panels.decision_actions import (
    DECIDES,
    DECIDES_AGAIN,
    RECORDS,
    decide,
    record,
    with_deviation,
)
from openprisma.panels.facts import current_round
from openprisma.signals.actions import OneSignal

Codes = Annotated[list[Organisation], Field(min_length=1)]
# Municipalities (GM0603) and SBI codes (77.11), separated by commas; which of those they are,
# `_codes` says.
Scope = Annotated[str, Identifier(r"[GM0-9., ]*", 400)]
Deviation = Annotated[str, Prose()]
Categories = Annotated[list[Category], Field(min_length=1)]


@act("knelpunt_voordragen", starts=True, also=("signaal",), writes=(OPENS, adds(Application)))
def propose(
    run: Run,
    *,
    signaal: OneSignal,
    titel: Title,
    soort: BottleneckKind,
    doel: Annotated[str, Prose()] = "",
    binnen: Text,
    buiten: Text,
    niet_naleving: Annotated[str, Prose()] = "",
    georganiseerd: Annotated[str, Prose()] = "",
    ernst: Annotated[str, Prose()] = "",
    tekort: list[Shortage] | None = None,
    codes: Scope = "",
    themas: list[Theme] | None = None,
    categorieen: Annotated[dict[Category, str] | None, Prose()] = None,
    nieuw: bool = False,
    voorgeschiedenis: Annotated[str, Prose()] = "",
) -> UUID:
    """Propose a bottleneck on a signal that was taken up. `categorieen`: each category wanted, with
    why it is needed. Source: wgs:2.18.1.a, wgs:2.23.4."""
    file = open_file(run, title=titel, rests_on_file=signaal)
    Application.objects.create(
        kind=soort,
        goal=doel,
        scope_in=binnen,
        scope_out=buiten,
        noncompliance=niet_naleving,
        organised=georganiseerd,
        severity=ernst,
        shortage=tekort or [],
        scope_codes=_codes(codes),
        themes=sorted(set(themas or [])),
        new_method=nieuw,
        history=voorgeschiedenis,
        wanted={code: why.strip() for code, why in (categorieen or {}).items() if why.strip()},
        proposed_by_id=run.actor.person,
        **of_file(run, file),
    )
    return file.id


def _codes(text: str) -> list[str]:
    """Municipalities and SBI codes. Raises `BadInput` for anything else."""
    found = [one.strip() for one in text.split(",") if one.strip()]
    if wrong := [one for one in found if not re.fullmatch(r"GM\d{4}|\d{2}(\.\d{1,3}){0,2}", one)]:
        raise BadInput(
            f"{wrong[0]} is geen gemeentecode of SBI-code.",
            fields={"codes": "Schrijf GM0603 of 77.11, met komma’s."},
        )
    return found


@act("knelpunt_aanwijzen", writes=(*DECIDES,))
def designate(
    run: Run,
    *,
    deelnemers: Codes,
    categorieen: Categories,
    motivering: Text,
    afwijking: Deviation = "",
    gemeld: bool = False,
    gezien: Standing | None = None,
) -> UUID:
    """Record the decision: it opens exchange for these participants and categories, until the end
    of the term. `gemeld`: the RAC and the CFG were told why its advice is not followed.

    Source: wgs:2.23.5; the term: werkwijze:handhavingsknelpunt.1, a parameter of the region.
    """
    return decide(run, deelnemers, categorieen, with_deviation(motivering, afwijking))


@act("knelpunt_evalueren", writes=(adds(Evaluation),))
def evaluate(
    run: Run, *, doel_bereikt: bool, bevindingen: Text, lessen: Text, voorstel: Proposal
) -> None:
    """Look back on the year and propose to extend or to close; no personal data. Source: wgs:1.7.5,
    werkwijze:handhavingsknelpunt.6."""
    Evaluation.objects.create(
        reached=doel_bereikt,
        findings=bevindingen,
        lessons=lessen,
        proposal=voorstel,
        round=current_round(run),
        **signed(run),
    )


@act("knelpunt_verlengen", writes=(*DECIDES_AGAIN,))
def extend(
    run: Run,
    *,
    deelnemers: Codes,
    categorieen: Categories,
    motivering: Text,
    afwijking: Deviation = "",
    gemeld: bool = False,
    gezien: Standing | None = None,
) -> UUID:
    """A new decision for a new term. Who is not named any more leaves today. `gemeld`: as with
    designating. Source: werkwijze:stuurgroep.4, bgs:1.13.6."""
    return decide(run, deelnemers, categorieen, with_deviation(motivering, afwijking))


@act("knelpunt_wijzigen", writes=(*DECIDES_AGAIN,))
def change(
    run: Run,
    *,
    deelnemers: Codes,
    categorieen: Categories,
    motivering: Text,
    gezien: Standing | None = None,
) -> UUID:
    """A new decision in place of the last, until the same day: a participant joins or leaves, or
    something was wrong. The earlier one stays as it was. Source: werkwijze:handhavingsknelpunt.10,
    wgs:2.23.5."""
    return decide(run, deelnemers, categorieen, motivering, until=run.file.ends_on)


@act("knelpunt_sluiten", writes=(SHUTS, ENDS_PERMISSIONS, *ENDS_ACCESS, RECORDS))
def close(run: Run, *, motivering: Text, gezien: Standing | None = None) -> UUID:
    """The decision to stop: nobody exchanges or reads from today.
    Source: werkwijze:stuurgroep.4."""
    File.objects.filter(pk=run.file_id).update(ends_on=run.today)
    end_permissions(run)
    end_access(run, staying=[])
    return record(run, run.today, [], [], motivering).id
