"""The overview of a bottleneck on paper: decisions, review, plan, who takes part; no personal data
of subjects."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from openprisma.documents.printing import Print, Section, as_pdf
from openprisma.gate.law import lawbook
from openprisma.gate.perform import perform
from openprisma.kernel.days import in_words
from openprisma.panels.overview import Overview
from openprisma.web.printed import foot

NAMELESS = "zonder namen van betrokken personen en bedrijven"


def overview_print(request: HttpRequest, file: UUID) -> HttpResponse:
    """The overview as PDF."""
    page: Overview = perform(request.by, "dossier_inzien", file=file)  # type: ignore[attr-defined]
    head = page.head
    sections = [_about(page), *_decisions(page), _plan(page), _people(page)]
    kicker = f"{head.kind_title} {head.file.reference}, stand van {in_words(head.today)}"
    made = as_pdf(
        Print(
            head.file.title,
            kicker,
            [f"Stap: {head.stage.title}."],
            [s for s in sections if s.lines or s.rows],
            foot(request, NAMELESS),
        )
    )
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{head.file.reference}.pdf"'
    return answer


def _about(page: Overview) -> Section:
    one = page.about.application
    rows = [
        ["Doel", one.goal],
        ["Hoort erbij", one.scope_in],
        ["Hoort er niet bij", one.scope_out],
        ["Structurele niet-naleving", one.noncompliance],
        ["Georganiseerd verband", one.organised],
        ["Ernst en omvang", one.severity],
    ]
    return Section(
        "Waar het over gaat", [], ["Onderwerp", "Omschrijving"], [row for row in rows if row[1]]
    )


def _decisions(page: Overview) -> list[Section]:
    acts = lawbook().vocabulary.acts
    return [
        Section(
            f"{acts[one.decision.kind].label}, {in_words(one.decision.on_day)}",
            [
                f"Voor: {', '.join(one.participants)}."
                if one.participants
                else "Opent niets meer.",
                f"Categorieën: {', '.join(one.categories)}." if one.categories else "",
                one.decision.motivation,
                one.decision.necessity,
                one.decision.proportionality,
                one.decision.subsidiarity,
                f"Vastgesteld door {one.decision.decided_by.name}; {one.decision.in_favour} "
                f"voor, {one.decision.against} tegen.",
            ],
        )
        for one in page.decisions
    ]


def _plan(page: Overview) -> Section:
    lists = lawbook().vocabulary.lists
    rows = [
        [
            lists["maatregelsoorten"][m.kind],
            m.text,
            m.participant.name,
            in_words(m.due),
            lists["maatregelstanden"][m.state],
        ]
        for m in page.about.plan.measures
    ]
    return Section("Plan van aanpak", [], ["Soort", "Maatregel", "Wie", "Uiterlijk", "Stand"], rows)


def _people(page: Overview) -> Section:
    roles = lawbook().vocabulary.lists["rollen"]
    rows = [
        [m.name, m.participant or "RIEC-bureau of stuurgroep", roles.get(m.role, m.role)]
        for m in page.head.team
    ]
    return Section("Wie mag kijken", [], ["Wie", "Voor", "Rol"], rows)
