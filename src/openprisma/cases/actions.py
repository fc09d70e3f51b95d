"""Acts on a case: propose it on a signal, and what a table decides. The decision is the
permission."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field

from openprisma.cases.models import Case, CaseEvaluation, Goal, MoneyCheck
from openprisma.figures.actions import note, notes
from openprisma.figures.facts import origin
from openprisma.files.actions import (
    ENDS_ACCESS,
    ENDS_PERMISSIONS,
    OPENS_AT_A_PANEL,
    SHUTS,
    Text,
    Title,
    end_access,
    end_permissions,
    end_roles,
    open_file,
    signed,
)
from openprisma.files.models import File
from openprisma.files.port import ENDS_ROLES
from openprisma.gate.acts import act
from openprisma.gate.declared import Standing
from openprisma.gate.lists import (
    Category,
    CloseKind,
    Flow,
    Organisation,
    PanelCode,
    RegionalPlace,
    TakingRoute,
    Theme,
)
from openprisma.gate.run import Run
from openprisma.gate.writes import adds, changes
from openprisma.kernel.errors import BadInput
from openprisma.language.prose import Prose
from openprisma.panels.decision_actions import DECIDES, DECIDES_AGAIN, RECORDS, decide, record
from openprisma.panels.seats import TABLE
from openprisma.signals.actions import OneSignal
from openprisma.signals.facts import reporter_of
from openprisma.subjects.actions import (
    ADMITS,
    ADMITS_OR_REMOVES,
    ADMITTED,
    PROPOSED,
    REMOVED,
    Proposed,
    admit,
)
from openprisma.subjects.facts import last_admissions

Codes = Annotated[list[Organisation], Field(min_length=1)]
Places = Annotated[list[RegionalPlace], Field(min_length=1)]
Categories = Annotated[list[Category], Field(min_length=1)]
Amount = Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=2)]


@act(
    "casus_voordragen",
    starts=True,
    also=("signaal",),
    writes=(OPENS_AT_A_PANEL, adds(Case, sets=("panel_reason",)), *notes("casus_voorgedragen")),
)
def propose(
    run: Run,
    *,
    signaal: OneSignal,
    titel: Title,
    tafel: PanelCode,
    reden_tafel: Annotated[str, Prose()] = "",
    doel: Annotated[str, Prose()] = "",
    afbakening: Annotated[str, Prose()] = "",
    themas: list[Theme] | None = None,
    gemeenten: Places,
    deelnemers: list[Organisation] | None = None,
    drr: bool = False,
    categorieen: Annotated[dict[Category, str] | None, Prose()] = None,
) -> UUID:
    """Propose a case on a signal that was taken up, at a table. `deelnemers`: who will be needed,
    by code; `categorieen`: each category wanted, with why. Source: wgs:2.18.1.b, wgs:2.23.4,
    werkwijze:casusoverleg.1."""
    file = open_file(run, title=titel, rests_on_file=signaal, panel=tafel)
    reporter = reporter_of(signaal)
    case = Case.objects.create(
        file=file,
        alliance_id=file.alliance_id,
        goal=doel,
        scope=afbakening,
        themes=sorted(set(themas or [])),
        municipalities=sorted(set(gemeenten)),
        reporter_id=reporter,
        needed=sorted(set(deelnemers or [])),
        drr=drr,
        panel_reason=reden_tafel,
        proposed_by_id=run.actor.person,
        receipt=run.line,
        wanted={code: why.strip() for code, why in (categorieen or {}).items() if why.strip()},
    )
    note(run, "casus_voorgedragen", panel=tafel, origin=origin(run, reporter), themes=case.themes)
    return file.id


@act(
    "tafel_kiezen",
    writes=(
        changes(File, "panel"),
        changes(Case, "panel_reason", of_others=("person",)),
        ENDS_ROLES,
    ),
)
def choose_panel(run: Run, *, tafel: PanelCode, reden_tafel: Annotated[str, Prose()] = "") -> None:
    """Another table decides, with a reason when it is not the one of the rule. Who sat at the first
    keeps no place here. Source: werkwijze:casusoverleg.1."""
    File.objects.filter(pk=run.file_id).update(panel=tafel)
    Case.objects.filter(pk=run.file_id).update(panel_reason=reden_tafel, receipt=run.line)
    run.file.panel = tafel
    end_roles(run, TABLE.values())


@act("casus_starten", writes=(ADMITS, *notes("casus_gestart", "signaal_naar_casus"), *DECIDES))
def start(
    run: Run,
    *,
    deelnemers: Codes,
    categorieen: Categories,
    motivering: Text,
    gezien: Standing | None = None,
) -> UUID:
    """The table starts the case: participants and categories open, and everybody proposed so far is
    admitted. Source: wgs:2.23.5, werkwijze:casusoverleg.4."""
    admit(run, [one.subject for one in last_admissions(run) if one.state == PROPOSED], ADMITTED)
    case = Case.objects.get(pk=run.file_id)
    codes = {
        "panel": run.file.panel,
        "origin": origin(run, case.reporter_id),
        "themes": case.themes,
    }
    note(run, "casus_gestart", **codes)
    note(run, "signaal_naar_casus", **codes)
    return decide(run, deelnemers, categorieen, motivering)


@act("casus_afwijzen", writes=(*notes("casus_niet_gestart"), SHUTS, RECORDS))
def reject(run: Run, *, motivering: Text, gezien: Standing | None = None) -> UUID:
    """The table does not start the case; what was proposed about persons goes.
    Source: bgs:1.16.1.b."""
    note(run, "casus_niet_gestart", panel=run.file.panel)
    File.objects.filter(pk=run.file_id).update(ends_on=run.today)
    return record(run, run.today, [], [], motivering).id


@act("casus_wijzigen", writes=(*DECIDES_AGAIN,))
def change(
    run: Run,
    *,
    deelnemers: Codes,
    categorieen: Categories,
    motivering: Text,
    gezien: Standing | None = None,
) -> UUID:
    """Other participants or categories from today; who is not named leaves on the next click.
    Source: wgs:2.23.5."""
    return decide(run, deelnemers, categorieen, motivering)


@act("casus_subjecten", writes=(ADMITS_OR_REMOVES, RECORDS))
def decide_subjects(
    run: Run,
    *,
    toelaten: Proposed | None = None,
    verwijderen: Proposed | None = None,
    motivering: Text,
    gezien: Standing | None = None,
) -> UUID:
    """The table admits and removes subjects, by number and not by name. Data about a removed one
    are read by nobody from now on.
    Source: wgs:2.22.1, werkwijze:casusoverleg.3."""
    if not (toelaten or verwijderen):
        raise BadInput("U koos niemand.", fields={"toelaten": "Kies wie erbij komt of eraf gaat."})
    admit(run, toelaten or [], ADMITTED)
    admit(run, verwijderen or [], REMOVED)
    return record(run, run.file.ends_on, [], [], motivering).id


@act(
    "casus_sluiten",
    writes=(*notes("casus_gesloten"), SHUTS, RECORDS, ENDS_PERMISSIONS, *ENDS_ACCESS),
)
def close(
    run: Run, *, afsluiting: CloseKind, motivering: Text, gezien: Standing | None = None
) -> UUID:
    """The table closes the case, with or without an intervention: nobody exchanges or reads from
    today. Source: werkwijze:casusoverleg.8."""
    note(run, "casus_gesloten", panel=run.file.panel, ending=afsluiting)
    File.objects.filter(pk=run.file_id).update(ends_on=run.today)
    made = record(run, run.today, [], [], motivering)
    end_permissions(run)
    end_access(run, staying=[])
    return made.id


@act("doel_vastleggen", writes=(adds(Goal),))
def set_goal(run: Run, *, doel: Text, meten: Text) -> UUID:
    """What the participants want to reach and how they measure it.
    Source: werkwijze:casusoverleg.6."""
    return Goal.objects.create(text=doel, measure=meten, **signed(run)).id


@act("financiele_toets_vastleggen", writes=(adds(MoneyCheck),))
def check_money(
    run: Run,
    *,
    geldstromen: Flow,
    vermogen: Amount | None = None,
    route: TakingRoute,
    toelichting: Text,
) -> UUID:
    """Look at the money: flows, assets in view (euro), the route to take them; no names.
    Source: werkwijze:casusoverleg.8."""
    return MoneyCheck.objects.create(
        flows=geldstromen, assets=vermogen, route=route, text=toelichting, **signed(run)
    ).id


@act("analyse_afronden")
def finish_analysis(run: Run) -> None:
    """The analysis is ready to advise on; information can still be added. Source: wgs:2.18.1.b."""


@act("casus_evalueren", writes=(adds(CaseEvaluation),))
def evaluate(run: Run, *, doel_bereikt: bool, bevindingen: Text, lessen: Text) -> None:
    """Look back after closing, without personal data. Source: wgs:1.7.5."""
    CaseEvaluation.objects.create(
        reached=doel_bereikt, findings=bevindingen, lessons=lessen, **signed(run)
    )
