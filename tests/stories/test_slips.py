"""A working method that leads elsewhere, gives other people access or forgets what a stage does, turns a story red."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml

from openprisma.engine.procedures import Procedure, built
from openprisma.gate.law import lawbook, procedures
from openprisma.kernel.errors import LawError
from openprisma.project.main import main
from openprisma.proof.rights import Right
from openprisma.proof.slips import ALWAYS, START, slips_of_rights, slips_of_roads, slips_of_stages
from openprisma.stories.telling import story_of
from openprisma.stories.testing import first_red, play_all
from tests.conftest import CLUSTER
from tests.stories.noticing import noticed_by, noticed_first
from tests.stories.test_stories import PATHS

VOCABULARY = lawbook().vocabulary


def slips():
    """Every slip that is not refused when the file is read, as the method it is in, what was done, and the method with it."""
    for method in procedures().values():
        for slip in (*slips_of_roads(method.entry), *slips_of_stages(method.entry)):
            try:
                yield pytest.param(slip, built(slip.entry, VOCABULARY, method.id), id=f"{method.id}, {slip.done}")
            except LawError:
                continue


SLIPS = list(slips())


@pytest.fixture(scope="module")
def passes(django_db_setup, django_db_blocker):
    """Where each story comes: working method, stage and act of every attempt in it. And how long it takes, in seconds."""
    asked, told = Procedure.offered, {}

    def noting(self, act, stage):
        seen.add((self.id, stage, act))
        return asked(self, act, stage)

    with django_db_blocker.unblock(), CLUSTER.connect("owner", "tests") as own, pytest.MonkeyPatch.context() as patch:
        patch.setattr(Procedure, "offered", noting)
        for path in PATHS:
            seen, began = set(), time.monotonic()
            play_all([str(path)], own)
            told[path] = (seen, time.monotonic() - began)
    return told


def likely_first(slip, method, passes) -> list[str]:
    """All stories: first those that attempt the act at that stage; or of a stage, that come to it; the quickest first."""
    where = slip.done.split(":")[0].removeprefix(f"{slip.act} bij ")
    stages = {None} if where == START else {one.stage for one in method.entry.stages} if where == ALWAYS else {where}
    comes = {(o.stage, o.entry.act) for o in method.offers for _, to in o.roads if to == where}

    def how_likely(path: Path) -> tuple[bool, float]:
        seen, seconds = passes[path]
        here = ((s, a) for m, s, a in seen if m == method.id)
        return not any((s in stages and slip.act in ("", a)) or (not slip.act and (s, a) in comes) for s, a in here), seconds

    return [str(path) for path in sorted(PATHS, key=how_likely)]


@pytest.fixture(autouse=True)
def people_as_they_were(connect, live):
    """A story that goes wrong may leave somebody without access, and the next ones need them."""
    root = connect("postgres")
    before = root.execute("select confirmed, person_id from partners_clearance").fetchall()
    yield
    for row in before:
        root.execute("update partners_clearance set confirmed = %s where person_id = %s and confirmed <> %s", [*row, row[0]])


@pytest.mark.long
@pytest.mark.parametrize(("slip", "method"), SLIPS)
def test_every_slip_turns_a_story_red(live, passes, connect, other_methods, slip, method, request):
    names = noticed_first(request, likely_first(slip, method, passes))
    with other_methods(procedures() | {method.id: method}):
        assert noticed_by(request, first_red(names, connect("owner")))


RIGHTS = [
    Right("casusoverleg", "casus_voorbereiding", "casus_starten", "secretaris"),
    Right("casusoverleg", "casus_informatie", "gegeven_verstrekken", "analist"),
    Right("handhavingsknelpunt", "aangewezen", "fase_ophogen", "casusregisseur"),
    Right("handhavingsknelpunt", "voordracht", "knelpunt_aanwijzen", "secretaris"),
    Right("signaal", "beoordeling", "signaal_beoordelen", "secretaris"),
    Right("vergadering", "vergadering_gepland", "besluitenlijst_vaststellen", "secretaris"),
]


@pytest.mark.parametrize("right", RIGHTS, ids=lambda right: f"{right.act} aan {right.role}")
def test_a_right_too_many_is_told_as_a_story_that_only_then_is_red(live, connect, other_methods, tmp_path, right):
    path = tmp_path / "te-veel.yaml"
    path.write_text(yaml.safe_dump(story_of(right, procedures()), allow_unicode=True), encoding="utf-8")
    assert not first_red([str(path)], connect("owner"))
    entry = procedures()[right.method].entry
    wrong = next(slip for slip in slips_of_rights(entry) if slip.done == f"{right.act} bij {right.stage}: ook aan {right.role}")
    with other_methods(procedures() | {right.method: built(wrong.entry, VOCABULARY, right.method)}):
        assert first_red([str(path)], connect("owner"))


def test_prove_tells_the_story(live, other_methods, capsys):
    entry = procedures()["casusoverleg"].entry
    wrong = next(one for one in slips_of_rights(entry) if one.done == "casus_starten bij casus_voorbereiding: ook aan secretaris")
    with other_methods(procedures() | {"casusoverleg": built(wrong.entry, VOCABULARY, "casusoverleg")}):
        assert main(["prove", "--day", "2026-03-09"]) == 1
    told = capsys.readouterr().out
    assert "FOUT casusoverleg: casus_voorbereiding: is dit wat de autorisatiematrix zegt? Nee." in told
    assert "after: casus-voorgedragen" in told and "expect: refused by werkwijze" in told
