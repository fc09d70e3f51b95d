"""Acts on what the rules found: bring the outcome in, and say of each flag what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from openprisma.areascans.facts import rules_of, scope_of
from openprisma.areascans.models import Flag, FlagVerdict, Load
from openprisma.documents.limits import LIMIT
from openprisma.documents.outcomes import Found, Told, Value, read_outcome
from openprisma.files.actions import Text, signed
from openprisma.gate.acts import Ahead, act
from openprisma.gate.declared import Ref
from openprisma.gate.lists import FlagAnswer
from openprisma.gate.run import Run
from openprisma.gate.writes import adds
from openprisma.kernel.errors import BadInput
from openprisma.language.lexicon import lexicon
from openprisma.language.prose import Prose
from openprisma.scans.rules import Rule
from openprisma.scans.wording import told
from openprisma.subjects.identity import holds_bsn

MOST = 5_000  # flags in one outcome
Outcome = Annotated[
    Told,
    Ahead(
        Annotated[bytes, Field(min_length=1, max_length=LIMIT)], partial(read_outcome, most=MOST)
    ),
]
OneFlag = Annotated[UUID, Ref(Flag, "Deze vlag is er niet.", "Kies een vlag uit de lijst.")]
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:/-]{0,59}", re.ASCII)
_WORD = re.compile(r"[\w .,:/()&'’+-]{0,80}")


@act("verzamelen_afronden")
def collected(run: Run) -> None:
    """What participants have is there; the rules can be run. Source: wgs:2.18.1.c."""


@act("vlaggen_inbrengen", writes=(adds(Load), adds(Flag)))
def bring_in(
    run: Run, *, inhoud: Outcome, herkomst: Text, peildatum: date, nodig_tot: date
) -> UUID:
    """Keep the flags of an outcome (`uitkomst.json`, at most `MOST`), each a row to judge; one that
    is there already stays as it is. Only rule, object and values are taken: the sentence is that of
    the rule. Raises `BadInput` for a value that the rule does not give, and naming the flag.
    Source: wgs:2.18.1.c, bgs:1.13.1."""
    if peildatum > run.today:
        raise BadInput(
            "De bronnen kunnen niet over een latere dag vertellen.",
            fields={"peildatum": "Kies vandaag of een eerdere dag."},
        )
    if nodig_tot <= run.today:
        raise BadInput("Deze dag is voorbij.", fields={"nodig_tot": "Kies een latere dag."})
    here = Flag.objects.filter(file=run.file_id)
    known = set(here.values_list("rule", "unit"))
    rows = [row for row in _rows(run, inhoud.flags) if (row["rule"], row["unit"]) not in known]
    load = Load.objects.create(
        source=herkomst, told_on=peildatum, use_until=nodig_tot, flags=len(rows), **signed(run)
    )
    first = len(known) + 1
    Flag.objects.bulk_create(
        Flag(load=load.id, nr=nr, **row, **signed(run)) for nr, row in enumerate(rows, first)
    )
    return load.id


def _rows(run: Run, found: list[Found]) -> Iterator[dict[str, Any]]:
    scope = scope_of(run)
    rules = rules_of(scope.kind) if scope else {}
    seen = set[tuple[str, str]]()
    for nr, one in enumerate(found, 1):
        if (one.rule, one.unit) in seen:
            raise _wrong(nr, "staat er twee keer in")
        seen.add((one.rule, one.unit))
        yield _row(nr, one, rules[one.rule])


def _row(nr: int, one: Found, rule: Rule) -> dict[str, Any]:
    # A rule looks at objects: what it names has a number, and is nobody (wgs:2.22.1).
    numbered = _KEY.fullmatch(one.unit) and lexicon().says("object_heeft_nummer", one.unit)
    if not numbered or holds_bsn([one.unit]):
        raise _wrong(nr, "noemt een object dat geen nummer of kenmerk is")
    if not all(map(_fits, one.values.values())):
        raise _wrong(nr, "heeft een waarde die geen getal, dag of kenmerk is")
    return {
        "rule": one.rule,
        "version": one.version,
        "unit": one.unit,
        "inputs": one.values,
        "says": told(rule, one.values),
        "innocent": "\n".join(rule.entry.innocent),
        "weight": rule.entry.weight,
    }


def _fits(value: Value) -> bool:
    return not isinstance(value, str) or _WORD.fullmatch(value) is not None


def _wrong(nr: int, what: str) -> BadInput:
    text = f"Vlag {nr} {what}."
    return BadInput(
        text, fields={"inhoud": f"{text} Draai de scan opnieuw en breng die uitkomst in."}
    )


@act("verrijken_afronden")
def enriched(run: Run) -> None:
    """All outcomes are in; people look at them now. Source: werkwijze:themascan.4."""


@act("vlag_duiden", writes=(adds(FlagVerdict),))
def judge(
    run: Run,
    *,
    vlag: OneFlag,
    oordeel: FlagAnswer,
    reden: Text,
    onschuldig: Annotated[str, Prose()] = "",
) -> None:
    """Say what a flag is, and why; of a false alarm, `onschuldig`, which innocent explanation is
    the true one. Only a flag that is called true counts. Again when one knows better.
    Source: werkwijze:themascan.5, wgs:1.9."""
    FlagVerdict.objects.create(
        flag=vlag, answer=oordeel, reasons=reden, innocent=onschuldig, **signed(run)
    )


@act("duiding_afronden")
def judged(run: Run) -> None:
    """Every flag was looked at; the report can be written. Source: werkwijze:themascan.5."""
