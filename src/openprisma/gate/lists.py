"""Codes that people choose: a value must stand in its list, checked before anything happens. A type
for each list."""

from __future__ import annotations

from typing import Annotated

from openprisma.gate.codes import Code
from openprisma.gate.declared import Identifier, Quote

# Of the vocabulary.
FactKind = Annotated[str, Code("feitsoorten")]
Shortage = Annotated[str, Code("tekorten")]
Quality = Annotated[str, Code("kwaliteitscontrole")]
SubjectKind = Annotated[str, Code("subjectsoorten")]
SubjectRole = Annotated[str, Code("subjectrollen")]
SubjectOfFile = Annotated[str, Code("onderwerpsoorten")]
SameAnswer = Annotated[str, Code("gelijkheden")]
Theme = Annotated[str, Code("cijferthemas")]
Method = Annotated[str, Code("werkwijzen")]
CloseKind = Annotated[str, Code("afsluitingen")]
Flow = Annotated[str, Code("geldstromen")]
TakingRoute = Annotated[str, Code("afpakroutes")]
InterventionKind = Annotated[str, Code("interventiesoorten")]
Way = Annotated[str, Code("resultaatwegen")]
ResultGround = Annotated[str, Code("resultaatgronden")]
AllianceKind = Annotated[str, Code("ontvangende_verbanden")]
CareSecrecy = Annotated[str, Code("zorggeheimen")]
CareAnswer = Annotated[str, Code("zorgantwoorden")]
AllianceMode = Annotated[str, Code("verbandwijzen")]
ResultReply = Annotated[str, Code("resultaatreacties")]
LetterReply = Annotated[str, Code("briefreacties")]
EventKind = Annotated[str, Code("gebeurtenissen")]
Origin = Annotated[str, Code("herkomsten")]
TieKind = Annotated[str, Code("verbandsoorten")]
Grade = Annotated[str, Code("betrouwbaarheden")]
BottleneckKind = Annotated[str, Code("knelpuntsoorten")]
DecisionKind = Annotated[str, Code("besluitsoorten", but="geen")]
TaskKind = Annotated[str, Code("taaksoorten")]
MeetingForm = Annotated[str, Code("vergadervormen", but="geen")]
Category = Annotated[str, Code("categorieen")]
Deviator = Annotated[str, Code("afwijkers")]
Tester = Annotated[str, Code("toetsers")]
KeepGround = Annotated[str, Code("bewaargronden")]
SecrecyDuty = Annotated[str, Code("geheimhoudingsplichten")]
HoldGround = Annotated[str, Code("aanhoudgronden")]
DpiaStep = Annotated[str, Code("dpia_stappen")]
ReadingAfter = Annotated[str, Code("nalezen")]
AnalysisPart = Annotated[str, Code("analyseonderdelen")]
MeasureKind = Annotated[str, Code("maatregelsoorten")]
MeasureState = Annotated[str, Code("maatregelstanden")]
Proposal = Annotated[str, Code("evaluatievoorstellen")]
InquiryDatum = Annotated[str, Code("bekendheidsgegevens")]
Gateway = Annotated[str, Code("verstrekgronden")]
Authority = Annotated[str, Code("gezagen")]
RequestAnswer = Annotated[str, Code("antwoorden")]
WordMeaning = Annotated[str, Code("woordbetekenissen")]
Words = dict[Annotated[str, Quote()], WordMeaning]  # of each doubtful word what it is
LogPurpose = Annotated[str, Code("logdoelen")]
Knowing = Annotated[str, Code("bekendheid")]
MailChoice = Annotated[str, Code("mailkeuzes")]
SimilarReply = Annotated[str, Code("overeenkomstig")]
TestPoint = Annotated[str, Code("toetspunten")]
Facility = Annotated[str, Code("scanvoorzieningen")]
IntakeQuestion = Annotated[str, Code("intakevragen")]
Novelty = Annotated[str, Code("scanvernieuwingen")]
FlagAnswer = Annotated[str, Code("vlagoordelen")]
FollowWay = Annotated[str, Code("opvolgwijzen")]
FollowState = Annotated[str, Code("opvolgstanden")]
EffectReached = Annotated[str, Code("effecten")]
TurnKind = Annotated[str, Code("beurten")]

# Of Bibob support.
BibobKind = Annotated[str, Code("bibob_soorten")]
BibobTipper = Annotated[str, Code("bibob_tipgevers")]
BibobCause = Annotated[str, Code("bibob_aanleidingen")]
BibobRole = Annotated[str, Code("bibob_rollen")]
BibobSource = Annotated[str, Code("bibob_bronnen")]
BibobLevel = Annotated[str, Code("bibob_conclusies", but="geen")]
BibobGround = Annotated[str, Code("bibob_gronden")]
BibobOutcome = Annotated[str, Code("bibob_adviesuitkomsten")]
BibobDecision = Annotated[str, Code("bibob_besluiten")]
BibobReport = Annotated[str, Code("bibob_meldingen")]
BibobHeard = Annotated[str, Code("bibob_gehoorden")]
BibobRuling = Annotated[str, Code("bibob_bezwaaruitkomsten", but="open")]
BibobPurpose = Annotated[str, Code("bibob_gebruik")]
BibobKept = Annotated[str, Code("bibob_houdbaarheid")]

# Of requests of citizens.
RequestKind = Annotated[str, Code("verzoeksoorten")]
Requester = Annotated[str, Code("verzoekers")]
IdentityWay = Annotated[str, Code("identiteitswijzen")]
HitAnswer = Annotated[str, Code("trefferantwoorden")]
WithholdGround = Annotated[str, Code("onthoudgronden")]
WithholdFactor = Annotated[str, Code("onthoudfactoren")]
# Of money and of what the bureau does beside files.
MoneyPart = Annotated[str, Code("geldonderdelen")]
MoneySide = Annotated[str, Code("geldkanten")]
MoneyKind = Annotated[str, Code("geldsoorten")]
ActivityKind = Annotated[str, Code("activiteitsoorten")]
Track = Annotated[str, Code("sporen")]
Audience = Annotated[str, Code("doelgroepen")]
Abuse = Annotated[str, Code("misstanden")]
ControlTeam = Annotated[str, Code("controleteams")]

# Of the law files and the acts themselves.
OpenNorm = Annotated[str, Code("normen")]
ActName = Annotated[str, Code("handelingen")]

# Of the files of scans (`scans/kinds`).
ScanKind = Annotated[str, Code("scansoorten")]
ScanRule = Annotated[str, Code("scanregels")]

# Of the region, supplied by the modules that keep them. An organisation that is no participant can
# be named, so that a norm refuses it with its article; so can a municipality of another region.
Organisation = Annotated[str, Code("organisaties")]
RegionalPlace = Annotated[str, Code("gemeenten")]
Place = Annotated[str, Identifier(r"GM\d{4}", 6)]
PanelCode = Annotated[str, Code("tafels")]
PanelOrNone = Annotated[str, Code("tafels", optional=True)]
CrimeForm = Annotated[str, Code("vormen")]
Criterion = Annotated[str, Code("criteria")]
Weighed = Annotated[str, Code("afwegingen")]
