"""What the law may ask of a case: which table decides, what was asked for, what is laid down."""

from __future__ import annotations

from datetime import date
from typing import Any

from openprisma.cases.models import Case, Goal, MoneyCheck
from openprisma.files.facts import themes_of
from openprisma.gate.facts import fact
from openprisma.gate.law import lawbook
from openprisma.gate.run import Run
from openprisma.panels.models import Panel
from openprisma.partners.facts import parameters
from openprisma.partners.models import Municipality

REGIONAL, DISTRICT = "regionaal", "district"


def _value(run: Run, field: str, column: str) -> Any:
    """From the form while proposing, from the file afterwards; empty for a file that is no case."""
    if run.file is None:
        return run.inputs.get(field)
    held = run.rows(Case, column)
    return held[0][0] if held else run.inputs.get(field)


def panels(run: Run) -> dict[str, Panel]:
    """The tables of this region, by code."""
    found: dict[str, Panel] = run.share(
        "panels", lambda: {one.code: one for one in Panel.objects.order_by("code")}
    )
    return found


def districts_by_place(run: Run) -> dict[str, str]:
    """The district of each municipality of the region, by code."""
    found: dict[str, str] = run.share(
        "districts", lambda: dict(Municipality.objects.values_list("code", "district"))
    )
    return found


def tables_of(run: Run) -> set[str]:
    """The codes of the district tables that the municipalities of the case fall under."""
    places = _value(run, "gemeenten", "municipalities") or ()
    known = districts_by_place(run)
    districts = {known[code] for code in places if code in known}
    return {one.code for one in panels(run).values() if districts & set(one.districts)}


def chosen(run: Run) -> Panel | None:
    """The table somebody chooses now, or the one that decides on the file."""
    return panels(run).get(str(run.inputs.get("tafel") or (run.file.panel if run.file else "")))


def advised(run: Run) -> tuple[str, str]:
    """The table that the norms give, and what they say: for a proposal that explains itself."""
    return proposal(list(panels(run).values()), tables_of(run), _national(run), run.today)


def proposal(known: list[Panel], tables: set[str], national: bool, on: date) -> tuple[str, str]:
    """The code of the table to which no norm on choosing objects without a reason, and what the
    norm that applies says; both empty if there is none. `tables`: those of the districts where
    it happens."""
    book = lawbook().on(on)
    for panel in known:
        facts = {
            "casus.aantal_tafels": len(tables),
            "casus.landelijk": national,
            "casus.overleg_soort": sort_of(panel),
            "casus.overleg_van_gemeenten": panel.code in tables,
            "casus.reden_overleg": False,
        }
        others = frozenset(
            path for norm in book.binding(CHOOSING) for path in norm.facts
        ).difference(facts)
        looked = [
            one
            for one in book.judge(CHOOSING, facts, on, ahead=others).findings
            if one.norm.kind == "requires"
        ]
        if not any(one.stands_in_the_way for one in looked):
            return panel.code, next(
                (one.norm.entry.says for one in looked if one.state == "holds"), ""
            )
    return "", ""


def sort_of(panel: Panel) -> str:
    """Of districts, or of the region."""
    return DISTRICT if panel.districts else REGIONAL


CHOOSING = "tafel_kiezen"


@fact("casus.aantal_tafels", ahead=False)
def _tables(run: Run) -> int:
    return len(tables_of(run))


@fact("casus.landelijk", ahead=False)
def _national(run: Run) -> bool:
    national = set(parameters(run).get("landelijke_deelnemers", ()))
    return bool(_value(run, "drr", "drr")) or bool(
        national & set(_value(run, "deelnemers", "needed") or ())
    )


@fact("casus.overleg_soort", ahead=False)
def _sort(run: Run) -> str:
    panel = chosen(run)
    return REGIONAL if panel is None else sort_of(panel)


@fact("casus.overleg_van_gemeenten", ahead=False)
def _own(run: Run) -> bool:
    panel = chosen(run)
    return panel is not None and panel.code in tables_of(run)


@fact("casus.reden_overleg", ahead=False)
def _reason(run: Run) -> bool:
    return bool(str(run.inputs.get("reden_tafel", "")).strip())


@fact("casus.doel", ahead=False)
def _goal(run: Run) -> bool:
    return bool(str(_value(run, "doel", "goal") or "").strip())


@fact("casus.aantal_themas", ahead=False)
def _themes(run: Run) -> int:
    return len(_value(run, "themas", "themes") or ())


@fact("casus.categorieen", ahead=False)
def _wanted(run: Run) -> frozenset[str]:
    wanted = _value(run, "categorieen", "wanted") or {}
    return (
        frozenset(code for code, why in wanted.items() if str(why).strip())
        if isinstance(wanted, dict)
        else frozenset()
    )


@themes_of("casusoverleg")
def _proposed_under(run: Run) -> list[str]:
    return [one for (themes,) in run.rows(Case, "themes") for one in themes]


@fact("casus.aantal_doelen")
def _goals(run: Run) -> int:
    return len(run.rows(Goal, "id"))


@fact("casus.financiele_toets")
def _money(run: Run) -> bool:
    return bool(run.rows(MoneyCheck, "id"))
