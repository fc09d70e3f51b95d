"""What a signal asks of people."""

from __future__ import annotations

from typing import Any

from openprisma.gate.law import lawbook
from openprisma.web.choices import held
from openprisma.web.files.decided import SEEN
from openprisma.web.forms import Options
from openprisma.web.questions import Made, form_of

_JUDGED = lawbook().vocabulary.acts["signaal_beoordelen"].fields
CRITERIA = tuple(
    (letter, part.label.partition(" – ")[2]) for letter, part in _JUDGED["criteria"].parts.items()
)
WEIGHING = tuple((code, part.label) for code, part in _JUDGED["afweging"].parts.items())


def codes(name: str) -> Any:
    """The choices of a list in the vocabulary."""

    def options(_: Any) -> Options:
        return list(lawbook().vocabulary.lists[name].items())

    return options


def attached(context: Any) -> Options:
    """The attachments of the signal."""
    return [(str(one.id), one.title) for one in context["page"].attachments]


def facts(context: Any) -> Options:
    """The observations in the signal."""
    return [(str(one.id), one.what[:80]) for one in context["page"].facts]


def explained(letter: str) -> Any:
    """The explanation of a criterion as it stands."""
    return lambda context: context["page"].signal.criteria.get(letter, "")


def answers(_: Any) -> Options:
    """What one may answer to the question for a similar signal."""
    return [
        (code, text)
        for code, text in lawbook().vocabulary.lists["overeenkomstig"].items()
        if code != "geen"
    ]


def written(context: Any) -> str:
    """Which writing of the signal the form shows."""
    return str(context["page"].signal.receipt)


DRAFT = form_of(
    "signaal_opstellen",
    vorm=Made(options=lambda c: c["forms"]),
    gemeenten=Made(options=lambda c: c["places"]),
)
REVISE = form_of(
    "signaal_herzien",
    titel=Made(value=lambda c: c["page"].head.file.title),
    vorm=Made(options=lambda c: c["forms"], value=held("form")),
    gemeenten=Made(options=lambda c: c["places"], value=held("municipalities")),
    samenvatting=Made(value=held("summary")),
    gezien=Made(value=written),
)
FACT = form_of("feit_toevoegen")
REMOVE_FACT = form_of("feit_verwijderen", feit=Made(options=facts))
COMPLETE = form_of(
    "signaal_aanvullen",
    criteria=Made(parts={letter: Made(value=explained(letter)) for letter, _ in CRITERIA}),
    georganiseerd=Made(value=held("organised")),
    geprobeerd=Made(value=held("tried")),
    tekort=Made(value=held("shortage")),
    verwachte_deelnemers=Made(options=lambda c: c["participants"], value=held("expected")),
    kwaliteit=Made(value=held("quality")),
    kwaliteit_reden=Made(value=held("quality_reason")),
    deelbeperking=Made(value=held("restrictions")),
    gezien=Made(value=written),
)
ATTACH = form_of("bijlage_toevoegen")
DETACH = form_of("bijlage_verwijderen", bijlage=Made(options=attached))
REPORT = form_of("signaal_melden")
WITHDRAW = form_of("signaal_intrekken")
JUDGE = form_of(
    "signaal_beoordelen",
    afweging=Made(
        parts={"vergelijkbaar": Made(options=answers, value=lambda c: c["page"].my_answer)}
    ),
    gezien=SEEN,
)
SIMILAR = form_of(
    "overeenkomst_beantwoorden",
    antwoord=Made(options=answers, value=lambda c: c["page"].my_answer),
    bekend=Made(
        options=lambda _: [one for one in codes("bekendheid")(None) if one[0] != "geen"],
        when=lambda c: c["page"].asks_known,
    ),
    gezien=SEEN,
)
GIVE_BACK = form_of("signaal_teruggeven")
TELL = form_of("terugkoppelen")
FORMS = (
    REVISE,
    FACT,
    REMOVE_FACT,
    ATTACH,
    DETACH,
    COMPLETE,
    REPORT,
    WITHDRAW,
    GIVE_BACK,
    TELL,
    SIMILAR,
    JUDGE,
)
