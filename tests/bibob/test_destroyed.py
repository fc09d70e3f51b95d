"""Every story of Bibob support does what it says, and after five years nothing of anybody is left
(bibob:29)."""

from __future__ import annotations

from django.apps import apps

from openprisma.gate.holdings import Clears, Goes, held
from openprisma.kernel.places import data
from openprisma.stories.testing import play_all

STORIES = sorted(path.stem for path in (data("stories") / "bibob").glob("*.yaml"))
GONE = "file_id in (select id from files_file where stage = 'bibob_verlopen')"


def left(own, model) -> int:
    """How many rows, or fields that should be empty, are left of files that expired."""
    destroyed, table = held(model).destroyed, model._meta.db_table
    if isinstance(destroyed, Goes):
        return own.execute(f"select count(*) from {table} where {GONE}").fetchone()[0]
    if isinstance(destroyed, Clears):
        full = " or ".join(f"{name} <> ''" for name in destroyed.fields)
        return own.execute(f"select count(*) from {table} where {GONE} and ({full})").fetchone()[0]
    return 0


def test_every_story_does_what_it_says_and_what_expired_is_gone(live, connect):
    root, own = connect("postgres"), connect("owner")
    for title, steps in play_all(STORIES, own):
        assert steps and not [step for step in steps if not step.good], title
    (expired,) = root.execute("select count(*) from files_file where stage = 'bibob_verlopen'")
    assert expired[0] >= 2
    of_it = [one for one in apps.get_models() if one._meta.app_label == "bibob"]
    assert {one.__name__: left(root, one) for one in of_it if left(root, one)} == {}
    counted = root.execute(
        """select distinct jsonb_object_keys(e.counts) from files_erasure e
            join files_file f on f.id = e.file_id where f.kind = 'bibob'"""
    ).fetchall()
    assert {what for (what,) in counted} >= {
        *("Bibob-betrokkenen", "Bibob-bevindingen", "adviezen van het Bureau"),
        *("Bibob-adviezen", "vragen aan adviseurs", "vragen aan de politie"),
        *("gevaarsconclusies", "Bibob-besluiten", "zienswijzen"),
    }
