"""The description of a case on paper, marked with who took it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from openprisma.cases.description import Description
from openprisma.documents.printing import Print, Section, as_pdf
from openprisma.gate.law import lawbook
from openprisma.gate.perform import perform
from openprisma.kernel.days import FOREVER, in_words
from openprisma.web.printed import foot


def description(request: HttpRequest, file: UUID) -> HttpResponse:
    """The copy as PDF."""
    by = request.by  # type: ignore[attr-defined]
    copy: Description = perform(by, "casusbeschrijving_ophalen", file=file)
    today = in_words(copy.head.today)
    gone = (
        ""
        if copy.expires_on == FOREVER
        else f" Vernietig dit uiterlijk op {in_words(copy.expires_on)}."
    )
    intro = [
        f"Voor {copy.receiver}, {copy.organisation}, op grond van {', '.join(copy.grounds)}.{gone}",
        "U bent verplicht dit geheim te houden. "
        "Geef het niet door: wie het nodig heeft, vraagt een eigen exemplaar.",
    ]
    sections = [_about(copy), _data(copy), _claims(copy), _ties(copy), _interventions(copy)]
    made = as_pdf(
        Print(
            copy.head.file.title,
            f"{copy.head.kind_title} {copy.head.file.reference}, stand van {today}",
            intro,
            [one for one in sections if one.lines or one.rows],
            foot(request, f"exemplaar {copy.line}"),
            f"{copy.receiver}, {today}",
        )
    )
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = (
        f'attachment; filename="{copy.head.file.reference}-casusbeschrijving.pdf"'
    )
    return answer


def _about(copy: Description) -> Section:
    case = copy.about.case
    return Section(
        "Waar het over gaat",
        [f"Doel: {case.goal}", f"Afbakening: {case.scope}" if case.scope else ""],
    )


def _data(copy: Description) -> Section:
    names = {id_: name for id_, name, _, _ in copy.analysis.subjects}
    rows = [
        [one.nr, names.get(one.subject, ""), one.text, one.where, in_words(one.noted_on)]
        for one in copy.analysis.sources
    ]
    return Section(
        "Gegevens", [], ["Bron", "Over", "Gegeven", "Categorie en herkomst", "Vastgesteld"], rows
    )


def _claims(copy: Description) -> Section:
    parts, grades = (
        lawbook().vocabulary.lists["analyseonderdelen"],
        lawbook().vocabulary.lists["betrouwbaarheden"],
    )
    rows = [
        [parts[one.part], one.text, ", ".join(one.sources), grades[one.credibility]]
        for one in copy.analysis.claims
    ]
    return Section("Bevindingen", [], ["Onderdeel", "Bevinding", "Bronnen", "Geloofwaardig"], rows)


def _ties(copy: Description) -> Section:
    kinds = lawbook().vocabulary.lists["verbandsoorten"]
    rows = [
        [one.names[0], kinds[one.kind], one.names[1], ", ".join(one.sources)]
        for one in copy.analysis.links
    ]
    return Section("Wie en wat hangt samen", [], ["Wie of wat", "Verband", "Met", "Bronnen"], rows)


def _interventions(copy: Description) -> Section:
    states = lawbook().vocabulary.lists["interventiestanden"]
    rows = [[one.text, one.participant.name, states[one.state]] for one in copy.about.interventions]
    return Section("Interventies", [], ["Advies", "Aan", "Stand"], rows)
