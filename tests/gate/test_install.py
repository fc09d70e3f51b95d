"""The law in the database: what may not be put there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from openprisma.gate.law import procedures
from openprisma.kernel.errors import Unavailable


def test_a_working_method_that_forgets_a_stage_where_files_stand_is_not_installed(shared, connect, other_methods):
    root = connect("postgres")
    kind, stage = root.execute("select kind, stage from files_file where id = %s", [shared.bottleneck]).fetchone()
    many = root.execute("select count(*) from files_file where kind = %s and stage = %s", [kind, stage]).fetchone()[0]
    before = root.execute("select hash from fence.law").fetchone()
    method = procedures()[kind]
    kept = tuple(one for one in method.entry.stages if one.stage != stage)
    forgetful = replace(method, entry=method.entry.model_copy(update={"stages": kept}))
    with pytest.raises(Unavailable) as refused, other_methods(procedures() | {kind: forgetful}):
        pass
    assert f"{kind}, stap {stage} ({many})" in refused.value.what and "Er is niets veranderd." in refused.value.what
    assert root.execute("select hash from fence.law").fetchone() == before


def test_how_many_files_stand_where_is_told_to_nobody_else(shared, connect):
    for role in ("app", "auditor"):
        told = connect(role).execute("select has_function_privilege(%s, 'fence.stages()', 'execute')", [role]).fetchone()
        assert told == (False,)
