"""Acts of who assesses a signal: judge it, and say whether one knows a similar one."""

from __future__ import annotations

from typing import Annotated

from openprisma.files.actions import signed
from openprisma.gate.acts import act
from openprisma.gate.declared import Standing
from openprisma.gate.lists import Criterion, Knowing, SimilarReply, Weighed
from openprisma.gate.run import Run
from openprisma.gate.writes import TODAY, adds, changes
from openprisma.language.prose import Prose
from openprisma.signals.facts import CRITERIA, WEIGHING
from openprisma.signals.models import SimilarAnswer, Verdict

SAID = ("answer", "known", "authority")


@act("signaal_beoordelen", writes=(adds(Verdict),))
def judge(
    run: Run,
    *,
    criteria: dict[Criterion, bool] | None = None,
    afweging: Annotated[dict[Weighed, str] | None, Prose()] = None,
    toelichting: Annotated[str, Prose()] = "",
    gezag: Annotated[str, Prose()] = "",
    gezien: Standing | None = None,
) -> None:
    """Judge the five criteria and weigh four things for one's participant. Source: bgs:2.16.1,
    wgs:2.23.3.

    `afweging.vergelijkbaar` is a code of the list `overeenkomstig`; `gezag` says who agreed to a
    yes (wgs:2.23.3.d). That nothing is left open, bgs:2.16.2/oordeel and wgs:2.23.3 say; a
    criterion without an answer is never a yes. `gezien`: what stood on the form
    (`signaal.gezien`).
    """
    said, weighed = criteria or {}, afweging or {}
    Verdict.objects.create(
        participant_id=run.actor.participant,
        criteria={k: said[k] for k in CRITERIA if k in said},
        weighing={k: weighed[k] for k in WEIGHING if k in weighed},
        positive=all(said.get(k) for k in CRITERIA),
        reasons=toelichting,
        authority=gezag,
        **signed(run),
    )


@act(
    "overeenkomst_beantwoorden",
    writes=(
        adds(SimilarAnswer, sets=SAID),
        changes(SimilarAnswer, *SAID, "person", of_others=("person",), only={"on_day": (TODAY,)}),
    ),
)
def answer_similar(
    run: Run,
    *,
    antwoord: SimilarReply,
    bekend: Knowing = "geen",
    gezag: Annotated[str, Prose()] = "",
    gezien: Standing | None = None,
) -> None:
    """Say whether one's participant has a similar signal, before or beside its verdict; again as
    often as needed; it lapses when the signal is given back. `bekend`: whether it knows somebody
    in it, where the region asks that (Q5). `gezien`: what stood on the form (`signaal.gezien`).
    Source: wgs:2.23.3.d."""
    given = {
        "answer": antwoord,
        "known": bekend,
        "authority": gezag,
        "person_id": run.actor.person,
        "on_day": run.today,
        "receipt": run.line,
    }
    SimilarAnswer.objects.update_or_create(
        file_id=run.file_id,
        participant_id=run.actor.participant,
        defaults=given,
        create_defaults={
            "alliance_id": run.file.alliance_id,
            "known_on": run.today,
            **given,
        },
    )
