"""A kernel norm compiled wrong (taken away, turned round, or with any part of it changed) lets the
database disagree with the norms as Python judges them, within a few random worlds."""

from __future__ import annotations

from uuid import uuid4

import pytest

from openprisma.gate.facts import registered
from openprisma.gate.install import QUIET, _sources, compiled
from openprisma.gate.kernel import functions
from openprisma.gate.law import lawbook, procedures
from openprisma.proof.mutants import mutants
from openprisma.stories.reading import find, read_story
from openprisma.stories.runner import Player
from tests.builders import POLICE, REPORTER, a_pass, move_clock
from tests.conftest import CLUSTER
from tests.gate.test_worlds import ACT, TODAY, Stage, agree, restored

__all__ = ["restored"]
ENOUGH = 800  # worlds; most wrong kernels differ within ten
# What `awaits` something cannot be violated yet: there is no file of that kind.
KERNEL = {
    norm.id: norm
    for norm in lawbook().on(TODAY).norms
    if norm.entry.kernel and not norm.entry.awaits
}
# Who has no role in a file is told so by the function around the norms as well, so that leaving the
# norm out changes nothing.
SAME = {("huisregels:1.1", "weggehaald")}
MADE = [
    m
    for n in KERNEL.values()
    if ACT in n.acts
    for m in mutants(lawbook(), n)
    if (m.norm, m.done) not in SAME
]
WRONG = [pytest.param(m, id=f"{m.norm}, {m.done}") for m in MADE]
HELD = "bgs:1.16.1.b/aangehouden"  # binds reading a signal only; the worlds read data


@pytest.fixture
def kernel(live):
    """Compiles a lawbook into the database alone; Python keeps the real one. The real one
    afterwards."""
    with CLUSTER.connect("owner", "tests") as own:

        def compile_sql(text: str) -> None:
            with own.transaction():
                own.execute(text)
                own.execute(QUIET)  # as `install` does: a function made anew tells how it plans

        yield lambda book: compile_sql(functions(book, registered(), _sources, procedures()))
        compile_sql(compiled())


def differs(world, root) -> int | None:
    """The first world on which they disagree, or none."""
    stage, by = Stage(world, root), a_pass(POLICE)
    try:
        return next((seed for seed in range(ENOUGH) if not agree(stage, by, seed)[1]), None)
    finally:
        stage.close()


@pytest.mark.parametrize("mutant", WRONG[::8])
def test_one_in_eight_wrong_kernels_is_noticed(world, restored, kernel, mutant):
    kernel(mutant.book)
    assert differs(world, restored) is not None


@pytest.mark.long
@pytest.mark.parametrize("mutant", WRONG)
def test_every_wrong_kernel_is_noticed(world, restored, kernel, mutant):
    kernel(mutant.book)
    assert differs(world, restored) is not None


@pytest.fixture
def held(live, connect):
    """A signal that was rejected and kept on hold: the story up to there."""
    story = read_story(find("aangehouden"))
    last = max(nr for nr, step in enumerate(story.steps) if step.act == "aanhouding_opheffen")
    own = connect("owner")
    player = Player(
        story.model_copy(update={"steps": story.steps[:last]}),
        lambda day, backend: move_clock(own, day, backend),
    )
    assert all(result.good for result in player.play())
    return player.names["signaal"]


def against(file, person: str) -> list[str]:
    """What the database has against this person reading the signal."""
    with CLUSTER.connect("app", "tests") as raw:
        backend, began = raw.execute("select pg_backend_pid(), transaction_timestamp()").fetchone()
        asked = (
            "select fence.open(%s, %s, 'signaal_inzien', '', '', '', '', %s, '{}', false, %s, %s)"
        )
        return raw.execute(asked, [uuid4(), a_pass(person), [file], backend, began]).fetchone()[0]


@pytest.mark.parametrize(
    "mutant", [pytest.param(m, id=m.done) for m in mutants(lawbook(), KERNEL[HELD])]
)
def test_a_wrong_kernel_for_a_signal_on_hold_is_noticed(held, kernel, mutant):
    people = (REPORTER, POLICE, "ursula-steekproef")
    before = [against(held, one) for one in people]
    assert before == [[HELD], [HELD], []]
    kernel(mutant.book)
    assert [against(held, one) for one in people] != before
