"""The description of a case on paper, marked with who took it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from openprisma.cases.description import Description
from openprisma.documents.printing import Print, Section, as_pdf
from openprisma.gate.law import lawbook
from openprisma.gate.perform import perform
from openprisma.kernel.days import FOREVER, in_words


def description(request: HttpRequest, file: UUID) -> HttpResponse:
    """The copy as PDF."""
    told: Description = perform(request.by, "casusbeschrijving_ophalen", file=file)  # type: ignore[attr-defined]
    today = in_words(told.head.today)
    gone = (
        ""
        if told.expires_on == FOREVER
        else f" Vernietig dit uiterlijk op {in_words(told.expires_on)}."
    )
    intro = [
        f"Voor {told.receiver}, {told.organisation}, op grond van {', '.join(told.grounds)}.{gone}",
        "U bent verplicht dit geheim te houden. "
        "Geef het niet door: wie het nodig heeft, vraagt een eigen exemplaar.",
    ]
    sections = [_about(told), _data(told), _claims(told), _ties(told), _interventions(told)]
    made = as_pdf(
        Print(
            told.head.file.title,
            f"{told.head.kind_title} {told.head.file.reference}, stand van {today}",
            intro,
            [one for one in sections if one.lines or one.rows],
            f"OpenPrisma · exemplaar {told.line}",
            f"{told.receiver}, {today}",
        )
    )
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = (
        f'attachment; filename="{told.head.file.reference}-casusbeschrijving.pdf"'
    )
    return answer


def _about(told: Description) -> Section:
    case = told.about.case
    return Section(
        "Waar het over gaat",
        [f"Doel: {case.goal}", f"Afbakening: {case.scope}" if case.scope else ""],
    )


def _data(told: Description) -> Section:
    names = {id_: name for id_, name, _, _ in told.analysis.subjects}
    rows = [
        [one.nr, names.get(one.subject, ""), one.text, one.where, in_words(one.noted_on)]
        for one in told.analysis.sources
    ]
    return Section(
        "Gegevens", [], ["Bron", "Over", "Gegeven", "Categorie en herkomst", "Vastgesteld"], rows
    )


def _claims(told: Description) -> Section:
    parts, grades = (
        lawbook().vocabulary.lists["analyseonderdelen"],
        lawbook().vocabulary.lists["betrouwbaarheden"],
    )
    rows = [
        [parts[one.part], one.text, ", ".join(one.sources), grades[one.credibility]]
        for one in told.analysis.claims
    ]
    return Section("Bevindingen", [], ["Onderdeel", "Bevinding", "Bronnen", "Geloofwaardig"], rows)


def _ties(told: Description) -> Section:
    kinds = lawbook().vocabulary.lists["verbandsoorten"]
    rows = [
        [one.names[0], kinds[one.kind], one.names[1], ", ".join(one.sources)]
        for one in told.analysis.links
    ]
    return Section("Wie en wat hangt samen", [], ["Wie of wat", "Verband", "Met", "Bronnen"], rows)


def _interventions(told: Description) -> Section:
    states = lawbook().vocabulary.lists["interventiestanden"]
    rows = [[one.text, one.participant.name, states[one.state]] for one in told.about.interventions]
    return Section("Interventies", [], ["Advies", "Aan", "Stand"], rows)
