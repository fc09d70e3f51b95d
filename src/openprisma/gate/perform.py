"""The gate: write the line, open the fence, judge, act. One transaction for the act, another for
each line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, OperationalError, connection, transaction

from openprisma.engine.procedures import Offer
from openprisma.engine.verdict import HIDDEN, Finding, Verdict, reason
from openprisma.gate import acts, ledger
from openprisma.gate.dossiers import dossiers
from openprisma.gate.facts import Facts, asked_of_rows
from openprisma.gate.kernel import NOT_OFFERED, WRONG_ROLE, WRONG_STAGE
from openprisma.gate.law import lawbook, procedures
from openprisma.gate.references import resolve
from openprisma.gate.run import Actor, Run
from openprisma.gate.verdicts import as_json
from openprisma.gate.version import HOLDS, stands
from openprisma.kernel.errors import BadInput, LawError, Reason, Refused, Repeated, Unavailable


def perform(
    by: bytes, name: str, *, file: UUID | None = None, once: UUID | None = None, **given: Any
) -> Any:
    """Do an act for whoever holds the pass `by`; return what the act returns.

    `file` is the file it is about; for an act that starts one: nothing. `once` names this attempt:
    when it was done, a second one of that name does nothing; while it runs, the second waits; when
    it failed, the second does the act. Raises `BadInput` before anything happens or when somebody
    else was first, `Repeated` for what was done before, `Refused` with all reasons, `Unavailable`
    when the line cannot be written or other law holds than this process judges by.
    """
    act = acts.registered()[name]
    inputs = act.parse(given)
    if slow := act.slow(inputs):
        with visit(by) as actor:
            whose = str(actor.person)
        inputs |= {name: mark.make(inputs[name], whose=whose) for name, mark in slow.items()}
    target = uuid4() if act.starts and file is None else file
    try:
        return _within(by, act, target, inputs, once)
    except IntegrityError as error:
        # Also at commit: somebody else was first, or what was named is gone.
        raise BadInput(
            "Iemand anders legde dit net vast, dus uw wijziging is niet bewaard.",
            remedy="Open de pagina opnieuw en kijk wat er nu staat.",
        ) from error
    except OperationalError as error:
        if any(state in str(error) for state in _WAITED):
            raise BadInput(
                "Hier is nog iets anders mee bezig, dus dit is niet bewaard.",
                remedy="Wacht een halve minuut en probeer het opnieuw.",
            ) from error
        raise


_WAITED = ("[55P03]", "[40P01]")  # waited ten seconds for a lock; two that waited for each other


def _within(
    by: bytes, act: acts.Act, target: UUID | None, inputs: dict[str, Any], once: UUID | None
) -> Any:
    """Judge and do an act inside its line."""
    files = [one for one in (target, *(inputs[name] for name in act.also)) if one is not None]
    with entered(by, act, files, inputs, once) as run:
        run.file_id = target
        run.file = None if act.starts else target and dossiers().header(target)
        offer = _offered(run, act.starts)
        resolve(run)
        of_rows = act.reads == "all" and not act.in_hand
        verdict = judge(run, ahead=asked_of_rows() if of_rows else frozenset())
        if not verdict.allowed:
            raise verdict.refusal()
        run.cache["verdict"] = verdict
        result = act.do(run, inputs)
        if inputs.get(acts.EXPLAINED) and run.file_id is not None:
            dossiers().explain(run)
        _follow(run, offer)
        return result


@contextmanager
def entered(
    by: bytes, act: acts.Act, files: list[UUID], inputs: dict[str, Any], once: UUID | None = None
) -> Iterator[Run]:
    """Inside the block the files named are open, outside it nothing is. The line is there before
    anything is read.

    An act that writes holds its files from before it is judged until it ends: others wait. A
    refusal or failure inside undoes everything except the line and its outcome. Raises `Repeated`
    when the attempt `once` was done before.
    """
    entry, line = lawbook().vocabulary.acts[act.name], uuid4()
    if connection.in_atomic_block and getattr(connection, "gate", None) is not None:
        raise RuntimeError("an act does not run inside another act")
    opened = False
    try:
        with transaction.atomic():
            if entry.writes:
                _begin(line, by, once)
            run, against = _open(line, by, act, entry.purpose, files, inputs, writes=entry.writes)
            opened = True
            if entry.writes and not against:
                (against,) = _ask("select fence.hold()")
            if against:
                raise kernel_refusal(against, act.name, run.today)
            connection.gate = "write" if entry.writes else "read"  # type: ignore[attr-defined]
            yield run
            if entry.writes:
                _ask(
                    "select fence.close(%s, null, 'done', '{}', %s)",
                    line,
                    as_json(run.cache.get("verdict")),
                )
    except BaseException as error:
        if opened:
            _close(line, by, error)
        raise
    finally:
        connection.gate = None  # type: ignore[attr-defined]


def _begin(line: UUID, by: bytes, once: UUID | None) -> None:
    """From here until the transaction ends it is known that this act runs. Raises `Repeated`."""
    (first,) = _ask("select fence.starts(%s, %s, %s)", line, once, by)
    if not first:
        raise Repeated


# Who acts is asked after the pass is set, in one round trip: `said` is used inside, and `offset 0`
# keeps it there. Which law holds comes along.
_TICKET = f"""select {HOLDS}, pg_backend_pid(), transaction_timestamp(), fence.today(),
       who.person, who.name, who.participant, who.system
  from (select set_config('fence.pass', %s, true) as pass offset 0) said,
       lateral (select said.pass, v.* from fence.visitor() v offset 0) who"""


def _open(
    line: UUID,
    by: bytes,
    act: acts.Act,
    purpose: str,
    files: list[UUID],
    inputs: dict[str, Any],
    *,
    writes: bool,
) -> tuple[Run, list[str]]:
    holds, backend, began, today, person, name, participant, system = _ask(_TICKET, by.hex())
    stands(holds)
    book = lawbook().on(today)
    ground = " ".join(norm.id for norm in book.binding(act.name) if norm.kind == "permits")
    against = ledger.call(
        "open",
        line,
        by,
        act.name,
        purpose,
        ground,
        book.hash,
        "",
        _array(files),
        _array(_categories(act, inputs, today)),
        writes,
        backend,
        began,
    )
    # As the database proved it from the pass.
    actor = Actor(person, name or "", participant or "", bool(system))
    return Run(line, act.name, actor, today, None, None, dict(inputs), files=tuple(files)), against


def _array(values: list[Any]) -> str:
    """Ids or numbers as PostgreSQL writes an array; much quicker than adapting them one by one."""
    return "{" + ",".join(map(str, values)) + "}"


def _categories(act: acts.Act, inputs: dict[str, Any], today: Any) -> list[int]:
    """The numbers of the categories an act may touch; the kernel closes those that the file does
    not allow."""
    rows = lawbook().categories(today)
    if act.reads == "all":
        return [row.nr for row in rows.values()]
    return [rows[inputs[act.reads]].nr] if act.reads in inputs and inputs[act.reads] in rows else []


def _offered(run: Run, starts: bool) -> Offer:
    """The procedure's offer of this act to one of the actor's roles; sets the role. Raises
    `Refused`."""
    roles = dossiers().roles(run)
    for procedure in procedures().values():
        if not starts and run.file is not None and procedure.id != run.file.kind:
            continue
        offer = procedure.offered(run.act, None if run.file is None else run.file.stage)
        if offer and (
            match := [role for role in offer.entry.by if role in roles or role == "iedereen"]
        ):
            run.role, run.procedure = match[0], procedure
            return offer
    raise Refused([not_offered(run.act, why_not_offered(run, run.act))])


def why_not_offered(run: Run, act: str) -> str:
    """Why no offer was found: this act is for somebody else at this stage, or for nobody."""
    if run.file is None:
        return NOT_OFFERED
    here = procedures()[run.file.kind].offered(act, run.file.stage)
    return WRONG_ROLE if here else WRONG_STAGE


_WHY = {
    NOT_OFFERED: "hoort niet bij uw functie",
    WRONG_ROLE: "hoort bij deze stap bij een andere rol dan de uwe",
    WRONG_STAGE: "hoort niet bij de stap waarop dit dossier staat",
}


def not_offered(act: str, cause: str) -> Reason:
    """The refusal when no procedure offers this act to this person at this stage."""
    label = lawbook().vocabulary.acts[act].label
    return Reason(
        NOT_OFFERED,
        f"U kunt dit nu niet doen: “{label}” {_WHY[cause]}.",
        "werkwijze",
        "Kijk in uw werkvoorraad wat u kunt doen."
        if cause == NOT_OFFERED
        else "Kijk op het dossier wie aan zet is.",
    )


def judge(run: Run, *, ahead: frozenset[str] = frozenset()) -> Verdict:
    """Judge the act of a run under the norms of its day, with all reasons. Raises `MissingFact`."""
    given = dossiers().judgements(run)
    return (
        lawbook().on(run.today).judge(run.act, Facts(run), run.today, judgements=given, ahead=ahead)
    )


def _follow(run: Run, offer: Offer) -> None:
    """After the act: access as the procedure says, and the next stage. What was looked up before it
    may have changed."""
    if offer.entry.assigns:
        dossiers().assign(run, offer.entry.assigns)
    if offer.transitions and (
        stage := offer.leads_to(Facts(replace(run, cache={}, shared_cache={})))
    ):
        entered_stage = run.procedure.stage(stage)
        if entered_stage.erases:
            dossiers().erase(run, entered_stage.erases)
        dossiers().move(run, entered_stage)


def kernel_refusal(against: list[str], act: str, today: Any) -> Refused:
    """The refusal of the database, in the words of the norms it names."""
    reasons, hidden = [], False
    for norm_id in against:
        if norm_id in _WHY:
            reasons.append(not_offered(act, norm_id))
            continue
        try:
            norm = lawbook().norm(norm_id, today)
        except LawError:
            hidden = True
            continue
        hidden = hidden or norm.entry.show_to == "reviewer"
        reasons.append(reason(Finding(norm, "violated")))
    return Refused([HIDDEN] if hidden or not reasons else reasons, hidden=hidden or not reasons)


def _close(line: UUID, by: bytes, error: BaseException) -> None:
    """Say how it ended. Where even that cannot be said, the error itself is still what the user
    must read; `fence.settle` says later that nothing was kept."""
    with suppress(Unavailable):  # the ledger has told the log already
        if isinstance(error, Refused):
            ledger.call("close", line, by, "refused", error.norms, as_json(error.verdict))
        else:
            ledger.call("close", line, by, "failed", [type(error).__name__], as_json(None))


def _ask(query: str, *arguments: Any) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(query, arguments)
        row: tuple[Any, ...] = cursor.fetchone()
    return row


def glance(by: bytes, query: str) -> Any:
    """The one value that a query gives at the door to who holds the pass `by`, in a statement of
    its own: for the frame of a page, outside an act and outside `visit`."""
    return _ask(_GLANCE.format(query=query), by.hex())[1]


# As with `_TICKET`: `said` is used inside, so the pass is there before the query begins.
_GLANCE = """select x.* from (select set_config('fence.pass', %s, true) as pass offset 0) said,
  lateral (select said.pass, ({query}) as found offset 0) x"""
_VISITOR = f"select {HOLDS}, (w).* from fence.visitor() w"


@contextmanager
def visit(by: bytes) -> Iterator[Actor]:
    """At the door: inside the block one's own tasks and colleagues are there, and nothing that
    needs a line.

    Raises `Refused` for a pass that is unknown, ended or fifteen minutes unused, `Unavailable` when
    other law holds than this process judges by.
    """
    with transaction.atomic():
        _ask("select set_config('fence.pass', %s, true)", by.hex())
        holds, person, name, participant, system = _ask(_VISITOR)
        stands(holds)
        if name is None:
            raise Refused([HIDDEN], hidden=True)
        connection.gate = "visit"  # type: ignore[attr-defined]
        try:
            yield Actor(person, name, participant or "", bool(system))
        finally:
            connection.gate = None  # type: ignore[attr-defined]
