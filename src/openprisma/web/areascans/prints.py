"""The report of a scan on paper: what was asked, how it was looked at, what was found and
recommended, and who checked it. Without names, and without a flag: what a rule found of an object
stays in the file."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from openprisma.areascans.queries import ScanAbout
from openprisma.documents.printing import Print, Section, as_pdf
from openprisma.gate.law import lawbook
from openprisma.gate.perform import perform
from openprisma.kernel.days import in_words
from openprisma.panels.overview import Overview
from openprisma.web.printed import foot

NAMELESS = "zonder namen van personen en bedrijven"
NOT_YET = "Er is nog geen rapport."


def report_print(request: HttpRequest, file: UUID) -> HttpResponse:
    """The report as PDF, with how the scan was done; before there is one, that alone."""
    page: Overview = perform(request.by, "dossier_inzien", file=file)  # type: ignore[attr-defined]
    head, told = page.head, page.about
    kicker = f"{head.kind_title} {head.file.reference}, stand van {in_words(head.today)}"
    sections = [_asked(told), *_report(told), *_bounds(told), *_effect(told)]
    made = as_pdf(
        Print(
            head.file.title,
            kicker,
            [f"Stap: {head.stage.title}.", "" if told.report else NOT_YET],
            sections,
            foot(request, NAMELESS),
        )
    )
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{head.file.reference}.pdf"'
    return answer


def _rows(heading: str, rows: list[tuple[str, str]]) -> Section:
    shown = [[what, says] for what, says in rows if says]
    return Section(heading, [], ["Onderwerp", "Omschrijving"], shown)


def _asked(told: ScanAbout) -> Section:
    scan, lists = told.scan, lawbook().vocabulary.lists
    return _rows(
        "Waar het over gaat",
        [
            ("Doel", scan.goal),
            ("Misstanden", scan.abuse),
            ("Sector of voorziening", lists["scanvoorzieningen"][scan.facility]),
            ("Waarom vatbaar", scan.exposed),
            ("Gemeenten", ", ".join(told.places)),
        ],
    )


def _report(told: ScanAbout) -> list[Section]:
    if told.report is None:
        return []
    rows = [
        [one.participant.name, "klopt" if one.agrees else "klopt niet", in_words(one.on_day)]
        for one in told.checks
    ]
    return [
        Section("Wat er is gevonden", [told.report.text]),
        Section("Wat de deelnemers aanbevelen", [told.report.advice]),
        *([Section("Nagekeken door", [], ["Wie", "Oordeel", "Dag"], rows)] if rows else []),
    ]


def _bounds(told: ScanAbout) -> list[Section]:
    scope = told.scope
    if scope is None:
        return []
    rules = "; ".join(f"{title} ({name}, versie {version})" for name, title, version in told.rules)
    return [
        _rows(
            "Hoe er is gekeken",
            [
                ("Hoort erbij", scope.scope_in),
                ("Hoort er niet bij", scope.scope_out),
                ("Regels", rules),
                ("Bronnen", scope.sources),
                ("Effectbeoordeling", scope.dpia),
            ],
        ),
    ]


def _effect(told: ScanAbout) -> list[Section]:
    if told.effect is None:
        return []
    reached = lawbook().vocabulary.lists["effecten"][told.effect.reached]
    rows = [("Doel", reached), ("Waaruit dat blijkt", told.effect.basis)]
    return [_rows("Effect", [*rows, ("Lessen", told.effect.lessons)])]
