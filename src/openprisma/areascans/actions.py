"""Acts on a scan before anything is collected: ask for it on a signal, the intake, its bounds, and
the decision. The decision is the permission."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field

from openprisma.areascans.facts import allowed_rules, rules_of
from openprisma.areascans.models import CommitteeAdvice, Intake, Scan, Scope
from openprisma.files.actions import (
    ENDS_ACCESS,
    ENDS_PERMISSIONS,
    OPENS_AT_A_PANEL,
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
from openprisma.gate.declared import Standing
from openprisma.gate.lists import (
    Category,
    Deviator,
    Facility,
    IntakeQuestion,
    Novelty,
    Organisation,
    PanelCode,
    RegionalPlace,
    ScanKind,
    ScanRule,
    Tester,
)
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
from openprisma.signals.actions import OneSignal
from openprisma.subjects.actions import ADMITS, ADMITTED, PROPOSED, admit
from openprisma.subjects.facts import last_admissions

Some = Annotated[str, Prose()]
Codes = Annotated[list[Organisation], Field(min_length=1)]
Places = Annotated[list[RegionalPlace], Field(min_length=1)]
Categories = Annotated[list[Category], Field(min_length=1)]
Rules = Annotated[list[ScanRule], Field(min_length=1)]
Novelties = Annotated[list[Novelty], Field(min_length=1)]
NOTHING_NEW = "niets"  # of `scanvernieuwingen`: an answer, so that nobody forgets the question


@act(
    "scan_aanvragen",
    starts=True,
    also=("signaal",),
    writes=(OPENS_AT_A_PANEL, adds(Scan)),
)
def ask(
    run: Run,
    *,
    signaal: OneSignal,
    titel: Title,
    tafel: PanelCode,
    gemeenten: Places,
    misstand: Some = "",
    voorziening: Facility,
    vatbaar: Some = "",
    doel: Some = "",
) -> UUID:
    """Ask for a scan on a signal that was taken up. `vatbaar`: why organised crime could use this
    sector or facility. Source: wgs:2.18.1.c, wgs:2.23.4, wgs:1.8.5."""
    file = open_file(run, title=titel, rests_on_file=signaal, panel=tafel)
    Scan.objects.create(
        abuse=misstand,
        facility=voorziening,
        exposed=vatbaar,
        goal=doel,
        municipalities=sorted(set(gemeenten)),
        proposed_by_id=run.actor.person,
        **of_file(run, file),
    )
    return file.id


@act("scan_oppakken")
def take_up(run: Run) -> None:
    """An analyst takes the request: the intake can begin. Source: wgs:2.18.1.c."""


@act("scan_intake_vastleggen", writes=(adds(Intake),))
def lay_down_intake(run: Run, *, vragen: dict[IntakeQuestion, bool], toelichting: Text) -> None:
    """The four questions; one no ends the request. Source: werkwijze:themascan.1."""
    Intake.objects.create(
        answers=vragen, positive=all(vragen.values()), text=toelichting, **signed(run)
    )


@act("scan_afbakenen", writes=(adds(Scope),))
def bound(
    run: Run,
    *,
    soort: ScanKind,
    regels: Rules,
    binnen: Text,
    buiten: Text,
    bronnen: Text,
    personen: Some = "",
    categorieen: Annotated[dict[Category, str] | None, Prose()] = None,
    nieuw: Novelties,
    dpia: Some = "",
) -> None:
    """Lay down what is looked at and how, before a row is collected; the rules keep the version
    they have today. `personen`: why more than objects is needed; `nieuw`: what is new, or that
    nothing is; `dpia`: which assessment covers it. Raises `BadInput` for a rule of another kind,
    and when something is new and nothing. Source: wgs:1.8.5, bgs:1.13.1, werkwijze:themascan.2."""
    if NOTHING_NEW in nieuw and len(set(nieuw)) > 1:
        raise BadInput(
            "Er is niets nieuw, of er is wel iets nieuw.",
            fields={"nieuw": "Kies “niets”, of kies alleen wat er nieuw is."},
        )
    known = rules_of(soort)
    if other := sorted(set(regels) - known.keys()):
        raise BadInput(
            f"De regel {other[0]} hoort niet bij deze soort scan.",
            fields={"regels": _choose(soort)},
        )
    Scope.objects.create(
        kind=soort,
        rules={one: known[one].entry.version for one in sorted(set(regels))},
        scope_in=binnen,
        scope_out=buiten,
        sources=bronnen,
        persons=personen,
        wanted={code: why.strip() for code, why in (categorieen or {}).items() if why.strip()},
        new=sorted(set(nieuw) - {NOTHING_NEW}),
        dpia=dpia,
        **signed(run),
    )


def _choose(kind: str) -> str:
    """What to do: only rules that may be run under the Wgs are named."""
    if names := ", ".join(allowed_rules(kind)):
        return f"Kies uit {names}."
    return "Kies een andere soort scan: van deze mag geen regel."


@act("scan_rac_vastleggen", writes=(adds(CommitteeAdvice),))
def record_committee(
    run: Run, *, door: Tester, positief: bool, advies: Text, minderheid: Some = ""
) -> None:
    """Record what the RAC advised on what is new in this scan. `door`: whose advice it is.
    Source: bgs:1.13.1, bgs:1.15.1."""
    CommitteeAdvice.objects.create(
        positive=positief, text=advies, minority=minderheid, **signed(run)
    )


@act("scan_besluiten", writes=(ADMITS, *DECIDES))
def start(
    run: Run,
    *,
    deelnemers: Codes,
    categorieen: Categories,
    motivering: Text,
    door: Deviator | None = None,
    afwijking: Some = "",
    gemeld: bool = False,
    gezien: Standing | None = None,
) -> UUID:
    """The table starts the scan: participants and categories open, and whoever was proposed is
    admitted. `door`: who deviates from a negative advice; `gemeld`: the RAC and the CFG were told
    why its advice is not followed.
    Source: wgs:2.23.5, wgs:2.22.1, bgs:1.13.6."""
    admit(run, [one.subject for one in last_admissions(run) if one.state == PROPOSED], ADMITTED)
    return decide(run, deelnemers, categorieen, with_deviation(motivering, afwijking))


@act("scan_afwijzen", writes=(SHUTS, RECORDS))
def reject(run: Run, *, motivering: Text, gezien: Standing | None = None) -> UUID:
    """The table does not start the scan; what was proposed about persons goes.
    Source: bgs:1.16.1.b."""
    File.objects.filter(pk=run.file_id).update(ends_on=run.today)
    return record(run, run.today, [], [], motivering).id


@act("scan_wijzigen", writes=(*DECIDES_AGAIN,))
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


@act("scan_stoppen", writes=(SHUTS, RECORDS, ENDS_PERMISSIONS, *ENDS_ACCESS))
def stop(run: Run, *, motivering: Text, gezien: Standing | None = None) -> UUID:
    """The table stops a scan under way: nobody exchanges or reads from today, and no report
    follows. Source: wgs:2.23.5, wgs:1.8.7."""
    File.objects.filter(pk=run.file_id).update(ends_on=run.today)
    made = record(run, run.today, [], [], motivering)
    end_permissions(run)
    end_access(run, staying=[])
    return made.id
