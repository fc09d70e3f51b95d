"""Phase 3 does not exist in a scan: the norm refuses it, the table refuses it, and the kernel
shuts a file that stands there all the same."""

from __future__ import annotations

import psycopg
import pytest

from openprisma.gate.perform import perform
from openprisma.kernel.errors import Refused
from tests.builders import ANALYST, POLICE, a_pass, played

BOUND = "file_no_phase_three_in_a_scan"


@pytest.fixture
def scan(live, connect):
    """What a running scan holds, by name."""
    return played("scan-begonnen", connect("owner"))


def test_the_table_refuses_phase_three_in_a_scan_and_nowhere_else(scan, connect):
    own = connect("postgres")
    own.execute("update files_file set phase = 2 where id = %s", [scan["scan"]])
    with pytest.raises(psycopg.errors.CheckViolation, match=BOUND):
        own.execute("update files_file set phase = 3 where id = %s", [scan["scan"]])


def test_the_kernel_shuts_a_scan_that_stands_in_phase_three(scan, connect):
    own = connect("postgres")
    own.execute(f"alter table files_file drop constraint {BOUND}")
    try:
        own.execute("update files_file set phase = 3 where id = %s", [scan["scan"]])
        asked = {
            "betrokkene": scan["bedrijf"],
            "categorie": "bedrijfsgegevens",
            "vraag": "Wat is er bekend",
            "deelnemers": ["gm0603-college"],
        }
        with pytest.raises(Refused) as refusal:
            perform(a_pass(POLICE), "gegevens_vragen", file=scan["scan"], **asked)
        assert "wgs:2.23.6.c/dicht" in refusal.value.norms
        kernel = own.execute(
            "select distinct unnest(objections) from fence.line where act = 'gegevens_vragen'"
        )
        assert ("wgs:2.23.6.c/dicht",) in kernel.fetchall()
    finally:
        own.execute("update files_file set phase = 1 where id = %s", [scan["scan"]])
        own.execute(
            f"alter table files_file add constraint {BOUND} check (kind <> 'scan' or phase < 3)"
        )


def test_flags_are_shut_to_the_overview(live, connect):
    made = played("scan-met-vlaggen", connect("owner"))
    page = perform(a_pass(ANALYST), "dossier_inzien", file=made["scan"])
    assert "terrein-7" not in str(page)
    shown = perform(a_pass(ANALYST), "vlaggen_inzien", file=made["scan"])
    assert [one.flag.unit for one in shown.flags] == ["terrein-7", "terrein-9"]
    assert all(one.verdict is None for one in shown.flags)
