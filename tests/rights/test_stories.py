"""Every story of a request does what it says, and what expired is gone."""

from __future__ import annotations

from openprisma.kernel.places import data
from openprisma.stories.testing import play_all

STORIES = sorted(path.stem for path in (data("stories") / "verzoek").glob("*.yaml"))
GONE = "file_id in (select id from files_file where stage = 'verzoek_vernietigd')"


def test_every_story_does_what_it_says_and_what_expired_is_gone(live, connect):
    root, own = connect("postgres"), connect("owner")
    wrong = [
        f"{title}: {s.nr} {s.act}: {s.got} {s.why}"
        for title, steps in play_all(STORIES, own)
        for s in steps
        if not s.good
    ]
    assert wrong == []
    (expired,) = root.execute("select count(*) from files_file where stage = 'verzoek_vernietigd'")
    assert expired[0] >= 1
    for table in ("rights_requester", "rights_hit", "rights_answer", "rights_answerletter"):
        assert root.execute(f"select count(*) from {table} where {GONE}").fetchone()[0] == 0
