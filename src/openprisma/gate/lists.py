"""Codes that people choose: a value must stand in its list of `law/vocabulary.yaml`, checked before anything happens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator

from openprisma.gate.law import lawbook


def _in(name: str, *, but: str = "") -> Callable[[str], str]:
    """A check that a code stands in a list, when it is asked: the law is read later than this module. `but` is the code that
    facts use for nothing, which nobody can choose."""

    def check(code: str) -> str:
        if code not in lawbook().vocabulary.lists[name] or (but and code == but):
            raise ValueError(name)
        return code

    return check


FactKind = Annotated[str, AfterValidator(_in("feitsoorten"))]
Shortage = Annotated[str, AfterValidator(_in("tekorten"))]
Quality = Annotated[str, AfterValidator(_in("kwaliteitscontrole"))]
SubjectKind = Annotated[str, AfterValidator(_in("subjectsoorten"))]
SubjectRole = Annotated[str, AfterValidator(_in("subjectrollen"))]
SubjectOfFile = Annotated[str, AfterValidator(_in("onderwerpsoorten"))]
SameAnswer = Annotated[str, AfterValidator(_in("gelijkheden"))]
Theme = Annotated[str, AfterValidator(_in("cijferthemas"))]
CloseKind = Annotated[str, AfterValidator(_in("afsluitingen"))]
Flow = Annotated[str, AfterValidator(_in("geldstromen"))]
TakingRoute = Annotated[str, AfterValidator(_in("afpakroutes"))]
InterventionKind = Annotated[str, AfterValidator(_in("interventiesoorten"))]
Way = Annotated[str, AfterValidator(_in("resultaatwegen"))]
ResultGround = Annotated[str, AfterValidator(_in("resultaatgronden"))]
AllianceMode = Annotated[str, AfterValidator(_in("verbandwijzen"))]
ResultReply = Annotated[str, AfterValidator(_in("resultaatreacties"))]
ObjectionReply = Annotated[str, AfterValidator(_in("resultaatreacties"))]
EventKind = Annotated[str, AfterValidator(_in("gebeurtenissen"))]
Origin = Annotated[str, AfterValidator(_in("herkomsten"))]
TieKind = Annotated[str, AfterValidator(_in("verbandsoorten"))]
Grade = Annotated[str, AfterValidator(_in("betrouwbaarheden"))]
BottleneckKind = Annotated[str, AfterValidator(_in("knelpuntsoorten"))]
DecisionKind = Annotated[str, AfterValidator(_in("besluitsoorten", but="geen"))]
TaskKind = Annotated[str, AfterValidator(_in("taaksoorten"))]
MeetingForm = Annotated[str, AfterValidator(_in("vergadervormen", but="geen"))]
Category = Annotated[str, AfterValidator(_in("categorieen"))]
DpiaStep = Annotated[str, AfterValidator(_in("dpia_stappen"))]
ReadingAfter = Annotated[str, AfterValidator(_in("nalezen"))]
AnalysisPart = Annotated[str, AfterValidator(_in("analyseonderdelen"))]
MeasureKind = Annotated[str, AfterValidator(_in("maatregelsoorten"))]
MeasureState = Annotated[str, AfterValidator(_in("maatregelstanden"))]
Proposal = Annotated[str, AfterValidator(_in("evaluatievoorstellen"))]
InquiryDatum = Annotated[str, AfterValidator(_in("bekendheidsgegevens"))]
Gateway = Annotated[str, AfterValidator(_in("verstrekgronden"))]
RequestAnswer = Annotated[str, AfterValidator(_in("antwoorden"))]
WordMeaning = Annotated[str, AfterValidator(_in("woordbetekenissen"))]
LogPurpose = Annotated[str, AfterValidator(_in("logdoelen"))]
Knowing = Annotated[str, AfterValidator(_in("bekendheid"))]
MailChoice = Annotated[str, AfterValidator(_in("mailkeuzes"))]
